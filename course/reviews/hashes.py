"""Hashes of what reviewers read, and whether signatures still fit them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from course.project.find import NAME
from course.project.inputs import inputs_of
from course.reviews.signature import SCOPES
from quizzes.content import digest_of, reread
from quizzes.settings import NAME as SETTINGS
from quizzes.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from course.project import Project
    from course.reviews.signature import Signature

_BESIDE = (NAME, "README.md", "AGENTS.md")
"""What no reviewer is shown: the settings, of which the printed words count, and what is for authors."""
_APART = ("reviews/", "releases/", "locales/")
"""The signatures themselves, manifests of releases, and translations, which nobody has signed."""


def content_hashes(project: Project) -> dict[str, str]:
    """Return the hash of every scope as it stands."""
    return {scope: content_hash(project, scope) for scope in SCOPES}


def content_hash(project: Project, scope: str) -> str:
    """Return the SHA-256 of what a reviewer reads: the item banks with their pictures, or everything else of a course.

    Of course.toml the words count that editions print, and [places], which pages ask for.
    """
    state = hashlib.sha256()
    if scope != "items":
        state.update(spelled(printed(project)).encode())
    for name, path in sorted(read_by_reviewers(project, scope)):
        state.update(f"{name}\0{digest_of(path)}\0".encode(errors="surrogateescape"))
    return state.hexdigest()


def fits(signature: Signature, current: Mapping[str, str]) -> bool:
    """Say whether a signature is for the whole content, and that as it stands."""
    return signature.blocks is None and signature.content_sha256 == signed_hash(signature, current)


def signed_hash(signature: Signature, current: Mapping[str, str]) -> str:
    """Return the hash that a signature of this scope must have; several scopes are hashed together."""
    return hash_of_scopes(signature.scope, current)


def hash_of_scopes(scopes: Collection[str], current: Mapping[str, str]) -> str:
    """Return the hash of several scopes together, of one its own."""
    hashes = [current[scope] for scope in SCOPES if scope in scopes]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def printed(project: Project) -> list[Any]:
    """Return what course.toml lets editions print, as it is written there: no new key of ours makes it another."""
    written = reread(read_toml, project.settings).data
    imprint = written.get("print", {}).get("imprint")
    return [project.title, project.subtitle, project.language, written.get("places"), written.get("activity"), imprint]


def spelled(words: object) -> str:
    """Return values of course.toml as one text, whatever the order of their keys."""
    return json.dumps(words, sort_keys=True, default=str)


def read_by_reviewers(project: Project, scope: str) -> Iterator[tuple[str, Path]]:
    """Yield the files of a scope by their names as the course has them."""
    for path in inputs_of(project):
        banks = path.is_relative_to(project.quizzes)
        if scope == "items":
            if banks and path.name != SETTINGS:
                yield path.relative_to(project.quizzes).as_posix(), path
        elif not banks:
            inside = path.is_relative_to(project.root)
            name = path.relative_to(project.root).as_posix() if inside else path.name
            if name not in _BESIDE and not name.startswith(_APART):
                yield name, path
