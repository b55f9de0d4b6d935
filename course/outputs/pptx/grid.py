"""Where the cells of a table stand in a presentation, whose rows have a cell in every column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

Grid = list[list[nodes.entry | None]]


def grid_of(rows: Iterable[nodes.row]) -> Grid:
    """Return rows of one length: each cell where it begins, None where it or one above reaches, or where none is."""
    grid: Grid = []
    reach: dict[int, int] = {}
    for row in rows:
        line: list[nodes.entry | None] = []
        taken = {column for column, left in reach.items() if left}
        reach = {column: left - 1 for column, left in reach.items() if left}
        for cell in row.children:
            assert isinstance(cell, nodes.entry)
            line += [None] * _past(taken, len(line))
            columns = range(len(line), len(line) + 1 + int(cell.get("morecols", 0)))
            line += [cell, *[None] * (len(columns) - 1)]
            reach |= dict.fromkeys(columns, int(cell.get("morerows", 0)))
        grid.append(line)
    wide = max([*map(len, grid), 0])
    return [[*line, *[None] * (wide - len(line))] for line in grid]


def _past(taken: set[int], column: int) -> int:
    """Return how many columns from this one on belong to cells above."""
    end = column
    while end in taken:
        end += 1
    return end - column


def merge(made: Any, grid: Grid) -> None:
    """Merge what belongs together in a table of a presentation."""
    for number, line in enumerate(grid):
        for place, cell in enumerate(line):
            wide, high = (int(cell.get(name, 0)) for name in ("morecols", "morerows")) if cell else (0, 0)
            if wide or high:
                last = min(number + high, len(grid) - 1)
                made.cell(number, place).merge(made.cell(last, min(place + wide, len(line) - 1)))
