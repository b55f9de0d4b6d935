"""C: texts ask the table [places] of course.toml for what differs from place to place, and never write it by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.project.load import setting_line
from course.project.places import asked_for, said_here, unknown_row
from course.sessions.load import plan_path
from quizzes.finding import FindingsError, Level
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.material import Material
    from course.project.tables import PlacesTable

_NUMBER = re.compile(r"\d(?:[ -]?\d)+(?:-[A-Z]+(?:-[A-Z])?\b)?")
_SHORTEST = 3
"""Fewer digits say nothing by themselves: "option 2"."""


@check("C107")
def rows_asked_for_exist(material: Material) -> Iterator[Fault]:
    """Every `{here}` names a row of the table of places, and none stands in a question."""
    places = material.project.tables.places
    for path, line, text in _said(material):
        for row in asked_for(text):
            if row not in places.rows:
                yield Fault(path, line, unknown_row(places, row), hint="name a row, or add it to course.toml")
    for path, line, text in _asked(material):
        for row in asked_for(text):
            message = f"a question cannot say {{here}}`{row}`: other programs, which know no table, get it as well"
            yield Fault(path, line, message, hint="name the thing itself, such as 'the emergency number'")


@check("C108")
def nothing_is_written_by_hand(material: Material) -> Iterator[Fault]:
    """No page, figure, answer, question or session plan writes by hand what an exact row says of any place."""
    places = material.project.tables.places
    ruled_out = list(_ruled_out(places))
    for path, line, text in (*_said(material), *_asked(material)) if ruled_out else ():
        for words, row, pattern in ruled_out:
            if words in text and pattern.search(text):
                hint = f"write {{here}}`{row}`, or give its other meaning in [places.also]"
                yield Fault(path, line, f"'{words}' is what another edition calls otherwise", row, hint)


@check("C109", Level.WARNING)
def what_is_asked_for_is_filled_in(material: Material) -> Iterator[Fault]:
    """Every row that the course asks for is filled in for the place of this edition."""
    places = material.project.tables.places
    wanted = {row for _, _, text in _said(material) for row in asked_for(text)}
    for row in places.rows:
        found = said_here(places, row)
        if row in wanted and not (found and found.text):
            message = f"'{row}' is empty for '{places.here}': pages print a line to write on"
            line = setting_line(material.project, "places", "rows", row)
            yield Fault(material.project.settings, line, message, hint="fill it in from an official page, with the day")


@check("C110")
def sources_of_places_exist(material: Material) -> Iterator[Fault]:
    """Every source of the table of places is in the bibliography."""
    for name, row in material.project.tables.places.rows.items():
        for code, said in row.says.items():
            for key in said.source:
                if key not in (material.works or {}):
                    line = setting_line(material.project, "places", "rows", name, "says", code)
                    message = f"the bibliography has no '{key}', which row '{name}' names for '{code}'"
                    yield Fault(material.project.settings, line, message)


def _ruled_out(places: PlacesTable) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Yield what may not be written by hand: the numbers of exact rows, or the words of those without a number."""
    seen = set(places.also)
    for name, row in places.rows.items():
        for said in row.says.values() if row.exact else ():
            numbers = [one for one in _NUMBER.findall(said.text) if sum(map(str.isdigit, one)) >= _SHORTEST]
            for words in numbers or filter(None, [said.text]):
                if words not in seen:
                    seen.add(words)
                    yield words, name, re.compile(rf"(?<![\w.,-]){re.escape(words)}(?!\w|[.,-]\d)")


def _said(material: Material) -> Iterator[tuple[Path, int, str]]:
    """Yield every line of the course that is read outside of the questions, as it is written."""
    paths = [page.path for page in material.pages] + [file.path for file in material.figures]
    for path in (*paths, plan_path(material.project)):
        yield from ((path, number, line) for number, line in _lines(path))
    for claim in material.register.claims if material.register else ():
        yield material.project.register, claim.answer_line, claim.answer


def _asked(material: Material) -> Iterator[tuple[Path, int, str]]:
    for file in material.banks:
        yield from ((file.path, number, line) for number, line in _lines(file.path))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file; what cannot be read is a finding of whoever reads the file for its own sake."""
    try:
        yield from enumerate(read_text(path).splitlines(), 1) if path.is_file() else ()
    except FindingsError:
        return
