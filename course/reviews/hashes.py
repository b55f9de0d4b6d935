"""Hashes of what reviewers read, and whether signatures still fit them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from course.reviews.signature import SCOPES, load_signatures
from quizzes.load import find_banks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from course.project import Project
    from course.reviews.signature import Signature


def content_hashes(project: Project) -> dict[str, str]:
    """Return the hash of every scope as it stands."""
    return {scope: content_hash(project, scope) for scope in SCOPES}


def content_hash(project: Project, scope: str) -> str:
    """Return the SHA-256 of what a reviewer reads: pages, register, works and figures, or the item banks.

    Pages say what [places] of course.toml says of the place of the edition, so that table belongs to them.
    """
    state = hashlib.sha256()
    if scope != "items" and project.tables.places.rows:
        state.update(repr(project.tables.places).encode())
    for path in _read_by_reviewers(project, scope):
        state.update(f"{path.name}\0".encode())
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def reviewed_hash(project: Project) -> str:
    """Return the hash of the signed content; empty unless content and items are both signed as they stand."""
    current = content_hashes(project)
    signed, _ = load_signatures(project)
    valid = {scope for one in signed for scope in one.signature.scope if fits(one.signature, current)}
    return hashlib.sha256("".join(current.values()).encode()).hexdigest() if valid == set(SCOPES) else ""


def fits(signature: Signature, current: Mapping[str, str]) -> bool:
    """Say whether a signature is for the content as it stands."""
    return signature.content_sha256 == signed_hash(signature, current)


def signed_hash(signature: Signature, current: Mapping[str, str]) -> str:
    """Return the hash that a signature of this scope must have; several scopes are hashed together."""
    hashes = [current[scope] for scope in SCOPES if scope in signature.scope]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def _read_by_reviewers(project: Project, scope: str) -> list[Path]:
    if scope == "items":
        return find_banks(project.quizzes)
    fixed = (project.register, project.bibliography, project.objectives)
    figures = sorted((project.root / "figures").glob("*.yaml"))
    return [path for path in (*project.pages(), *fixed, *figures) if path is not None and path.is_file()]
