"""What an assistant proposes for a row of the register. Verdicts and readings are a person's, and stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.assistant.course import REFUSED, UNKNOWN, Opened, refused
from course.assistant.looking import claim_of, statement
from course.evidence import load_bibliography
from course.evidence.records import read_records
from course.evidence.register import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEEDED = ("answer", "source_keys")


@dataclass(frozen=True)
class Proposal:
    """What is proposed; `source_keys` are keys of the bibliography, `to_verify` is for the person who reads them."""

    answer: str
    source_keys: Sequence[str] = ()
    correction: str = ""
    to_verify: str = ""

    def cells(self, columns: Sequence[str]) -> dict[str, str]:
        """Return the cells that are filled in, of those columns that the register has."""
        given = {**vars(self), "source_keys": ";".join(self.source_keys)}
        return {column: value for column, value in given.items() if column in columns and value}


def propose(opened: Opened, name: str, proposal: Proposal) -> dict[str, Any]:
    """Write an answer into an open row of the register, and return the row.

    The verdict stays `open` and `verification` empty until a person has read the source. Raises FindingsError for an
    unknown row or key (M002), and for a row that a person has judged already or a heading (M003).
    """
    claim = claim_of(opened, name)
    project = opened.project()
    if claim.is_heading or claim.verdict is not Verdict.OPEN:
        said = "is a heading" if claim.is_heading else f"has the verdict '{claim.verdict}' of a person"
        raise refused(project.register, REFUSED, f"{name} {said}", "only rows with the verdict open take a proposal")
    known = set(load_bibliography(project.bibliography)) if project.bibliography else set()
    if strange := [key for key in proposal.source_keys if key not in known]:
        hint = "a person adds a work when it was found and read"
        raise refused(project.register, UNKNOWN, f"the bibliography has no work {', '.join(strange)}", hint)
    table = read_records(project.register, "E001")
    missing = [column for column in _NEEDED if column not in table.columns]
    if missing:
        raise refused(project.register, REFUSED, f"the register has no column {', '.join(missing)}")
    cells = proposal.cells(table.columns)
    rows = [table.changed(row, cells) if row["id"].strip() == name else row for row in table.rows]
    opened.write({project.register: table.written(rows)})
    return statement(opened, name)
