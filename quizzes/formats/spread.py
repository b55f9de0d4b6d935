"""An item that varies, for programs that know no variants: each variant becomes an item of its own."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, count
from typing import TYPE_CHECKING

from quizzes.finding import Finding, Level
from quizzes.formats.loss import FormatCode
from quizzes.load import BankFile
from quizzes.model.varying import count_of, variant_of
from quizzes.number import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.model.types import Item
    from quizzes.yaml12 import Loc

_LONGEST = 58
"""So much of an id is kept before the number of the variant: an id has 64 characters at most."""


def spread(file: BankFile) -> tuple[BankFile, list[Finding]]:
    """Return the bank with each variant as an item named `id-1`, `id-2` …, and a finding for each item that varies.

    A name that another item has is left to it: the variants have a `v` before their numbers then, or one more.
    """
    places = [place for place, item in enumerate(file.bank.items) if item.variants]
    if not places:
        return file, []
    items: list[Item] = []
    taken = {item.id for item in file.bank.items}
    told: list[Finding] = []
    lines: dict[Loc, int] = {loc: line for loc, line in file.lines.items() if loc[:1] != ("items",) or len(loc) == 1}
    own: dict[object, list[tuple[Loc, int]]] = defaultdict(list)
    for loc, line in file.lines.items():
        if loc[:1] == ("items",) and len(loc) > 1:
            own[loc[1]].append((loc[2:], line))
    for place, item in enumerate(file.bank.items):
        start = _start(item, taken)
        for one in _every(item, start, decimal_of(file.bank.lang)):
            lines |= {("items", len(items), *rest): line for rest, line in own[place]}
            items.append(one)
        told += [_told(file, place, start)] if item.variants else []
    bank = file.bank.model_copy(update={"items": tuple(items)})
    return BankFile(file.path, bank, lines), told


def _start(item: Item, taken: set[str]) -> str:
    """Return what stands before the numbers of the variants of an item, and take their names."""
    if not item.variants:
        return ""
    for mark in chain(("",), ("v" * number for number in count(1))):
        start = f"{item.id[: _LONGEST - len(mark)]}-{mark}"
        names = {f"{start}{number}" for number in range(1, count_of(item) + 1)}
        if not names & taken:
            taken |= names
            return start
    raise AssertionError  # a longer mark is free at last


def _every(item: Item, start: str, decimal: str) -> Iterator[Item]:
    if not item.variants:
        yield item
        return
    for number in range(count_of(item)):
        yield variant_of(item, number, decimal).model_copy(update={"id": f"{start}{number + 1}"})


def _told(file: BankFile, place: int, start: str) -> Finding:
    item = file.bank.items[place]
    message = f"the {count_of(item)} variants arrive as items of their own, {start}1 and so on"
    line = file.line("items", place, "variants")
    return Finding(file.path, line, FormatCode.CHANGED, message, Level.WARNING, subject=item.id)
