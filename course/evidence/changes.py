"""How the document of a course has changed since the course was made of it: evidence/changes.csv as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from course.evidence.lists import read_list
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = "changes.csv"
"""The name of the file, which lies beside the register."""
COLUMNS = ("id", "kind", "numbers", "before", "after", "verdict", "document", "answer")
"""`verdict` is the one that a statement had before; `answer` is for what was done about the change."""


class Kind(StrEnum):
    """What became of a statement in the new document, the gravest first."""

    NUMBERS = "other numbers"
    GONE = "gone"
    REWORDED = "reworded"
    HEADING = "under another heading"
    NEW = "new"
    MOVED = "moved"


@dataclass(frozen=True)
class Change:
    """What became of a statement; `line` is that of its row, 0 before it is written.

    `numbers` says which numbers differ, `document` is the new document by its path in the course.
    """

    id: str
    kind: Kind
    numbers: str = ""
    before: str = ""
    after: str = ""
    verdict: str = ""
    document: str = ""
    answer: str = ""
    line: int = 0

    @property
    def is_waiting(self) -> bool:
        """Say whether somebody still has to look at what rests on the statement."""
        return not self.answer and self.kind is not Kind.MOVED


def load_changes(path: Path) -> tuple[Change, ...]:
    """Return the rows of changes.csv.

    Raises FindingsError for a file that is not UTF-8 or CSV, lacks a column, or has a kind that is none (E025).
    """
    rows = read_list(path, "E025", COLUMNS, "the list of changes")
    return tuple(_change(path, row, line) for row, line in rows)


def _change(path: Path, row: dict[str, str], line: int) -> Change:
    values = dict(row)
    kind = values.pop("kind")
    if kind not in set(Kind):
        hint = f"one of {', '.join(Kind)}"
        raise FindingsError(Finding(path, line, "E025", f"'{kind}' is no kind of change", hint=hint))
    return Change(kind=Kind(kind), line=line, **values)
