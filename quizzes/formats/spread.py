"""An item that varies, for programs that know no variants: each variant becomes an item of its own."""

from __future__ import annotations

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
    """Return the bank with each variant as an item named `id-1`, `id-2` …, and a finding for each item that varies."""
    places = [place for place, item in enumerate(file.bank.items) if item.variants]
    if not places:
        return file, []
    items: list[Item] = []
    lines: dict[Loc, int] = {loc: line for loc, line in file.lines.items() if loc[:1] != ("items",) or len(loc) == 1}
    for place, item in enumerate(file.bank.items):
        own = [(loc[2:], line) for loc, line in file.lines.items() if loc[:2] == ("items", place)] if places else []
        for one in _every(item, decimal_of(file.bank.lang)):
            lines |= {("items", len(items), *rest): line for rest, line in own}
            items.append(one)
    bank = file.bank.model_copy(update={"items": tuple(items)})
    return BankFile(file.path, bank, lines), [_told(file, place) for place in places]


def _every(item: Item, decimal: str) -> Iterator[Item]:
    if not item.variants:
        yield item
        return
    for number in range(count_of(item)):
        yield variant_of(item, number, decimal).model_copy(update={"id": f"{item.id[:_LONGEST]}-{number + 1}"})


def _told(file: BankFile, place: int) -> Finding:
    item = file.bank.items[place]
    message = f"the {count_of(item)} variants arrive as items of their own, {item.id}-1 and so on"
    line = file.line("items", place, "variants")
    return Finding(file.path, line, FormatCode.CHANGED, message, Level.WARNING, subject=item.id)
