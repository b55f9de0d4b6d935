"""Whether an edition is what its inputs would give again: one digest over all of them."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.engine import engine_digest
from course.project.inputs import inputs_of
from quizzes.content import digest_of
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.project import Project

OUTSIDE = "outside.json"
"""The file beside the doctrees that tells which files outside of the course went into its pages, with their digests."""


def digest(project: Project, edition: str) -> str:
    """Return the SHA-256 of everything that an edition is made from: content, engine, tools, settings of the shell."""
    state = hashlib.sha256(f"{edition}\0{engine_digest()}\0{os.environ.get('SOURCE_DATE_EPOCH', '')}".encode())
    for path in inputs_of(project):
        state.update(f"{os.path.relpath(path, project.root)}\0{digest_of(path)}\0".encode())
    return state.hexdigest()


def read_stamp(cache_folder: Path, edition: str) -> dict[str, Any]:
    """Return what was noted when the edition was last built.

    It is empty when nothing usable was noted, or when a file outside of the course that went into it has changed.
    """
    try:
        stamp = json.loads((cache_folder / f"{edition}.json").read_text(encoding="utf-8"))
        outside = stamp["outside"]
        same = all(digest and digest_of(path) == digest for path, digest in outside.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return stamp if same else {}


def write_stamp(cache_folder: Path, edition: str, stamp: dict[str, Any]) -> None:
    """Note the digest and the figures of an edition, and the files outside of the course that its pages show."""
    outside: dict[str, str] = {}
    for path in sorted(cache_folder.glob(f"*/{OUTSIDE}")):
        outside |= json.loads(path.read_text(encoding="utf-8"))
    (cache_folder / f"{edition}.json").write_text(json.dumps({**stamp, "outside": outside}, indent=1), encoding="utf-8")


def recorded(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as what a stamp can hold."""
    return [{**vars(one), "path": str(one.path)} for one in findings]


def revived(records: Iterable[dict[str, Any]]) -> list[Finding]:
    """Return the findings of a stamp."""
    return [Finding(**{**one, "path": Path(one["path"]), "level": Level(one["level"])}) for one in records]
