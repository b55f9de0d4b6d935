"""The blueprint of a test against its pool: which cell an item fills, what is missing, what a guess is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING

from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.use import Use
from quizzes.model.words import ClozeItem, ShortItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizzes.load import BankFile
    from quizzes.model.objective import Bloom
    from quizzes.model.types import Item
    from quizzes.settings import Blueprint, Cell

_MANY = 400
_WHOLE = 1e-9  # 0.8 * 20 is 16.000000000000004 in binary


@dataclass(frozen=True)
class PoolItem:
    """An item as a draw sees it; `case` and `group` begin with the bank, so that equal ids of two banks stay apart."""

    id: str
    lesson: str | None
    bloom: Bloom | None
    case: str | None
    item: Item
    group: str | None = None


def pool_of(files: Iterable[BankFile]) -> tuple[PoolItem, ...]:
    """Return the scored items of every bank with `use: pool`, in the order of the banks.

    An item without a lesson gets that of its bank.
    """
    return tuple(
        PoolItem(
            item.id,
            item.lesson or file.bank.lesson,
            item.bloom,
            f"{file.bank.id}/{item.stimulus}" if item.stimulus else None,
            item,
            f"{file.bank.id}/{item.group}" if item.group else None,
        )
        for file in files
        if file.bank.use is Use.POOL
        for item in file.bank.items
        if item.scored
    )


def cell_index(blueprint: Blueprint) -> dict[tuple[str | None, Bloom | None], Cell]:
    """Return the cell for each lesson and level; the first cell of the blueprint wins."""
    index: dict[tuple[str | None, Bloom | None], Cell] = {}
    for cell in blueprint.cells:
        for bloom in cell.bloom:
            index.setdefault((cell.lesson, bloom), cell)
    return index


def in_cells(pool: Iterable[PoolItem], blueprint: Blueprint) -> dict[Cell | None, list[PoolItem]]:
    """Return the items of the pool by the cell that they fill; None has those without a cell."""
    index = cell_index(blueprint)
    cells: dict[Cell | None, list[PoolItem]] = {cell: [] for cell in blueprint.cells}
    for entry in pool:
        cells.setdefault(index.get((entry.lesson, entry.bloom)), []).append(entry)
    return cells


def alternatives(entries: Iterable[PoolItem]) -> list[list[PoolItem]]:
    """Return what a draw chooses between, in the order of ids: single items, and groups, of which it takes one item."""
    found: dict[str, list[PoolItem]] = {}
    for entry in sorted(entries, key=lambda entry: entry.id):
        found.setdefault(f"group {entry.group}" if entry.group else f"item {entry.id}", []).append(entry)
    return list(found.values())


def wanted(cell: Cell, blueprint: Blueprint) -> int:
    """Return how many items the pool holds for a cell: draw times `pool_factor`, rounded up, a group as one."""
    return math.ceil(cell.draw * blueprint.pool_factor - _WHOLE)


def label(cell: Cell) -> str:
    """Return a cell as words: 'lesson (level or level)'."""
    return f"{cell.lesson} ({' or '.join(cell.bloom)})"


def points_to_pass(blueprint: Blueprint) -> int | None:
    """Return how many right answers pass, None when draw times pass mark is not a whole number."""
    exact = blueprint.draw * blueprint.pass_mark
    return round(exact) if abs(exact - round(exact)) < _WHOLE * blueprint.draw else None


@singledispatch
def guess_chance(item: object) -> float:
    """Return the chance that an answer ticked without reading is fully right; 0 where something has to be typed.

    Raises TypeError for a type of item that is not registered here.
    """
    raise TypeError(f"no chance is known for {type(item).__name__}")


@guess_chance.register(SingleItem)
@guess_chance.register(TrueFalseItem)
def _one_of(item: SingleItem | TrueFalseItem) -> float:
    return 1 / len(item.choices)


@guess_chance.register
def _some_of(item: MultipleItem) -> float:
    return 1 / math.comb(len(item.choices), len(item.key))


@guess_chance.register
def _pairings(item: MatchItem) -> float:
    return 1 / math.perm(len(item.pairs) + len(item.distractors), len(item.pairs))


@guess_chance.register
def _orders(item: OrderItem) -> float:
    return 1 / math.factorial(len(item.sequence))


@guess_chance.register
def _menus(item: ClozeItem) -> float:
    return math.prod(len(gap.accepted) / len(gap.choices) if gap.choices else 0.0 for gap in item.gaps)


@guess_chance.register(NumericItem)
@guess_chance.register(ShortItem)
@guess_chance.register(LikertItem)
@guess_chance.register(EssayItem)
def _typed(_item: NumericItem | ShortItem | LikertItem | EssayItem) -> float:
    return 0.0


def chance_at_least(chances: Iterable[float], needed: int) -> float:
    """Return the probability that at least `needed` of independent events with these chances happen.

    The Poisson binomial distribution, by exact convolution; the binomial one when all chances are equal. Above
    400 events the normal approximation with continuity correction.
    """
    chances = list(chances)
    if len(chances) > _MANY:
        mean, spread = math.fsum(chances), math.sqrt(math.fsum(chance * (1 - chance) for chance in chances))
        return math.erfc((needed - 0.5 - mean) / (spread * math.sqrt(2))) / 2 if spread else float(mean >= needed)
    exactly = [1.0]
    for chance in chances:
        longer = [*exactly, 0.0]
        for hits in range(len(longer)):
            hit = exactly[hits - 1] * chance if hits else 0.0
            longer[hits] = (exactly[hits] * (1 - chance) if hits < len(exactly) else 0.0) + hit
        exactly = longer
    return min(1.0, math.fsum(exactly[max(needed, 0) :]))


def pass_by_guessing(pool: Sequence[PoolItem], blueprint: Blueprint) -> float:
    """Return the chance to pass a draw by guessing; in each cell every item has the mean chance of the cell's items.

    A group counts as one item, with the mean of its own.
    """
    needed = points_to_pass(blueprint)
    chances: list[float] = []
    cells = in_cells(pool, blueprint)
    for cell in blueprint.cells:
        units = alternatives(cells[cell])
        own = [math.fsum(guess_chance(entry.item) for entry in unit) / len(unit) for unit in units]
        chances += [math.fsum(own) / len(own) if own else 0.0] * cell.draw
    return chance_at_least(chances, math.ceil(blueprint.draw * blueprint.pass_mark) if needed is None else needed)
