"""Whether an edition is what its inputs would give again: one digest over all of them."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.engine import engine_digest, files_below
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.project import Project


def digest(project: Project, edition: str) -> str:
    """Return the SHA-256 of everything that an edition is made from: content, engine, tools, settings of the shell."""
    state = hashlib.sha256(f"{edition}\0{engine_digest()}\0{os.environ.get('SOURCE_DATE_EPOCH', '')}".encode())
    for folder in dict.fromkeys((project.root, project.quizzes)):
        for path in files_below(folder):
            state.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def read_stamp(cache_folder: Path, edition: str) -> dict[str, Any]:
    """Return what was noted when the edition was last built; empty when nothing usable was."""
    try:
        stamp = json.loads((cache_folder / f"{edition}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(cache_folder: Path, edition: str, stamp: dict[str, Any]) -> None:
    """Note the digest and the figures of an edition."""
    (cache_folder / f"{edition}.json").write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def recorded(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as what a stamp can hold."""
    return [{**vars(one), "path": str(one.path)} for one in findings]


def revived(records: Iterable[dict[str, Any]]) -> list[Finding]:
    """Return the findings of a stamp."""
    return [Finding(**{**one, "path": Path(one["path"]), "level": Level(one["level"])}) for one in records]
