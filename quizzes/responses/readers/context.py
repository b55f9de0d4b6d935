"""What a reader of responses is given: the items that may have been asked, and a place for what it has to say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level
from quizzes.responses.readers.codes import ImportCode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quizzes.model.types import Item

MOST_TOLD = 20
"""Findings of one code about one file; of the others there is a number."""


@dataclass
class Context:
    """The course (its id and the address of its statements, "" for none), its items, and what is found.

    `decimal` is the decimal sign of the language in which learners typed numbers.
    """

    items: Mapping[str, Item]
    course: str = ""
    iri: str = ""
    found: list[Finding] = field(default_factory=list)
    more: Counter[tuple[Path, str]] = field(default_factory=Counter)
    decimal: str = "."

    def tell(self, path: Path, line: int, code: ImportCode, message: str, subject: str = "") -> None:
        """Say what was left out or is odd; never with a name or a text that a learner typed."""
        self.more[path, code] += 1
        if self.more[path, code] <= MOST_TOLD:
            self.found.append(Finding(path, line, code, message, Level.WARNING, subject=subject))

    def rest(self) -> list[Finding]:
        """Return a finding for each code of which more were found than told."""
        return [
            Finding(path, 1, code, f"and {count - MOST_TOLD:,} more such findings", Level.WARNING)
            for (path, code), count in self.more.items()
            if count > MOST_TOLD
        ]


def refused(
    path: Path, line: int, message: str, hint: str = "", code: ImportCode = ImportCode.UNREADABLE
) -> FindingsError:
    """Return the error that stops an import."""
    return FindingsError(Finding(path, line, code, message, hint=hint))
