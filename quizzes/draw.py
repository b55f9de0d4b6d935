"""Seeded draws and exam versions, the same on every machine and in the browser client.

The algorithm, to be repeated exactly by other programs (vectors: `tests/data/draw-vectors.json`):

1. The seed, a text (a number is its decimal text), becomes a 32-bit state by FNV-1a over its UTF-8 bytes.
2. `Random` is mulberry32: add 0x6D2B79F5 to the state, then mix; each step gives an unsigned 32-bit number u.
   A number below n is floor(u * n / 2**32).
3. A shuffle is Fisher-Yates from the end: for i = n-1 … 1 swap i with a number below i+1.
4. A draw takes the cells in the order of the blueprint. The items of a cell (an item belongs to the first cell that it
   fills), sorted by id, are shuffled; those seen in earlier attempts then go behind the others, both in their order;
   the first `draw` of them are taken.
5. The items taken are put into units: all of one case, sorted by id, or one item without a case. The units, sorted by
   their first id, are shuffled with the same generator.

Sorting is by code point; ids are ASCII, so every language sorts them alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING, TypeVar

from quizzes.blueprint import in_cells, label
from quizzes.model import (
    BaseItem,
    ClozeItem,
    LikertItem,
    MatchItem,
    MultipleItem,
    NumericItem,
    OrderItem,
    ShortItem,
    SingleItem,
    TrueFalseItem,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from quizzes.blueprint import PoolItem
    from quizzes.settings import Blueprint

Value = TypeVar("Value")

_MASK = 0xFFFFFFFF
_FNV_OFFSET, _FNV_PRIME = 0x811C9DC5, 0x01000193


class DrawError(ValueError):
    """Raised when a cell of the blueprint has fewer items than a draw needs; says which."""


def seed_state(seed: str | int) -> int:
    """Return the 32-bit state of a seed: FNV-1a of its text in UTF-8."""
    state = _FNV_OFFSET
    for byte in str(seed).encode():
        state = ((state ^ byte) * _FNV_PRIME) & _MASK
    return state


class Random:
    """The generator mulberry32 by Tommy Ettinger, in whole numbers of 32 bits; not for secrets."""

    def __init__(self, seed: str | int) -> None:
        self._state = seed_state(seed)

    def next(self) -> int:
        """Return the next number from 0 to 2**32 - 1."""
        self._state = (self._state + 0x6D2B79F5) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 15)) * (mixed | 1)) & _MASK
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & _MASK)) & _MASK
        return mixed ^ (mixed >> 14)

    def below(self, count: int) -> int:
        """Return a number from 0 to `count` - 1."""
        return (self.next() * count) >> 32

    def shuffled(self, values: Iterable[Value]) -> list[Value]:
        """Return the values in a new order."""
        made = list(values)
        for last in range(len(made) - 1, 0, -1):
            other = self.below(last + 1)
            made[last], made[other] = made[other], made[last]
        return made


def draw(
    pool: Sequence[PoolItem], blueprint: Blueprint, seed: str | int, seen: Collection[str] = frozenset()
) -> tuple[PoolItem, ...]:
    """Return the items of one attempt: as many of each cell as the blueprint says, none twice.

    Ids in `seen` are drawn only where a cell has no others left. The items of one case stand together, so that the case
    is shown once before them. Raises DrawError when a cell is too small.
    """
    random = Random(seed)
    taken: list[PoolItem] = []
    cells = in_cells(pool, blueprint)
    for cell in blueprint.cells:
        own = sorted(cells[cell], key=lambda entry: entry.id)
        if len(own) < cell.draw:
            raise DrawError(f"{label(cell)} has {len(own)} items, and a draw needs {cell.draw}")
        mixed = random.shuffled(own)
        taken += sorted(mixed, key=lambda entry: entry.id in seen)[: cell.draw]
    return tuple(_in_units(taken, random))


def _in_units(taken: Iterable[PoolItem], random: Random) -> list[PoolItem]:
    units: dict[str, list[PoolItem]] = defaultdict(list)
    for entry in sorted(taken, key=lambda entry: entry.id):
        units[f"case {entry.case}" if entry.case else f"item {entry.id}"].append(entry)
    return [entry for unit in random.shuffled(units.values()) for entry in unit]


@dataclass(frozen=True)
class Version:
    """A version of a paper exam: its letter, and each item with the printed order of its parts.

    The order lists ids of choices or steps, the texts of responses for `match`, and nothing where nothing is mixed.
    """

    letter: str
    items: tuple[tuple[PoolItem, tuple[str, ...]], ...]


def versions(items: Sequence[PoolItem], seed: str | int, count: int = 3) -> tuple[Version, ...]:
    """Return `count` (1 to 26) versions A, B, C … of the same items, mixed each by its own seed `<seed>/<letter>`.

    Cases stay together. Choices are mixed unless the item says `shuffle: false`; true and false keep their places.
    """
    made: list[Version] = []
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]:
        random = Random(f"{seed}/{letter}")
        made.append(
            Version(letter, tuple((entry, part_order(entry.item, random)) for entry in _in_units(items, random)))
        )
    return tuple(made)


@singledispatch
def part_order(item: object, random: Random) -> tuple[str, ...]:
    """Return the printed order of the parts of an item; steps of an `order` item are always mixed.

    Raises TypeError for a type of item that is not registered here.
    """
    raise TypeError(f"no order is known for {type(item).__name__} with {random}")


@part_order.register(SingleItem)
@part_order.register(MultipleItem)
def _choice_order(item: SingleItem | MultipleItem, random: Random) -> tuple[str, ...]:
    ids = [choice.id for choice in item.choices]
    return tuple(random.shuffled(ids) if item.shuffle else ids)


@part_order.register
def _response_order(item: MatchItem, random: Random) -> tuple[str, ...]:
    return tuple(random.shuffled(sorted({*(pair.response for pair in item.pairs), *item.distractors})))


@part_order.register
def _step_order(item: OrderItem, random: Random) -> tuple[str, ...]:
    ids = [step.id for step in item.sequence]
    mixed = random.shuffled(ids)
    return tuple(mixed if mixed != ids else [*ids[1:], ids[0]])


@part_order.register(TrueFalseItem)
@part_order.register(NumericItem)
@part_order.register(ShortItem)
@part_order.register(ClozeItem)
@part_order.register(LikertItem)
def _as_it_stands(_item: BaseItem, _random: Random) -> tuple[str, ...]:
    return ()
