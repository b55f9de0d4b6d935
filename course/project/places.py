"""What differs from place to place stands once, in [places] of course.toml, and is said wherever a text asks for it.

A text asks by the role ``{here}`row` ``, and by ``{here-cite}`row` `` for the works behind it. Pages are read by
Sphinx, which knows the roles; everything that is read without Sphinx is `filled_in` here. Both say the same words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quizzes.explain import suggest
from quizzes.finding import Finding
from quizzes.yaml12 import nearest_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from course.project.tables import PlaceRow, PlacesTable, Said
    from quizzes.yaml12 import Document, Loc

BLANK = "\N{LOW LINE}" * 8
"""What is printed where nobody has filled in the table: a line to write on."""
_ROLE = re.compile(r"( ?)\{here(-cite)?\}`([^`\n]*)`")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RULE = "lower-case letters, digits and single hyphens"


def said_here(places: PlacesTable, row: str) -> Said | None:
    """Return what a row says of the place of this edition; None when there is no such row, or nothing for the place."""
    return places.rows[row].says.get(places.here) if row in places.rows else None


def words_here(places: PlacesTable, row: str) -> str:
    """Return the words for the place of this edition, or a line to write on."""
    found = said_here(places, row)
    return found.text if found and found.text else BLANK


def filled_in(text: str, places: PlacesTable) -> str:
    """Return a text with the words for this place, and with citations, in place of the roles; lines stay lines.

    A role that names no row stays as it is: check C107 tells it.
    """

    def say(match: re.Match[str]) -> str:
        blank, cite, row = match.groups()
        if row not in places.rows:
            return match[0]
        if not cite:
            return f"{blank}{words_here(places, row)}"
        found = said_here(places, row)
        return f"{blank}{{cite:p}}`{','.join(found.source)}`" if found and found.text and found.source else ""

    return _ROLE.sub(say, text) if "{here" in text else text


def texts_of_places(places: PlacesTable) -> Iterator[tuple[Loc, str]]:
    """Yield place and text of what pages print from the table and translators translate; bare numbers are none."""
    named: dict[Loc, str] = {("places", "names", code): name for code, name in places.names.items()}
    for name, row in places.rows.items():
        named["places", "rows", name, "title"] = row.title
        named |= {("places", "rows", name, "says", code, "text"): one.text for code, one in row.says.items()}
    yield from ((loc, text) for loc, text in named.items() if any(map(str.isalpha, text)))


def in_words(places: PlacesTable, say: Callable[[str], str]) -> PlacesTable:
    """Return the table with its words as `say` has them."""
    names = {code: say(name) for code, name in places.names.items()}
    rows = {name: _row_in_words(row, say) for name, row in places.rows.items()}
    return replace(places, names=names, rows=rows)


def _row_in_words(row: PlaceRow, say: Callable[[str], str]) -> PlaceRow:
    says = {code: replace(one, text=say(one.text)) for code, one in row.says.items()}
    return replace(row, title=say(row.title), says=says)


def asked_for(text: str) -> list[str]:
    """Return the rows that a text asks for, in its order."""
    return [match[3] for match in _ROLE.finditer(text)] if "{here" in text else []


def unknown_row(places: PlacesTable, row: str) -> str:
    """Return what to say of a row that does not exist."""
    return f"[places] has no row '{row}'{suggest(row, places.rows)}"


def filled_data(value: Any, places: PlacesTable) -> Any:
    """Return data of course.toml in which every such role is replaced."""
    if isinstance(value, str):
        return filled_in(value, places)
    if isinstance(value, dict):
        return {key: one if key == "places" else filled_data(one, places) for key, one in value.items()}
    return [filled_data(one, places) for one in value] if isinstance(value, list) else value


def place_faults(places: PlacesTable, document: Document, path: Path) -> Iterator[Finding]:
    """Yield what is wrong with the table although each value by itself is right, and rows that course.toml lacks."""
    for loc, message, hint in (*_odd_names(places), *_odd_places(places)):
        line = nearest_line(document.lines, ("places", *loc))
        yield Finding(path, line, "C005", f"[places]: {message}", hint=hint)
    for way, text in _texts(document.data, ()):
        for asked in asked_for(text):
            if asked not in places.rows:
                yield Finding(path, document.lines.get(way, 1), "C005", unknown_row(places, asked))


def _odd_names(places: PlacesTable) -> Iterator[tuple[Loc, str, str]]:
    for kind, names in (("names", list(places.names)), ("rows", list(places.rows))):
        for name in names:
            if not _NAME.fullmatch(name):
                yield (kind, name), f"'{name}' is no name for {kind}", f"write it in {_RULE}"


def _odd_places(places: PlacesTable) -> Iterator[tuple[Loc, str, str]]:
    """Yield each code of a place that `names` does not have."""
    if (places.rows or places.here) and places.here not in places.names:
        close = suggest(places.here, places.names)
        yield ("here",), f"here is '{places.here}', and names has no such place{close}", ""
    for name, row in places.rows.items():
        for code in row.says:
            if code not in places.names:
                close = suggest(code, places.names)
                message = f"row '{name}' speaks of '{code}', and names has no such place{close}"
                yield ("rows", name, "says", code), message, ""


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*loc, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts(one, (*loc, place))
