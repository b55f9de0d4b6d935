"""Tables of questions with named headings in a spreadsheet of OpenDocument, as LibreOffice and Google save it.

Source: OpenDocument 1.3, part 3, sections 9 (tables), 6.1 (words) and 19.385 (types of values). Formulas, dates, merged
cells and pictures are named and not taken, as in `office_table`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder
from quizzes.formats.cell import Cell, cell_of, marked, take_sheets
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Format, Html, Read
from quizzes.formats.loss import unreadable
from quizzes.formats.zip_file import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

_PART = "content.xml"
_MOST_COLUMNS = 200
_MOST_SPACES = 100
_LOOKS = {
    ("font-weight", "bold"): "strong",
    ("font-style", "italic"): "em",
    ("text-line-through-style", "solid"): "del",
}
_Run = tuple[str, frozenset[str]]


def read_sheet(path: Path) -> Read:
    """Return the rows of the first sheet that has the headings; raises FindingsError where none has."""
    files = unpacked(path, read_bytes(path))
    if _PART not in files:
        raise FindingsError(unreadable(path, 1, "this is no sheet of OpenDocument", "save it as .ods"))
    root = parse(path, files[_PART], _PART)
    looks = _looks(root)
    builder = Builder(path)
    sheets = [(_attribute(one, "name"), [*_filled(one, looks)]) for one in root.iter() if local(one) == "table"]
    take_sheets(builder, path, sheets)
    return builder.done()


def _filled(table: Element, looks: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, list[Cell]]]:
    return ((number, row) for number, row in _rows(table, looks) if any(_says(cell) for cell in row))


def _says(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.odd)


def _attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without a namespace, "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _looks(root: Element) -> dict[str, frozenset[str]]:
    """Return the tags of HTML that say what the styles of words say, by the names of the styles."""
    found: dict[str, frozenset[str]] = {}
    for style in (one for one in root.iter() if local(one) == "style" and _attribute(one, "family") == "text"):
        told = {(str(key).rpartition("}")[2], str(value)) for one in style for key, value in one.attrib.items()}
        tags = {tag for look, tag in _LOOKS.items() if look in told}
        for key, value in told:
            if key == "text-position":
                tags |= {"sup"} if value.startswith("super") else {"sub"} if value.startswith("sub") else set()
        found[_attribute(style, "name")] = frozenset(tags)
    return found


def _rows(table: Element, looks: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a sheet with their numbers; a row that is repeated is yielded once."""
    number = 1
    for row in (one for one in table.iter() if local(one) == "table-row"):
        cells: list[Cell] = []
        for one in row:
            if local(one) in ("table-cell", "covered-table-cell"):
                times = min(_count(one, "number-columns-repeated"), _MOST_COLUMNS - len(cells))
                cells += [_cell(one, looks)] * times
        repeated = _count(row, "number-rows-repeated")
        if repeated > 1 and any(_says(cell) for cell in cells):
            cells[0].odd = f"the row stands there {repeated} times"
        yield number, cells
        number += repeated


def _count(element: Element, name: str) -> int:
    text = _attribute(element, name)
    return int(text[:9]) if text.isascii() and text.isdecimal() else 1


def _cell(cell: Element, looks: Mapping[str, frozenset[str]]) -> Cell:
    if _attribute(cell, "formula"):
        return Cell("?", odd="a cell is a formula: paste its value")
    if _count(cell, "number-columns-spanned") > 1 or _count(cell, "number-rows-spanned") > 1:
        return Cell("?", odd="it has merged cells")
    if any(local(one) in ("frame", "object", "image") for one in cell.iter()):
        return Cell("?", odd="a cell has a picture or a formula, which is not read from a table")
    kind = _attribute(cell, "value-type")
    if kind in ("date", "time"):
        return Cell("?", odd=f"a cell is a {kind}, which programs make of 1/2 or 1-2: give the column the format Text")
    if kind == "boolean":
        return Cell(_attribute(cell, "boolean-value"))
    shown = _words([one for one in cell if local(one) == "p"], looks)
    return Cell(_number(_attribute(cell, "value"), shown.text)) if kind == "float" else shown


def _number(value: str, shown: str) -> str:
    """Return a number as it is; in the words of the cell where these are more than a number."""
    try:
        float(shown.strip().replace(",", "."))
        return f"{float(value):.15g}"
    except ValueError:
        return shown


def _words(paragraphs: list[Element], looks: Mapping[str, frozenset[str]]) -> Cell:
    cells = [cell_of(_runs(one, frozenset(), looks)) for one in paragraphs]
    if len(cells) == 1:
        return cells[0]
    text = "\n".join(cell.text for cell in cells)
    rich = "".join(cell.rich or f"<p>{marked(cell.text, frozenset())}</p>" for cell in cells if cell.text.strip())
    return Cell(text, Html(rich), next((cell.odd for cell in cells if cell.odd), ""))


def _runs(element: Element, marks: frozenset[str], looks: Mapping[str, frozenset[str]]) -> Iterator[_Run]:
    """Yield the words of a paragraph with their marks; comments are no words of it."""
    yield element.text or "", marks
    for one in element:
        name = local(one)
        if name == "s":
            yield " " * min(_count(one, "c"), _MOST_SPACES), marks
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n", marks
        elif name == "ruby":
            for part in (inner for inner in one if local(inner) == "ruby-base"):
                yield from _runs(part, marks, looks)
        elif name != "annotation":
            yield from _runs(one, marks | looks.get(_attribute(one, "style-name"), frozenset()), looks)
        yield one.tail or "", marks


FORMAT = Format("ods", ".ods", "A sheet of OpenDocument with headings such as question, a, b, c, key", read_sheet)
