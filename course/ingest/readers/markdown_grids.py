"""Tables that are drawn with signs, as pandoc reads them: grids of `+---+`, and columns below groups of dashes.

Grids are read by docutils, which knows them from reStructuredText (https://docutils.sourceforge.io, public domain); the
others are those of https://pandoc.org/MANUAL.html#tables: a row a line, or rows with blank lines between them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils.parsers.rst.tableparser import GridTableParser, TableMarkupError
from docutils.statemachine import StringList

from course.ingest.losses import LossKind, Place
from course.ingest.tree import Block, Cell, Listing, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from markdown_it.rules_block import StateBlock

    from course.ingest.readers.markdown import Reader
    from course.ingest.readers.markdown_blocks import Part

_EDGE = re.compile(r"\+(?:[-=:]+\+)+[ \t]*")
_DASHES = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
_LINE = re.compile(r"[ \t]*-{3,}[ \t]*")
_GROUP = re.compile(r"-+")
_INDENT = 4
_AS_IT_STANDS = "kept as its lines: they are no table that can be read"


def grid(state: StateBlock, begin: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Take a grid, or columns below dashes, as a token `grid`."""
    if state.sCount[begin] - state.blkIndent >= _INDENT:
        return False
    last = _grid_end(state, begin, end) or _columns_end(state, begin, end)
    if not last:
        return False
    if not silent:
        token = state.push("grid", "", 0)
        token.content = state.getLines(begin, last, state.blkIndent, False)  # noqa: FBT003
        token.map = [begin, last]
        state.line = last
    return True


def _text(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _grid_end(state: StateBlock, begin: int, end: int) -> int:
    """Return the line behind a grid, 0 where none begins."""
    if not _EDGE.fullmatch(_text(state, begin)):
        return 0
    last = begin + 1
    while last < end and _text(state, last)[:1] in ("+", "|"):
        last += 1
    return last if last - begin > 2 and _EDGE.fullmatch(_text(state, last - 1)) else 0  # noqa: PLR2004 - an empty grid


def _columns_end(state: StateBlock, begin: int, end: int) -> int:
    """Return the line behind columns: a head above dashes up to a blank line, else between two lines of dashes."""
    first = _text(state, begin)
    if _DASHES.fullmatch(first) or (_LINE.fullmatch(first) and _has_head(state, begin, end)):
        closes = (at for at in range(begin + 1, end) if _closes(state, at, end))
        return next((at + 1 for at in closes), 0)
    if not first.strip() or begin + 2 >= end or not _DASHES.fullmatch(_text(state, begin + 1)):
        return 0
    last = begin + 2
    while last < end and _text(state, last).strip():
        last += 1
    return last if last > begin + 2 else 0


def _has_head(state: StateBlock, begin: int, end: int) -> bool:
    """Say whether lines of a head and groups of dashes follow a line of dashes."""
    at = begin + 1
    while at < end and _text(state, at).strip() and not _DASHES.fullmatch(_text(state, at)):
        at += 1
    return begin + 1 < at < end and bool(_DASHES.fullmatch(_text(state, at)))


def _closes(state: StateBlock, at: int, end: int) -> bool:
    line = _text(state, at)
    return bool(_DASHES.fullmatch(line) or _LINE.fullmatch(line)) and (
        at + 1 >= end or not _text(state, at + 1).strip()
    )


def drawn_table(reader: Reader, part: Part) -> list[Block]:
    """Return the table that a token `grid` draws; what cannot be read stays as its lines, and is told."""
    lines = part.token.content.rstrip("\n").split("\n")
    try:
        rows, heads = _grid_rows(lines) if _EDGE.fullmatch(lines[0].strip()) else _column_rows(lines)
    except (TableMarkupError, ValueError, IndexError):
        reader.losses.add(part.place, LossKind.TABLE, part.token.content, _AS_IT_STANDS)
        return [Listing("\n".join(lines), "", part.place)]
    made = tuple(
        tuple(
            Cell(tuple(reader.read(text, part.place.number - 1 + at)), wide, high, head=number < heads)
            for text, at, wide, high in row
        )
        for number, row in enumerate(rows)
    )
    return [Table(made, heads, (), Place(part.place.number))]


_Drawn = tuple[str, int, int, int]
"""The words of a cell, the line on which they begin, and how many columns and rows it takes."""


def _grid_rows(lines: Sequence[str]) -> tuple[list[list[_Drawn]], int]:
    edged = [_aligned(line.strip()) for line in lines]
    block = StringList(edged)
    block.pad_double_width("\0")
    _, head, body = GridTableParser().parse(block)
    rows = [[_drawn(cell) for cell in row if cell is not None] for row in (*head, *body)]
    return rows, len(head)


def _aligned(line: str) -> str:
    """Return an edge without the signs that align a column, which docutils does not know."""
    return line.replace(":", "=" if "=" in line else "-") if _EDGE.fullmatch(line) else line


def _drawn(cell: Any) -> _Drawn:
    more_rows, more_columns, at, inner = cell
    return "\n".join(line.replace("\0", "") for line in inner), at, more_columns + 1, more_rows + 1


def _column_rows(lines: Sequence[str]) -> tuple[list[list[_Drawn]], int]:
    at = next(number for number, line in enumerate(lines) if _DASHES.fullmatch(line))
    spans = [found.span() for found in _GROUP.finditer(lines[at])]
    cuts = [0, *(start for start, _ in spans[1:]), max(map(len, lines))]
    head = [line for line in lines[:at] if not _LINE.fullmatch(line)]
    body = list(enumerate(lines))[at + 1 :]
    if body and (_DASHES.fullmatch(body[-1][1]) or _LINE.fullmatch(body[-1][1])):
        body.pop()
    several = any(not line.strip() for _, line in body)
    groups = [*([[(0, line) for line in head]] if head else []), *_rows(body, several=several)]
    rows = [[_cell(group, start, end) for start, end in pairwise(cuts)] for group in groups]
    return rows, int(bool(head))


def _rows(body: Sequence[tuple[int, str]], *, several: bool) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines of each row: one, or with blank lines between rows, several."""
    row: list[tuple[int, str]] = []
    for number, line in body:
        if line.strip():
            row.append((number, line))
        if row and (not several or not line.strip()):
            yield row
            row = []
    if row:
        yield row


def _cell(lines: Sequence[tuple[int, str]], start: int, end: int) -> _Drawn:
    if start and any(line[start - 1 : start].strip() and line[start : start + 1].strip() for _, line in lines):
        raise ValueError  # a word that reaches into the next column
    return "\n".join(line[start:end].strip() for _, line in lines).strip(), lines[0][0], 1, 1
