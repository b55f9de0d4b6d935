"""R: who has signed what. The tool records signatures and says when they no longer fit; it never makes one."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic resolves the annotation at run time
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from course.checks.reading import what_to_read_first
from course.checks.registry import Fault, check
from quizzes.explain import explain
from quizzes.finding import FindingsError, Level
from quizzes.load import find_banks
from quizzes.model import Frozen, Text
from quizzes.yaml12 import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.checks.material import Material
    from course.project import Project

SCOPES = ("content", "items")
_FIRST = 5


class Signature(Frozen):
    """One signed review: who, in which role, when, and the hash of what was read."""

    name: Text
    role: Text
    credentials: Text
    date: dt.date
    scope: Annotated[tuple[Literal["content", "items"], ...], Field(min_length=1)]
    content_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Signed:
    """A signature and the file it stands in."""

    path: Path
    line: int
    signature: Signature


def content_hash(project: Project, scope: str) -> str:
    """Return the SHA-256 of what a reviewer reads: pages, register, works and figures, or the item banks."""
    state = hashlib.sha256()
    for path in _read_by_reviewers(project, scope):
        state.update(f"{path.name}\0".encode())
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def load_signatures(project: Project) -> tuple[list[Signed], list[Fault]]:
    """Read `reviews/*.yaml`; what is not a complete record becomes a fault."""
    signed: list[Signed] = []
    faults: list[Fault] = []
    for path in sorted((project.root / "reviews").glob("*.yaml")):
        try:
            document = read_document(path)
            signature = Signature.model_validate(document.data)
        except FindingsError as error:
            faults += [Fault(one.path, one.line, one.message) for one in error.findings]
        except ValidationError as error:
            faults += [Fault(one.path, one.line, one.message) for one in explain(error, Signature, document, path)]
        else:
            signed.append(Signed(path, document.lines.get(("content_sha256",), 1), signature))
    return signed, faults


def reviewed_hash(project: Project) -> str:
    """Return the hash of the signed content; empty unless content and items are both signed as they stand."""
    current = {scope: content_hash(project, scope) for scope in SCOPES}
    signed, _ = load_signatures(project)
    valid = {scope for one in signed for scope in one.signature.scope if _fits(one.signature, current)}
    return hashlib.sha256("".join(current.values()).encode()).hexdigest() if valid == set(SCOPES) else ""


@check("R001", Level.WARNING)
def content_is_reviewed(material: Material) -> Iterator[Fault]:
    """Every page and item is signed by a qualified reviewer as it stands."""
    if reviewed_hash(material.project):
        return
    first = what_to_read_first(material)[:_FIRST]
    root = material.project.root
    places = [
        f"{one.path.relative_to(root) if one.path.is_relative_to(root) else one.path.name}:{one.line}" for one in first
    ]
    hint = f"read first: {', '.join(places)}" if places else ""
    yield Fault(material.project.settings, 1, "not reviewed: nobody has signed this course as it stands", hint=hint)


@check("R002")
def signatures_fit(material: Material) -> Iterator[Fault]:
    """No signature is for content that has changed since."""
    current = {scope: content_hash(material.project, scope) for scope in SCOPES}
    for one in load_signatures(material.project)[0]:
        if not _fits(one.signature, current):
            message = (
                f"{one.signature.name} signed other content than this; its hash is now {_shown(one.signature, current)}"
            )
            yield Fault(one.path, one.line, message, hint="have it reviewed again, or remove the record")


@check("R003")
def records_are_complete(material: Material) -> Iterator[Fault]:
    """Every record of a review names person, role, credentials, date, scope and the hash of the content."""
    yield from load_signatures(material.project)[1]


def _read_by_reviewers(project: Project, scope: str) -> list[Path]:
    if scope == "items":
        return find_banks(project.quizzes)
    fixed = (project.register, project.bibliography, project.objectives)
    figures = sorted((project.root / "figures").glob("*.yaml"))
    return [path for path in (*project.pages(), *fixed, *figures) if path is not None and path.is_file()]


def _fits(signature: Signature, current: dict[str, str]) -> bool:
    return signature.content_sha256 == _shown(signature, current)


def _shown(signature: Signature, current: dict[str, str]) -> str:
    """Return the hash that a signature of this scope must have; several scopes are hashed together."""
    hashes = [current[scope] for scope in SCOPES if scope in signature.scope]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
