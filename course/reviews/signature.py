"""Signed reviews: who has read what, in which role, and the hash of what was read.

The tool records signatures and says when they no longer fit; it never makes one.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic resolves the annotation at run time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from course.reviews.seal import require_seal
from course.reviews.sheet import SUFFIX, Row, load_sheet, rows_hash
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.model.values import Frozen, Text
from quizzes.yaml12 import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project

SCOPES = ("content", "items")
CLINICAL = "clinical"
Kind = Literal["clinical", "accessibility", "language"]
"""What a review was for; without a word it is the clinical one, whose signatures the notice rests on."""
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


Licence = Annotated[Text, StringConstraints(pattern=r"^\D+$", max_length=120)]
"""Where a person is licensed, as `Ohio, USA`. It has no digits: the number of a licence stands in no record."""


class Signature(Frozen):
    """One signed review: who, in which role, when, and the hash of what was read.

    With `blocks`, the name of a sheet beside the record, it is for the rows of the sheet, of which `blocks_sha256` is
    the hash, and `content_sha256` only says in which state of the whole they were read; without, for the whole. `as` is
    what the reviewer looked at, `signed_as` who has signed the record with a key (`course.reviews.seal`).
    """

    name: Text
    role: Text
    credentials: Text
    licence_jurisdiction: Licence | None = None
    date: dt.date
    kind: Annotated[Kind, Field(alias="as")] = "clinical"
    scope: Annotated[tuple[Literal["content", "items"], ...], Field(min_length=1)]
    content_sha256: _Hash
    blocks: Text | None = None
    blocks_sha256: _Hash | None = None
    signed_as: Annotated[str, StringConstraints(pattern=r"^[^\s,\"-][^\s,\"]*$", max_length=254)] | None = None

    @property
    def person(self) -> str:
        """Return the name by which one person is told from another, however it is spaced and capitalized."""
        return person_of(self.name)


def person_of(name: str) -> str:
    """Return a name as it is told from others: in one case, one spacing and one form of its letters."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class Signed:
    """A signature, the file it stands in and the rows of its sheet; `line` is that of the hash it rests on."""

    path: Path
    line: int
    signature: Signature
    rows: tuple[Row, ...] = ()

    @property
    def holds_rows(self) -> bool:
        """Say whether the sheet is the one that was signed."""
        return self.signature.blocks is not None and self.signature.blocks_sha256 == rows_hash(self.rows)


def load_signatures(project: Project) -> tuple[list[Signed], list[Finding]]:
    """Read `reviews/*.yaml` with their sheets; what is not a complete record becomes a finding."""
    signed: list[Signed] = []
    found: list[Finding] = []
    for path in sorted((project.root / "reviews").glob("*.yaml")):
        try:
            document = read_document(path)
            signature = Signature.model_validate(document.data)
            rests_on = "blocks_sha256" if signature.blocks else "content_sha256"
            require_seal(path, signature, trusted=project.trusted)
            rows = _rows_of(path, signature, document.lines.get(("blocks",), 1))
        except FindingsError as error:
            found += error.findings
        except ValidationError as error:
            found += explain(error, Signature, document, path)
        else:
            signed.append(Signed(path, document.lines.get((rests_on,), 1), signature, rows))
    return signed, found


def _rows_of(path: Path, signature: Signature, line: int) -> tuple[Row, ...]:
    name = signature.blocks
    if name is None:
        if signature.blocks_sha256:
            message = "blocks_sha256 without blocks, the name of the sheet that was signed"
            raise FindingsError(Finding(path, line, "R003", message))
        return ()
    if not name.endswith(SUFFIX) or "/" in name or "\\" in name:
        message = f"blocks is '{name:.60}', and must be the name of a sheet beside this record, such as ana{SUFFIX}"
        raise FindingsError(Finding(path, line, "R003", message))
    return load_sheet(path.with_name(name), signature.scope)
