"""Write tables: with pipes where they can say it, else as a `span-table` that keeps merged cells, heads and blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.ingest.tree import Block, Break, Cell, Code, Image, Inline, Math, Para, Table, walk
from course.ingest.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from course.ingest.myst_words import LineWriter

_SIGNS = ("<", "^")
_OTHERS = (("←", "↑"), ("<<", "^^"), ("<-", "^^^"))


@dataclass(frozen=True)
class TableWriter:
    """Writes tables; `many` writes the blocks of a cell."""

    line: LineWriter
    many: Callable[[Iterable[Block]], str]

    def write(self, table: Table) -> str:
        """Return a table below its caption."""
        caption = self.line.one(table.caption)
        width = columns(table)
        rows = table.rows
        piped = table.heads == 1 and len(rows) > 1 and all(_is_simple(cell) for row in rows for cell in row)
        body = self._pipes(table, width) if piped else self._spans(table, width)
        return f"{caption}\n\n{body}" if caption else body

    def _pipes(self, table: Table, width: int) -> str:
        lines = []
        for row in table.rows:
            cells = [self.line.one(_words(cell)) for cell in row] + [""] * (width - len(row))
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])

    def _spans(self, table: Table, width: int) -> str:
        lines: list[str] = []
        below = [0] * width
        signs = self._signs(table)
        for row in table.rows:
            cells, below = self._grid(row, below, signs)
            for number, cell in enumerate(cells):
                text = re.sub(r"\n(?=[^\n])", "\n    ", cell)
                lines.append(f"{'  - ' if number else '* - '}{text}".rstrip())
        body = "\n".join(lines)
        longest = max((len(run) for run in re.findall(r"`{3,}", body)), default=2)
        fence = "`" * (longest + 1)
        heads = head_rows(table)
        other = "" if signs == _SIGNS else f":left: {signs[0]}\n:above: {signs[1]}\n"
        return f"{fence}{{span-table}}\n:header-rows: {heads}\n{other}\n{body}\n{fence}"

    @staticmethod
    def _signs(table: Table) -> tuple[str, str]:
        """Return the signs of cells that go on, which no cell of the table says."""
        said = {wording(cell.blocks) for row in table.rows for cell in row}
        return next(signs for signs in (_SIGNS, *_OTHERS) if not said & set(signs))

    def _grid(self, row: tuple[Cell, ...], below: list[int], signs: tuple[str, str]) -> tuple[list[str], list[int]]:
        """Return the cells of a row with the signs of those that go on, and how far each column goes on below."""
        left, above = signs
        cells, waiting, after = list[str](), list(row), [max(0, rows - 1) for rows in below]
        column, width = 0, len(below)
        while column < width:
            if below[column]:
                cells.append(above)
                column += 1
                continue
            cell = waiting.pop(0) if waiting else Cell(())
            wide = 1
            while wide < cell.wide and column + wide < width and not below[column + wide]:
                wide += 1
            cells += [self.many(cell.blocks), *[left] * (wide - 1)]
            after[column : column + wide] = [cell.high - 1] * wide
            column += wide
        return cells, after


def head_rows(table: Table) -> int:
    """Return how many rows are the head: with those into which its cells go on, and none when no row is left."""
    heads = table.heads
    for number, row in enumerate(table.rows):
        if number < heads:
            heads = max(heads, *(number + cell.high for cell in row), 0)
    return heads if heads < len(table.rows) else 0


def columns(table: Table) -> int:
    """Return how many columns a table has."""
    width, below = 0, dict[int, int]()
    for row in table.rows:
        column = 0
        after = {at: rows - 1 for at, rows in below.items() if rows > 1}
        for cell in row:
            while below.get(column):
                column += 1
            after.update(dict.fromkeys(range(column, column + cell.wide), cell.high - 1))
            column += cell.wide
        width = max(width, column, *(at + 1 for at in below), 0)
        below = {at: rows for at, rows in after.items() if rows > 0}
    return width


def _is_simple(cell: Cell) -> bool:
    """Say whether a cell is one line that pipes can hold."""
    if cell.wide > 1 or cell.high > 1 or len(cell.blocks) > 1:
        return False
    block = cell.blocks[0] if cell.blocks else Para(())
    if not isinstance(block, Para):
        return False
    barred = any(
        "|" in node.text if isinstance(node, Code) else "|" in node.tex
        for node in walk(block.inner)
        if isinstance(node, Code | Math)
    )
    broken = any(isinstance(node, Break | Image) for node in walk(block.inner))
    return not barred and not broken


def _words(cell: Cell) -> tuple[Inline, ...]:
    first = cell.blocks[0] if cell.blocks else None
    return first.inner if isinstance(first, Para) else ()
