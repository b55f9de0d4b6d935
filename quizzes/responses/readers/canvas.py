"""The student analysis of a quiz of Canvas, CSV.

Columns of app/models/quizzes/quiz_statistics/student_analysis.rb: who, `submitted`, `attempt`, then for each question
its number and text, and behind it the points that were reached, headed by the points that were possible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import filled, number_in, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizzes.responses.readers.context import Context

_QUESTION = re.compile(r"\d+:\s*(.*)", re.DOTALL)
_NEEDED = ("id", "submitted")
"""A quiz that may be taken once has no column `attempt`, an anonymous survey nobody's `id`."""


def looks(head: str) -> bool:
    """Say whether a text begins as such an analysis does."""
    line = head.lstrip("\ufeff").partition("\n")[0].lower()
    return "section" in line and "submitted" in line and "n correct" in head.lower()


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield the answers of each attempt; a question without answer and points was not drawn."""
    rows = rows_of(path, read_source(path))
    _, heads = next(rows, (1, []))
    names = {name.lower(): place for place, name in reversed(list(enumerate(heads)))}
    questions = [(place, found[1]) for place, head in enumerate(heads) if (found := _QUESTION.fullmatch(head))]
    if questions and "submitted" in names and "id" not in names:
        raise refused(path, 1, "this student analysis is anonymous: nobody's answers can be kept together")
    if not questions or any(name not in names for name in _NEEDED):
        raise refused(path, 1, "this is no student analysis of Canvas", "take it from the statistics of the quiz")
    for line, row in filled(rows, len(heads)):
        yield from _attempt(line, row, heads, names, questions)
    del to


def _attempt(
    line: int, row: Sequence[str], heads: Sequence[str], names: dict[str, int], questions: list[tuple[int, str]]
) -> Iterator[Claim]:
    number = row[names["attempt"]] if "attempt" in names else ""
    common: dict[str, Any] = {
        "line": line,
        "person": row[names["id"]],
        "attempt": int(number) if number.isdigit() and 0 < len(number) < 6 else 0,  # noqa: PLR2004
        "sitting": row[names["submitted"]],
        "submitted": time_in(row[names["submitted"]]),
    }
    for place, stem in questions:
        said, points = row[place], row[place + 1] if place + 1 < len(row) else ""
        if not said and not points:
            continue
        most = number_in(heads[place + 1]) if place + 1 < len(heads) else None
        given = Given(Form.COMMAS, said) if said else Given(Form.NOTHING)
        yield Claim(given=given, stem=stem, place=heads[place], mark=number_in(points), max=most, **common)


FORMAT = ResponseFormat("canvas", "student analysis of a quiz of Canvas, CSV", looks, read)
