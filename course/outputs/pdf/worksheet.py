"""Blanks of a worksheet become fields: lines to write on, boxes to tick, empty cells of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.fields import form_field
from course.sphinxext.spoken import formula_on_a_line, spoken_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = re.compile(r"_{3,}|☐")
_TIP_WORDS = 14
_LINE = 34
# The characters of a line of a card, at its largest type.
_PAGE = 76


def fill_lines(section: nodes.Element) -> None:
    """Put a field in the place of every row of underscores and of every empty box in the text."""
    for text in [text for text in section.findall(nodes.Text) if _BLANK.search(text)]:
        parent = text.parent
        assert isinstance(parent, nodes.Element)
        parent[parent.index(text) : parent.index(text) + 1] = list(_with_fields(text))


def widen(table: nodes.table) -> None:
    """Let a table without widths of its own fill the page, each column by what is in it.

    Every column gets room for its longest word; what is left of the page is shared out by what each wants more.
    """
    if "colwidths-auto" not in table["classes"]:
        return
    table["classes"].remove("colwidths-auto")
    table["classes"].append("colwidths-given")
    for group in table.findall(nodes.tgroup):
        rows = [list(row.findall(nodes.entry)) for row in group.findall(nodes.row)]
        columns = list(group.findall(nodes.colspec))
        cells = [[row[place] for row in rows if place < len(row)] for place in range(len(columns))]
        least = [max(map(_longest_word, column), default=3) for column in cells]
        wanted = [max(map(_need, column), default=3) for column in cells]
        missing = [want - word for want, word in zip(wanted, least, strict=True)]
        spare = max(0, _PAGE - sum(least)) / max(1, sum(missing))
        for column, word, more in zip(columns, least, missing, strict=True):
            column["colwidth"] = round(10 * (word + more * min(1.0, spare)))


def _longest_word(cell: nodes.entry) -> int:
    """Return the characters of the longest word and of the space around it, less for a box to tick."""
    return max((len(word) + 3 for word in cell.astext().split()), default=4)


def _need(cell: nodes.entry) -> int:
    """Return the characters that a cell would like: its words on one line, up to a limit, or room to write."""
    if any(field["kind"] == "cell" for field in cell.findall(form_field)):
        return _LINE
    return max(min(_LINE, len(cell.astext()) + 3), _longest_word(cell))


def fill_cells(table: nodes.table) -> None:
    """Put a field into every empty cell, named by the heads of its row and of its column."""
    heads = [spoken_words(entry) for head in table.findall(nodes.thead) for entry in head.findall(nodes.entry)]
    for body in table.findall(nodes.tbody):
        for number, row in enumerate(body.findall(nodes.row), start=1):
            cells = list(row.findall(nodes.entry))
            name = spoken_words(cells[0]) or f"{number}"
            for place, cell in enumerate(cells):
                column = heads[place] if place < len(heads) else ""
                if not cell.astext().strip():
                    cell.append(nodes.paragraph("", "", _field("cell", f"{name}: {column}".strip(": "), 0)))
                elif cell.astext().strip() == "☐":
                    cell.children = []
                    cell.append(nodes.paragraph("", "", _field("tick", f"{name}: {column}".strip(": "), 0)))


def _with_fields(text: nodes.Text) -> Iterator[nodes.Node]:
    """Yield the pieces of a text: words, and fields in place of its blanks; a tick box is named by what follows it."""
    words, at = text.astext(), 0
    before = _said_before(text)
    for blank in _BLANK.finditer(words):
        ticks = blank[0] == "☐"
        if said := words[at : blank.start()].rstrip(" " if ticks else ""):
            yield nodes.Text(said)
        told = before + words[: blank.start()]
        if ticks:
            following = re.split(r"[☐.;_]", words[blank.end() :] + _said_after(text))[0]
            yield _field("tick", _short(following) or _last(told), 0)
        else:
            ends = not (words[blank.end() :] + _said_after(text)).strip(" .")
            yield _field("line", _last(told), 0 if ends else len(blank[0]))
        at = blank.end() + (ticks and words[blank.end() : blank.end() + 1] == " ")
    if words[at:]:
        yield nodes.Text(words[at:])


def _said_before(text: nodes.Text) -> str:
    block = _block(text)
    said = ""
    for other in block.findall(nodes.Text):
        if other is text:
            break
        said += _said(other)
    return said


def _said_after(text: nodes.Text) -> str:
    said, seen = "", False
    for other in _block(text).findall(nodes.Text):
        said += _said(other) if seen else ""
        seen = seen or other is text
    return said


def _said(text: nodes.Text) -> str:
    """Return a text as it is read aloud; that of a formula is LaTeX."""
    if isinstance(text.parent, nodes.math):
        return str(text.parent.get("alt") or formula_on_a_line(text.astext()))
    return text.astext()


def _block(text: nodes.Text) -> nodes.Element:
    block = text.parent
    while block.parent is not None and not isinstance(block, nodes.paragraph | nodes.title):
        block = block.parent
    return block


def _last(told: str) -> str:
    """Return the words right before a blank, back to the blank or sentence before."""
    parts = [part.strip(" :,") for part in re.split(r"_{3,}|☐|(?<=[.?!;])\s", told)]
    return _short(next((part for part in reversed(parts) if part), ""), last=True)


def _short(words: str, *, last: bool = False) -> str:
    listed = words.split()
    return " ".join(listed[-_TIP_WORDS:] if last else listed[:_TIP_WORDS]).strip(" :,")


def _field(kind: str, tip: str, width: int) -> form_field:
    return form_field("", kind=kind, tip=tip, width=width)
