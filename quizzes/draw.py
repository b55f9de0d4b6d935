"""Seeded draws and exam versions, the same on every machine and in the browser client.

The algorithm, to be repeated exactly by other programs (vectors: `tests/data/draw-vectors.json`):

1. The seed, a text (a number is its decimal text), becomes a 32-bit state by FNV-1a over its UTF-8 bytes.
2. `Random` is mulberry32: add 0x6D2B79F5 to the state, then mix; each step gives an unsigned 32-bit number u.
   A number below n is floor(u * n / 2**32).
3. A shuffle is Fisher-Yates from the end: for i = n-1 … 1 swap i with a number below i+1.
4. A draw takes the cells in the order of the blueprint. Of the items of a cell (an item belongs to the first cell that
   it fills), sorted by id, those whose group was drawn for an earlier cell are left out. Each group of several, in the
   order of its first id, is shuffled, those seen in earlier attempts go behind the others, and its first item alone
   stays. What remains, in the order of first ids, is shuffled; those of a group that was seen go behind the others, and
   those that were seen themselves behind these; the first `draw` of them are taken.
5. The items taken are put into units: all of one case, sorted by id, or one item without a case. The units, sorted by
   their first id, are shuffled with the same generator.
6. Each version asks another variant of an item that varies: the first one that the seed `<seed>/<id>` names, the next
   version the next one.
7. The parts of a printed item are shuffled, all orders alike. For the `single` items of a version the places of their
   keys are dealt first: for each number of choices as many of each letter as can be, from a letter that the generator
   names, shuffled; a letter that would stand four times in a row changes places with the next one that fits.

Sorting is by code point; ids are ASCII, so every language sorts them alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import singledispatch
from typing import TYPE_CHECKING

from quizzes.blueprint import alternatives, in_cells, label
from quizzes.finding import counted
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.varying import count_of, variant_of
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.seeded import Random

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from quizzes.blueprint import PoolItem
    from quizzes.model.item import BaseItem
    from quizzes.model.types import Item
    from quizzes.settings import Blueprint

LONGEST_RUN = 3
"""So many keys in a row may have one letter."""


class DrawError(ValueError):
    """Raised when a cell of the blueprint has fewer items than a draw needs; says which."""


def draw(
    pool: Sequence[PoolItem], blueprint: Blueprint, seed: str | int, seen: Collection[str] = frozenset()
) -> tuple[PoolItem, ...]:
    """Return the items of one attempt: as many of each cell as the blueprint says, none twice.

    Never two of one group. Ids in `seen` are drawn only where a cell has no others left, and other items of their
    groups where it has none that are all new. The items of one case stand together, so that the case is shown once
    before them. Raises DrawError when a cell is too small.
    """
    random = Random(seed)
    taken: list[PoolItem] = []
    cells = in_cells(pool, blueprint)
    familiar = {entry.group for entry in pool if entry.group and entry.id in seen}
    for cell in blueprint.cells:
        drawn = {entry.group for entry in taken if entry.group}
        units = alternatives(entry for entry in cells[cell] if entry.group not in drawn)
        if len(units) < cell.draw:
            raise DrawError(f"{label(cell)} has {_counted(units)}, and a draw needs {cell.draw}")
        mixed = random.shuffled([_one_of(unit, seen, random) for unit in units])
        taken += sorted(mixed, key=lambda entry: 2 if entry.id in seen else entry.group in familiar)[: cell.draw]
    return tuple(_in_units(taken, random))


def _one_of(unit: Sequence[PoolItem], seen: Collection[str], random: Random) -> PoolItem:
    """Return the item that stands for a group, one that was not seen if there is any."""
    return min(random.shuffled(unit), key=lambda entry: entry.id in seen) if len(unit) > 1 else unit[0]


def _counted(units: Sequence[Sequence[PoolItem]]) -> str:
    grouped = any(entry.group for unit in units for entry in unit)
    return f"{counted(len(units), 'item')}{' (a group counts as one)' if grouped else ''}"


def _in_units(taken: Iterable[PoolItem], random: Random) -> list[PoolItem]:
    units: dict[str, list[PoolItem]] = defaultdict(list)
    for entry in sorted(taken, key=lambda entry: entry.id):
        units[f"case {entry.case}" if entry.case else f"item {entry.id}"].append(entry)
    return [entry for unit in random.shuffled(units.values()) for entry in unit]


@dataclass(frozen=True)
class Version:
    """A version of a paper exam: its letter, each item with the printed order of its parts, and variants by item id.

    The order lists ids of choices or steps, the texts of responses for `match`, words of menus as `gap/word` for
    `cloze`, and nothing where nothing is mixed. An item that varies stands here as the variant that is printed.
    """

    letter: str
    items: tuple[tuple[PoolItem, tuple[str, ...]], ...]
    variants: Mapping[str, int] = field(default_factory=dict)


def versions(items: Sequence[PoolItem], seed: str | int, count: int = 3, decimal: str = ".") -> tuple[Version, ...]:
    """Return `count` (1 to 26) versions A, B, C … of the same items, mixed each by its own seed `<seed>/<letter>`.

    Cases stay together. Choices are mixed unless the item says `shuffle: false`; true and false keep their places. The
    keys of `single` items are spread over the letters: as many of each as can be, never more than three in a row.
    `decimal` is the decimal sign of the language in which they are printed.
    """
    made: list[Version] = []
    for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]):
        random = Random(f"{seed}/{letter}")
        variants = {entry.id: _variant(entry.item, seed, number) for entry in items if entry.item.variants}
        order = [
            replace(entry, item=variant_of(entry.item, variants[entry.id], decimal)) if entry.id in variants else entry
            for entry in _in_units(items, random)
        ]
        places = key_places([entry.item for entry in order], random)
        made.append(
            Version(
                letter,
                tuple((one, _printed(one.item, at, random)) for one, at in zip(order, places, strict=True)),
                variants,
            )
        )
    return tuple(made)


def _variant(item: Item, seed: str | int, number: int) -> int:
    """Return the variant (from 0) that version `number` asks: as long as there are enough, no two ask the same."""
    return (Random(f"{seed}/{item.id}").below(count_of(item)) + number) % count_of(item)


def _printed(item: Item, place: int | None, random: Random) -> tuple[str, ...]:
    """Return the printed order of an item whose key, where one is dealt, stands at `place`."""
    order = part_order(item, random)
    if place is None or not isinstance(item, SingleItem):
        return order
    key = item.key[0]
    others = [name for name in order if name != key]
    return (*others[:place], key, *others[place:])


def key_places(items: Sequence[Item], random: Random) -> list[int | None]:
    """Return the place (from 0) of the key of each `single` item, in the order of the paper; None for other types.

    Items with `shuffle: false` keep theirs; the others are dealt so that each letter comes equally often.
    """
    places: list[int | None] = [_fixed_place(item) for item in items]
    decks: dict[int, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        if isinstance(item, SingleItem) and item.shuffle:
            decks[len(item.choices)].append(at)
    for size in sorted(decks):
        first = random.below(size)
        dealt = random.shuffled([(first + number) % size for number in range(len(decks[size]))])
        for at, place in zip(decks[size], dealt, strict=True):
            places[at] = place
    for deck in decks.values():
        _break_runs(places, deck)
    return places


def _fixed_place(item: Item) -> int | None:
    if not isinstance(item, SingleItem) or item.shuffle:
        return None
    return next(place for place, choice in enumerate(item.choices) if choice.correct)


def _break_runs(places: list[int | None], deck: Sequence[int]) -> None:
    """Let keys of one deck change places where one would be the fourth of its letter in a row; in place."""
    for number, at in enumerate(deck):
        if not _in_run(places, at):
            continue
        for other in (*deck[number + 1 :], *deck[:number]):
            places[at], places[other] = places[other], places[at]
            if not _in_run(places, at) and not _in_run(places, other):
                break
            places[at], places[other] = places[other], places[at]


def _in_run(places: Sequence[int | None], at: int) -> bool:
    """Say whether a key stands in a run of more than three of its letter; other types stand between no keys."""
    keyed = [(number, place) for number, place in enumerate(places) if place is not None]
    here = next(spot for spot, (number, _) in enumerate(keyed) if number == at)
    same = [place == keyed[here][1] for _, place in keyed]
    first = here - next((n for n, one in enumerate(reversed(same[:here])) if not one), here)
    last = here + next((n for n, one in enumerate(same[here + 1 :]) if not one), len(same) - here - 1)
    return last - first + 1 > LONGEST_RUN


@singledispatch
def part_order(item: object, random: Random) -> tuple[str, ...]:
    """Return the printed order of the parts of an item; steps of an `order` item are always mixed.

    All orders are equally likely, the solved one of steps too: an order that never comes would tell something.

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
    return tuple(random.shuffled(step.id for step in item.sequence))


@part_order.register
def _menu_orders(item: ClozeItem, random: Random) -> tuple[str, ...]:
    """Return the words of each menu as `gap/word`, one menu behind the other."""
    menus = [[f"{gap.id}/{word}" for word in gap.choices] for gap in item.gaps]
    return tuple(word for menu in menus for word in (random.shuffled(menu) if item.shuffle else menu))


@part_order.register(TrueFalseItem)
@part_order.register(NumericItem)
@part_order.register(ShortItem)
@part_order.register(LikertItem)
@part_order.register(EssayItem)
def _as_it_stands(_item: BaseItem, _random: Random) -> tuple[str, ...]:
    return ()
