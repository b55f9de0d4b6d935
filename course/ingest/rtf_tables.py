r"""Merged cells of RTF, which pandoc reads as empty ones: heads that stood over two columns would stand over one.

Source: Rich Text Format Specification 1.9.1, table definitions (`\cellx`, `\clvmgf`, `\clvmrg`, `\clmgf`, `\clmrg`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from course.ingest.losses import Losses, LossKind
from course.ingest.rewriting import rewrite
from course.ingest.tree import Cell, Document, Table
from course.ingest.wording import row_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from course.ingest.tree import Block

_NEAR = 60
"""Twentieths of a point within which two edges of cells are one."""


@dataclass(frozen=True)
class Place:
    """Where a cell ends, in twentieths of a point, and whether it only goes on with the one above or beside it."""

    right: int
    goes_down: bool = False
    goes_on: bool = False


Row = tuple[Place, ...]


@dataclass
class Rows:
    """The rows of a text, as its words of control define them."""

    found: list[Row] = field(default_factory=list)
    _cells: list[Place] = field(default_factory=list)
    _flags: set[str] = field(default_factory=set)

    def read(self, word: str, value: str) -> None:
        """Take one word of control."""
        match word:
            case "trowd":
                self._cells, self._flags = [], set()
            case "clvmrg" | "clmrg":
                self._flags.add(word)
            case "cellx":
                right = int(value) if value.lstrip("-").isdigit() else 0
                self._cells.append(Place(right, "clvmrg" in self._flags, "clmrg" in self._flags))
                self._flags = set()
            case "row":
                self.found.append(tuple(self._cells))


def merged(document: Document, rows: Sequence[Row], losses: Losses) -> Document:
    """Return a document in whose tables cells are as wide and high as the rows say.

    Where the rows do not fit the tables, as with tables in cells, each that has merged cells is told.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    fits = sum(len(table.rows) for table in tables) == len(rows)
    left = iter(rows)

    def block(one: Block) -> tuple[Block, ...]:
        if not isinstance(one, Table):
            return (one,)
        own = [next(left, ()) for _ in one.rows]
        if not _has_merged(own):
            return (one,)
        made = _table(one, own) if fits else None
        if made is None:
            words = " ".join(row_wording(row) for row in one.rows)
            losses.add(one.place, LossKind.TABLE, words, "kept without its merged cells, compare them with the page")
        return (made or one,)

    return replace(document, blocks=rewrite(document.blocks, lambda line: line, block))


def _has_merged(rows: Sequence[Row]) -> bool:
    flagged = any(place.goes_down or place.goes_on for row in rows for place in row)
    return flagged or len({len(row) for row in rows}) > 1


def _table(table: Table, rows: Sequence[Row]) -> Table | None:
    """Return a table with its merged cells, None when its cells are not those of the rows."""
    edges = _edges(rows)
    made: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for number, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
        if len(cells) < len(row) or any(cell.blocks for cell in cells[len(row) :]):
            return None
        made.append([])
        for (first, last), place, cell in zip(_spans(row, edges), row, cells, strict=False):
            if place.goes_on and made[-1]:
                at, start = number, len(made[-1]) - 1
                grown = replace(made[at][start], wide=made[at][start].wide + last - first)
            elif place.goes_down and first in above:
                at, start = above[first]
                grown = replace(made[at][start], high=number - at + 1)
            else:
                above[first] = (number, len(made[-1]))
                made[-1].append(replace(cell, wide=max(1, last - first)))
                continue
            made[at][start] = replace(grown, blocks=(*grown.blocks, *cell.blocks))
    return replace(table, rows=tuple(map(tuple, made)))


def _edges(rows: Sequence[Row]) -> list[int]:
    """Return the edges of columns, each for those that are hardly apart."""
    found = sorted({place.right for row in rows for place in row})
    return [one for one, after in pairwise([*found, found[-1] + _NEAR + 1]) if after - one > _NEAR]


def _spans(row: Row, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield between which edges each cell of a row stands."""
    begin = 0
    for place in row:
        end = min(range(len(edges)), key=lambda at: abs(edges[at] - place.right)) + 1
        yield begin, max(begin, end)
        begin = max(begin, end)
