"""What the draft of a course dropped of its document, and who answers for it: evidence/losses.csv as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.evidence.lists import read_list

if TYPE_CHECKING:
    from pathlib import Path

LOSSES = "losses.csv"
"""The name of the file, which lies beside the register."""
COLUMNS = ("id", "place", "kind", "words", "outcome", "answer")
"""`answer` is for the reason why a course does without what was dropped, or for where it stands now."""
DROPPED = "dropped"
HELD = frozenset({"table", "picture", "chart", "equation", "scanned page", "sign"})
"""Kinds of which none may be dropped unless somebody answers for it."""


@dataclass(frozen=True)
class Dropped:
    """A part of the document that the draft dropped; `line` is that of its row."""

    id: str
    place: str
    kind: str
    words: str
    answer: str
    line: int

    @property
    def is_held(self) -> bool:
        """Say whether somebody has to answer for it."""
        return self.kind in HELD


def load_dropped(path: Path) -> tuple[Dropped, ...]:
    """Return the rows of losses.csv that were dropped.

    Raises FindingsError for a file that is not UTF-8 or CSV, or lacks a column (E024).
    """
    rows = read_list(path, "E024", COLUMNS, "the list of losses")
    return tuple(
        Dropped(**{name: cell for name, cell in row.items() if name != "outcome"}, line=line)
        for row, line in rows
        if row["outcome"] == DROPPED
    )
