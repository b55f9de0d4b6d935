"""Reports of a quiz of Moodle: *Responses* and *Grades*, as CSV or JSON, in any language.

Columns of mod/quiz/report: who, then status, start, end, duration and grade, then for each slot question, response and
right answer, or the mark. The names of columns are in the language of who exports; their order and numbers are not.
A question is known by its text only, since the report has no id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quizzes.finding import counted
from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import number_in, read_json, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from quizzes.responses.readers.context import Context

_NUMBERED = re.compile(r"\D+?\s*(\d{1,4})")
_MARK = re.compile(r"\D*?(\d{1,4})\s*/\s*(\d+(?:[.,]\d+)?)")
_GRADE = re.compile(r".*/\s*(\d+(?:[.,]\d+)?)")
_JSON_GRADE = re.compile(r"[^\W\d]+(\d+)", re.IGNORECASE)
_BEHIND = 4
"""Columns before the grade: status, start, end, duration."""
_NOTHING = ("-", "")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass
class _Sheet:
    """The columns of a report: who, times, grade, and the slots with their columns."""

    grade: int
    most: float
    slots: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    marks: dict[int, tuple[int, float]] = field(default_factory=dict)

    def who(self, row: Sequence[str]) -> str:
        """Return what tells people apart: the address where there is one, else all that stands before the status."""
        told = row[: self.grade - _BEHIND]
        return next((cell for cell in told if _MAIL.fullmatch(cell)), "\t".join(told))


def _sheet(path: Path, heads: Sequence[str]) -> _Sheet:
    numbered = [place for place, head in enumerate(heads) if _NUMBERED.fullmatch(head) or _MARK.fullmatch(head)]
    first = numbered[0] if numbered else len(heads)
    grade = next((place for place in range(first - 1, _BEHIND, -1) if _GRADE.fullmatch(heads[place])), -1)
    if grade < 0 or not numbered:
        hint = "export the report Responses or Grades of the quiz as CSV or JSON"
        raise refused(path, 1, "this is no report of a quiz of Moodle: it has no grade and no questions", hint)
    made = _Sheet(grade, number_in(_GRADE.fullmatch(heads[grade])[1]) or 0.0)  # type: ignore[index]
    for place in numbered:
        if mark := _MARK.fullmatch(heads[place]):
            made.marks[int(mark[1])] = place, number_in(mark[2]) or 0.0
        elif found := _NUMBERED.fullmatch(heads[place]):
            made.slots[int(found[1])].append(place)
    return made


def looks(head: str) -> bool:
    """Say whether a first line is one of these reports."""
    if head.lstrip().startswith("[["):
        return True
    cells = re.findall(r'"([^"]*)"|([^,;\t]+)', head.partition("\n")[0])
    names = [(one or other).strip() for one, other in cells]
    numbers = [found[1] for name in names if (found := _NUMBERED.fullmatch(name))]
    slots = any(one == other for one, other in pairwise(numbers)) or any(_MARK.fullmatch(name) for name in names)
    return slots and any(_GRADE.fullmatch(name) and not _MARK.fullmatch(name) for name in names)


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield the answers of each attempt that was handed in; with *Grades*, marks without what was answered."""
    text = read_source(path)
    rows = _of_json(path, text) if text.lstrip("\ufeff ").startswith("[") else rows_of(path, text)
    line, heads = next(iter(rows), (1, []))
    sheet = _sheet(path, heads)
    left = 0
    for line, row in rows:
        if len(row) != len(heads):
            to.tell(path, line, ImportCode.UNREADABLE, f"{len(row)} cells under {len(heads)} headings: left out")
            continue
        started, ended = (time_in(cell) for cell in row[sheet.grade - 3 : sheet.grade - 1])
        if row[sheet.grade - 3] in _NOTHING:
            continue  # the line of averages, and people without an attempt
        if row[sheet.grade - 2] in _NOTHING:
            left += 1
            continue
        if started and ended and ended < started:
            to.tell(path, line, ImportCode.CLOCK, "an attempt ends before it begins: its time is left out")
            started = ended = None
        yield from _attempt(sheet, line, row, heads, ended)
    if left:
        to.tell(path, 1, ImportCode.UNFINISHED, f"{counted(left, 'attempt')} not handed in: left out")


def _attempt(
    sheet: _Sheet, line: int, row: Sequence[str], heads: Sequence[str], ended: datetime | None
) -> Iterator[Claim]:
    begun = time_in(row[sheet.grade - 3])
    sitting = begun.isoformat() if begun else row[sheet.grade - 3]
    common: dict[str, Any] = {"line": line, "person": sheet.who(row), "sitting": sitting, "submitted": ended}
    grade = number_in(row[sheet.grade])
    total = grade / sheet.most if grade is not None and sheet.most else None
    for number, places in sheet.slots.items():
        asked, said, right = _parts(row, places)
        given = Given(Form.NOTHING) if said in _NOTHING else Given(Form.WORDS, said, right)
        yield Claim(given=given, stem=asked, place=heads[places[0]], slot=number, total=total, **common)
    for number, (place, most) in sheet.marks.items():
        mark = number_in(row[place])
        given = Given(Form.NOTHING) if row[place] in _NOTHING else Given(Form.HIDDEN)
        yield Claim(given=given, place=f"Q. {number}", mark=mark, max=most, slot=number, **common)


def _parts(row: Sequence[str], places: Sequence[int]) -> tuple[str, str, str]:
    """Return question, response and right answer; a report without the questions has two columns or one."""
    cells = [row[place] for place in places]
    if len(cells) >= 3:  # noqa: PLR2004 - all three
        return cells[0], cells[1], cells[2]
    return ("", cells[0], cells[1] if len(cells) > 1 else "")


def _of_json(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    told = read_json(path, text.lstrip("\ufeff"))
    rows = told[0] if isinstance(told, list) and told and isinstance(told[0], list) else told
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
        raise refused(path, 1, "this is no report of a quiz of Moodle", "export the report Responses as JSON")
    heads = list(rows[0])
    yield 1, [_json_head(head, heads) for head in heads]
    for number, row in enumerate(rows, 1):
        yield number, [str(row.get(head, "")).strip() for head in heads]


def _json_head(head: str, heads: Sequence[str]) -> str:
    """Return the name of a column as in the CSV: there the grade is `Grade/100.00`, here `grade10000`."""
    found = _JSON_GRADE.fullmatch(head)
    first = next(
        (place for place, one in enumerate(heads) if one.endswith("1") and _JSON_GRADE.fullmatch(one)), len(heads)
    )
    if found and heads.index(head) == first - 1 and len(found[1]) > 2:  # noqa: PLR2004 - two decimals
        return f"grade/{found[1][:-2]}.{found[1][-2:]}"
    return head


FORMAT = ResponseFormat("moodle", "quiz of Moodle: reports Responses and Grades, CSV or JSON", looks, read)
