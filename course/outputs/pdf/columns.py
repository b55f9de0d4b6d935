"""How wide the columns of a table are: a rule of thumb from what stands in them, since the page is set much later.

A column of short cells is as wide as its longest cell, so that no word of it is divided; the others share the rest by
the square root of their mean length, and get at least what their longest word needs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Letters of table type: on a line of the text, and on one that takes the column beside it, too.
TEXT_LINE, FULL_LINE = 88, 118
# The same on a page of large print, and in the column of a handout.
_LARGE_LINE, NARROW_LINE = 46, 36
# A cell of so many letters stands on a line of its own whatever its neighbours need.
SHORT_CELL = 16
# A table with more letters in three columns or more takes the column beside the text.
_MANY_LETTERS = 420
_BROAD_COLUMNS = 3
# What the insets of a cell take, in letters.
_INSET = 2
# Letters of room for handwriting, and what stands in a cell that is to be filled in.
_TO_WRITE, _BLANK = 16, " _.…\u00a0"
# Beyond these a word may break: the writer puts room into addresses and the like.
_LONGEST_WORD = 22


@dataclass(frozen=True)
class TableMeasure:
    """Widths of the columns in Typst, the letters that each needs at least, and whether the text is too narrow.

    What `is_crowded` would have narrow columns of many lines in large print, where a line has few letters; what
    `overflows` there has words that are longer than their column.
    """

    widths: list[str]
    needs: list[int]
    is_broad: bool
    is_crowded: bool = False

    @property
    def least(self) -> int:
        """Return the letters that a line needs."""
        return sum(self.needs)

    @property
    def overflows(self) -> bool:
        """Say whether a line of large print has less room than the longest words need."""
        return self.least > _LARGE_LINE


@dataclass
class _Column:
    longest: int = 0
    longest_word: int = 1
    letters: int = 0
    cells: int = 0
    blanks: int = 0

    @property
    def is_to_fill_in(self) -> bool:
        """Say whether most of the cells are empty: somebody is to write there."""
        return self.blanks * 2 >= self.cells > 0

    @property
    def is_short(self) -> bool:
        return self.longest <= SHORT_CELL and not self.is_to_fill_in

    @property
    def share(self) -> float:
        """Return the part of the rest, at least as much as its longest word needs."""
        mean = self.letters / max(1, self.cells)
        return max(math.sqrt(mean) * 4, self.longest_word + _INSET, _TO_WRITE if self.is_to_fill_in else 0)


def measure(table: nodes.Element) -> TableMeasure:
    """Return what the words in a table ask for; pictures and cells over several columns count for nothing."""
    columns = _columns(table)
    needs = [(one.longest if one.is_short else one.longest_word) + _INSET for one in columns]
    least = sum(needs)
    letters = sum(one.letters for one in columns)
    is_broad = len(columns) >= _BROAD_COLUMNS and (letters > _MANY_LETTERS or least > TEXT_LINE)
    short = [one.is_short for one in columns]
    crowded = len(columns) >= _BROAD_COLUMNS and (least > _LARGE_LINE or not all(short))
    if all(short):  # nothing has to share: such a table is no wider than it needs to be
        return TableMeasure(["auto"] * len(columns), needs, is_broad, crowded)
    widths = ["auto" if one.is_short else f"{one.share:.3g}fr" for one in columns]
    return TableMeasure(widths, needs, is_broad, crowded)


def widened(table: nodes.Element, widths: Sequence[int]) -> list[str]:
    """Return the widths that an author gives, none less than the longest word of its column needs."""
    needs = [one.longest_word + _INSET for one in _columns(table)]
    shares, raised = _shares(widths, TEXT_LINE), set[int]()
    while short := {at for at, share in enumerate(shares) if share < needs[at]} - raised:
        raised |= short
        rest = max(0, TEXT_LINE - sum(needs[at] for at in raised))
        others = _shares([0 if at in raised else width for at, width in enumerate(widths)], rest)
        shares = [needs[at] if at in raised else share for at, share in enumerate(others)]
    return [f"{share:.4g}fr" for share in (shares if raised else widths)]


def _shares(widths: Sequence[float], line: float) -> list[float]:
    whole = sum(widths) or 1
    return [width * line / whole for width in widths]


def _columns(table: nodes.Element) -> list[_Column]:
    columns = [_Column() for _ in range(max((group["cols"] for group in table.findall(nodes.tgroup)), default=1))]
    for place, cell in _cells(table):
        if place < len(columns):
            _count(columns[place], cell)
    return columns


def _cells(table: nodes.Element) -> Iterator[tuple[int, nodes.entry]]:
    """Yield each cell of one column with the place of that column."""
    for row in table.findall(nodes.row):
        place = 0
        for cell in row.children:
            if isinstance(cell, nodes.entry):
                if not cell.get("morecols"):
                    yield place, cell
                place += 1 + cell.get("morecols", 0)


def _count(column: _Column, cell: nodes.entry) -> None:
    text = cell.astext()
    lines = [len(line) for line in text.split("\n")]
    column.longest = max([column.longest, *lines])
    words = [min(len(word), _LONGEST_WORD) for word in text.replace("\u200b", " ").split()]
    column.longest_word = max([column.longest_word, *words])
    column.letters += len(text)
    column.cells += 1
    column.blanks += not text.strip(_BLANK)
