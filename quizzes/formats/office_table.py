"""Tables of questions with named headings in a spreadsheet of Excel or a document of Word, as in `csv_table`.

Sources: ECMA-376, parts SpreadsheetML (18.3 worksheets, 18.4 shared strings, 18.8 styles) and WordprocessingML (17.4).
A formula, a date that Excel made of what was typed, merged cells and a picture may hide what was meant: such a row is
named and not taken. Words keep their bold, italic, raised and lowered parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder
from quizzes.formats.cell import Cell, cell_of, marked, take_sheets, take_table
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Format, Html, Read
from quizzes.formats.loss import unreadable
from quizzes.formats.zip_file import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of the formats for dates that every Excel has."""
_PERCENT = frozenset({9, 10})
_ODD = frozenset({5, 6, 7, 8, 12, 13, 42, 44})
"""Those for money and for fractions."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MOST_COLUMNS = 200


def read_sheet(path: Path) -> Read:
    """Return the rows of the first sheet that has the headings; raises FindingsError where none has."""
    files = unpacked(path, read_bytes(path))
    strings = _shared(path, files)
    styles = _styles(path, files)
    builder = Builder(path)
    sheets = []
    for name in sorted(_sheets(files), key=lambda one: int(re.sub(r"\D", "", one) or 0)):
        rows = [(number, _row(row, strings, styles)) for number, row in _numbered(parse(path, files[name], name))]
        filled = [(number, row) for number, row in rows if any(cell.text.strip() or cell.odd for cell in row)]
        sheets.append((name.rpartition("/")[2].removesuffix(".xml"), filled))
    take_sheets(builder, path, sheets)
    return builder.done()


def _sheets(files: Mapping[str, bytes]) -> list[str]:
    return [name for name in files if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]


def _shared(path: Path, files: Mapping[str, bytes]) -> list[Cell]:
    if "xl/sharedStrings.xml" not in files:
        return []
    root = parse(path, files["xl/sharedStrings.xml"], "xl/sharedStrings.xml")
    return [_string(one) for one in root if local(one) == "si"]


def _string(element: Element) -> Cell:
    """Return a string with its runs; readings above Chinese signs are no part of it."""
    parts: list[tuple[str, frozenset[str]]] = []
    for one in element:
        if local(one) == "t":
            parts.append((one.text or "", frozenset()))
        elif local(one) == "r":
            words = "".join(t.text or "" for t in one if local(t) == "t")
            parts.append((words, _marks_of(next((p for p in one if local(p) == "rPr"), None))))
    return cell_of(parts)


def _marks_of(properties: Element | None) -> frozenset[str]:
    """Return the tags of HTML that say what properties of a run say, in Excel and in Word."""
    found = set()
    for one in properties if properties is not None else ():
        name = local(one)
        value = next((str(word) for key, word in one.attrib.items() if str(key).rpartition("}")[2] == "val"), "")
        if value in ("0", "false", "none", "off"):
            continue
        if name in ("b", "i"):
            found.add("strong" if name == "b" else "em")
        elif name == "vertAlign" and value in ("superscript", "subscript"):
            found.add("sup" if value == "superscript" else "sub")
        elif name in ("strike", "dstrike"):
            found.add("del")
    return frozenset(found)


def _styles(path: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what styles show a number as, by their places: `date`, `percent` or `other`; plain ones are left out."""
    if "xl/styles.xml" not in files:
        return {}
    root = parse(path, files["xl/styles.xml"], "xl/styles.xml")
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter() if local(one) == "numFmt"}
    cells = next((one for one in root if local(one) == "cellXfs"), None)
    used = [one.get("numFmtId", "") for one in cells] if cells is not None else []
    shown = {str(place): _shows(name, own.get(name)) for place, name in enumerate(used)}
    return {place: way for place, way in shown.items() if way}


def _shows(number: str, code: str | None) -> str:
    """Return what a format of numbers makes of a number."""
    if code is None:
        place = int(number) if number.isdecimal() else 0
        return "date" if place in _DATES else "percent" if place in _PERCENT else "other" if place in _ODD else ""
    plain = _QUOTED.sub("", code)
    if re.search(r"[dmyhs]", plain, re.IGNORECASE) and not re.fullmatch(r"general|standard", plain, re.IGNORECASE):
        return "date"
    if "%" in plain:
        return "percent"
    return "other" if re.search(r'"[^"]*\w|\\\w|\[\$|[$€£¥?/]', code) else ""


def _numbered(root: Element) -> Iterator[tuple[int, Element]]:
    number = 0
    for row in (one for one in root.iter() if local(one) == "row"):
        told = row.get("r", "")
        number = int(told[:9]) if told.isascii() and told.isdecimal() else number + 1
        yield number, row


def _row(row: Element, strings: list[Cell], styles: Mapping[str, str]) -> list[Cell]:
    cells: dict[int, Cell] = {}
    for place, one in enumerate(one for one in row if local(one) == "c"):
        found = _REFERENCE.fullmatch(one.get("r", ""))
        column = _column(found[1]) if found else place
        if column < _MOST_COLUMNS:
            cells[column] = _cell(one, strings, styles)
    return [cells.get(place, Cell()) for place in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: Element, strings: list[Cell], styles: Mapping[str, str]) -> Cell:
    kind = cell.get("t", "n")
    inner = {local(one): one for one in cell}
    where = f"the cell {cell.get('r')}" if cell.get("r") else "a cell"
    if "f" in inner:
        return Cell("?", odd=f"{where} is a formula: paste its value")
    value = (inner["v"].text or "").strip() if "v" in inner else ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else Cell()
    if kind == "inlineStr" and "is" in inner:
        return _string(inner["is"])
    if kind == "e":
        return Cell("?", odd=f"{where} has the error {value}")
    if kind == "n" and value and (shown := styles.get(cell.get("s", "0"))):
        return _number(value, shown, where)
    ways: dict[str, Callable[[str], str]] = {"b": lambda one: "true" if one == "1" else "false", "n": _plain}
    return Cell(ways.get(kind, str)(value))


def _number(value: str, shown: str, where: str) -> Cell:
    """Return a number whose style shows it as something else."""
    if shown == "date":
        return Cell("?", odd=f"{where} is a date, which Excel makes of 1/2 or 1-2: give the column the format Text")
    if shown == "other":
        told = "shows its number with words or as a fraction"
        return Cell("?", odd=f"{where} {told}: give the column the format Text, and type what is shown")
    return Cell(_percent(value))


def _plain(value: str) -> str:
    """Return a number as people write it: a file may have 0.10000000000000001 for 0.1."""
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number:.15g}"


def _percent(value: str) -> str:
    try:
        return f"{float(value) * 100:.12g}%"
    except ValueError:
        return value


def read_document(path: Path) -> Read:
    """Return the rows of every table that has the headings; raises FindingsError where none has."""
    files = unpacked(path, read_bytes(path))
    name = "word/document.xml"
    if name not in files:
        raise FindingsError(unreadable(path, 1, "this is no document of Word", "save it as .docx"))
    builder = Builder(path)
    first: FindingsError | None = None
    number = 0
    for table in (one for one in parse(path, files[name], name).iter() if local(one) == "tbl"):
        rows = []
        for row in (one for one in table if local(one) == "tr"):
            number += 1
            rows.append((number, [_word_cell(one) for one in row if local(one) == "tc"]))
        try:
            if rows:
                take_table(builder, path, rows)
        except FindingsError as error:
            first = first or error
            builder.tell(rows[0][0], "left out: a table without the headings question and key")
    if not builder.items:
        hint = "the first row names the columns: question, a, b, c, key"
        raise first or FindingsError(*builder.told, unreadable(path, 1, "it has no table of questions", hint))
    return builder.done()


def _word_cell(cell: Element) -> Cell:
    kinds = {local(one) for one in cell.iter()}
    odd = ""
    if kinds & {"gridSpan", "vMerge"}:
        odd = "it has merged cells"
    elif kinds & {"drawing", "pict", "oMath", "object"}:
        odd = "a cell has a picture or a formula, which is not read from a table"
    elif "tbl" in kinds:
        odd = "a cell has a table in it"
    paragraphs = [_paragraph(one) for one in cell if local(one) == "p"]
    shown = [one for one in paragraphs if one.text.strip()]
    text = "\n".join(one.text for one in shown)
    rich = Html("".join(one.rich or f"<p>{marked(one.text, frozenset())}</p>" for one in shown))
    looks = len(shown) > 1 or any(one.rich for one in shown)
    return Cell(text, rich if looks else Html(""), odd or next((one.odd for one in shown if one.odd), ""))


def _paragraph(paragraph: Element) -> Cell:
    """Return a paragraph with its runs; words that a reviewer deleted are no longer in it."""
    parts: list[tuple[str, frozenset[str]]] = []
    for run in (one for one in paragraph.iter() if local(one) == "r"):
        if any(local(above) in ("del", "moveFrom") for above in run.iterancestors()):
            continue
        words = "".join(_sign(one) for one in run)
        parts.append((words, _marks_of(next((one for one in run if local(one) == "rPr"), None))))
    return cell_of(parts)


def _sign(element: Element) -> str:
    signs = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
    return (element.text or "") if local(element) == "t" else signs.get(local(element), "")


FORMATS = (
    Format("xlsx", ".xlsx", "A sheet of Excel with headings such as question, a, b, c, key", read_sheet),
    Format("docx", ".docx", "Tables of Word with headings such as question, a, b, c, key", read_document),
)
