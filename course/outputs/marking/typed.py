"""A table of answers that somebody typed from sheets of paper: a line for each answer, or a line for each person.

Columns `person`, `version`, `item`, `response` (the item is its id or its number on the paper), or `person`, `version`
and a column for each row of the sheet (`1`, `2`, `3.1` …).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from course.outputs.marking.codes import MarkCode
from course.outputs.marking.sheets import PERSON, Answer, Place, Sheet, places_of, typed
from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.outputs.marking.record import ExamRecord

_MOST_COLUMNS = 2000
_MOST_WRONG = 20
"""So many wrong cells are named; a table with more is another one."""
_LONG = {"item", "response"}
_FORM = "columns person, version, item, response; or person, version and one for each question"


class _Cell(NamedTuple):
    """One answer: its line, the person, the version, which row of the sheet, and what was typed."""

    line: int
    person: str
    version: str
    label: str
    said: str


def sheets_in_table(path: Path, exam: ExamRecord, found: list[Finding]) -> list[Sheet]:
    """Return the sheets of a table; what is wrong with it is added to `found` (A005) and nothing of it is taken."""
    people: dict[str, tuple[str, dict[str, Answer]]] = {}
    places = {version: places_of(exam, version) for version in exam.versions}
    wrong: list[Finding] = []
    try:
        for cell in _cells(path):
            try:
                _take(people, places, cell, exam.decimal)
            except ValueError as error:
                wrong.append(Finding(path, cell.line, MarkCode.TABLE, str(error), subject=cell.label))
    except FindingsError as error:
        wrong += error.findings
    found += wrong[:_MOST_WRONG]
    if more := wrong[_MOST_WRONG:]:
        found.append(Finding(path, more[0].line, MarkCode.TABLE, f"{len(more)} more cells are wrong"))
    if wrong:
        return []
    return [
        Sheet(person, version, (f"{path}, {person}",), {**dict.fromkeys(places[version], Answer()), **answers})
        for person, (version, answers) in people.items()
    ]


def _take(
    people: dict[str, tuple[str, dict[str, Answer]]],
    every: Mapping[str, Mapping[str, Place]],
    cell: _Cell,
    decimal: str,
) -> None:
    person, version, label = cell.person, cell.version, cell.label
    if not PERSON.fullmatch(person):
        raise ValueError(f"'{person[:40]}' is no number of a person: letters, digits, - and _, and no name")
    if version not in every:
        raise ValueError(f"there is no version '{version[:10]}': this exam has {', '.join(every)}")
    kept, answers = people.setdefault(person, (version, {}))
    if kept != version:
        raise ValueError(f"{person} has answers to the versions {kept} and {version}")
    place = _place(every[version], version, label)
    if place.label in answers:
        raise ValueError(f"{person} answers {label} twice")
    answers[place.label] = typed(place, cell.said, decimal)


def _place(places: Mapping[str, Place], version: str, label: str) -> Place:
    if label in places:
        return places[label]
    own = [place for place in places.values() if place.question.item.id == label]
    if len(own) == 1:
        return own[0]
    if own:
        raise ValueError(f"'{label[:60]}' has parts: {', '.join(place.label for place in own)}")
    raise ValueError(f"version {version} has no question '{label[:60]}'")


def _cells(path: Path) -> Iterator[_Cell]:
    """Yield line, person, version, label and answer; raise FindingsError for what is no such table."""
    text = read_text(path, MarkCode.TABLE, newline=None)
    head = text.partition("\n")[0]
    sign = next((one for one in (";", "\t") if one in head), ",")
    table = csv.reader(io.StringIO(text), delimiter=sign, strict=True)
    try:
        names = _names(path, next(table, []))
        for row in table:
            if not any(cell.strip() for cell in row):
                continue
            cells = _by_name(path, table.line_num, names, row)
            person, version = cells.pop("person"), cells.pop("version").upper()
            if set(names) >= _LONG:
                cells = {cells["item"]: cells["response"]}
            yield from (_Cell(table.line_num, person, version, label, said) for label, said in cells.items())
    except csv.Error as error:
        raise _no_table(path, table.line_num, f"this is no row of a table: {error}") from error


def _names(path: Path, head: list[str]) -> list[str]:
    """Return the names of the columns; raise FindingsError where they are not those of a table of answers."""
    names = _without_end(head)
    if len(names) > _MOST_COLUMNS:
        raise _no_table(path, 1, f"a table of {len(names)} columns is no table of answers")
    needed = {"person", "version"} | (_LONG if _LONG & set(names) else set())
    if missing := sorted(needed - set(names)):
        raise _no_table(path, 1, f"the table has no column {', '.join(missing)}")
    if twice := [name for name, count in Counter(names).items() if count > 1 or not name]:
        raise _no_table(
            path, 1, f"more than one column is called '{twice[0][:40]}'" if twice[0] else "a column has no name"
        )
    return names


def _by_name(path: Path, line: int, names: list[str], row: list[str]) -> dict[str, str]:
    """Return the cells of a row by the names of their columns.

    Raises FindingsError for a row of another length: behind a comma that was meant as a decimal sign every answer would
    be that of another question, and a file may end where it was cut.
    """
    cells = _without_end(row, len(names))
    if len(cells) != len(names):
        message = f"the row has {len(cells)} cells, and the head {len(names)}"
        raise _no_table(path, line, message, "put quotes around an answer with a comma in it")
    return dict(zip(names, cells, strict=True))


def _without_end(row: list[str], least: int = 0) -> list[str]:
    """Return the cells without the empty ones that a spreadsheet leaves at the end of a row."""
    cells = [cell.strip() for cell in row]
    while len(cells) > least and not cells[-1]:
        cells.pop()
    return cells


def _no_table(path: Path, line: int, message: str, hint: str = _FORM) -> FindingsError:
    return FindingsError(Finding(path, line, MarkCode.TABLE, message, hint=hint))
