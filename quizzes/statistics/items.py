"""Difficulty and discrimination of items, and who chose what, from the first answers of people."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizzes.statistics.rows import Answer

LEAST_OTHERS = 3
"""With fewer other answers a person says nothing about discrimination."""


@dataclass(frozen=True)
class ItemStatistics:
    """What the answers say about an item: `p` from 0 to 1, `discrimination` from -1 to 1 (None: cannot be computed).

    `chosen` counts by choice; `of` is how many answers name choices.
    """

    n: int
    p: float
    discrimination: float | None = None
    chosen: Mapping[str, int] = field(default_factory=dict)
    of: int = 0


def item_statistics(people: Sequence[Mapping[str, Answer]], item: str) -> ItemStatistics | None:
    """Return the statistics of an item, None when nobody answered it.

    Difficulty p is the share of right answers. Discrimination is the corrected point-biserial: Pearson's correlation of
    right (1) or wrong (0) with the share of right answers to the person's other items. Both as in Crocker and Algina,
    Introduction to Classical and Modern Test Theory (1986), chapter 14.
    """
    given = [person[item] for person in people if item in person]
    if not given:
        return None
    pairs = []
    for person in people:
        others = [answer.right for name, answer in person.items() if name != item]
        if item in person and len(others) >= LEAST_OTHERS:
            pairs.append((float(person[item].right), sum(others) / len(others)))
    named = [answer.chosen for answer in given if answer.chosen is not None]
    counts: dict[str, int] = {}
    for choice in (one for chosen in named for one in chosen):
        counts[choice] = counts.get(choice, 0) + 1
    share = sum(answer.right for answer in given) / len(given)
    return ItemStatistics(len(given), share, correlation(pairs), counts, len(named))


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's r of pairs, None when one of the two never varies."""
    if not pairs:
        return None
    means = [sum(column) / len(pairs) for column in zip(*pairs, strict=True)]
    apart = [(x - means[0], y - means[1]) for x, y in pairs]
    spread = sqrt(sum(x * x for x, _y in apart) * sum(y * y for _x, y in apart))
    return sum(x * y for x, y in apart) / spread if spread else None
