"""Signed reviews: who has read what, in which role, and the hash of what was read.

The tool records signatures and says when they no longer fit; it never makes one.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic resolves the annotation at run time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from quizzes.explain import explain
from quizzes.finding import FindingsError
from quizzes.model.values import Frozen, Text
from quizzes.yaml12 import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project
    from quizzes.finding import Finding

SCOPES = ("content", "items")


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


def load_signatures(project: Project) -> tuple[list[Signed], list[Finding]]:
    """Read `reviews/*.yaml`; what is not a complete record becomes a finding."""
    signed: list[Signed] = []
    found: list[Finding] = []
    for path in sorted((project.root / "reviews").glob("*.yaml")):
        try:
            document = read_document(path)
            signature = Signature.model_validate(document.data)
        except FindingsError as error:
            found += error.findings
        except ValidationError as error:
            found += explain(error, Signature, document, path)
        else:
            signed.append(Signed(path, document.lines.get(("content_sha256",), 1), signature))
    return signed, found
