"""Whether an item is harder for one group than for another of the same ability: Mantel and Haenszel's test.

People are compared within strata of the rest score (Holland and Thayer, in Wainer and Braun, Test Validity, 1988).
Delta is -2.35 ln(odds ratio), negative where the item is harder for the focal group; A, B and C are the classes of the
Educational Testing Service (Zieky, in Holland and Wainer, Differential Item Functioning, 1993).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from quizzes.statistics.engine import collect
from quizzes.statistics.gates import SURE, Gate, gate
from quizzes.statistics.intervals import Interval, Z
from quizzes.statistics.scope import ITEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STRATA = 20
"""Strata of the rest score, from 0 to 1."""
SCALE = -2.35
SMALL, LARGE = 1.0, 1.5
Cell = tuple[float, float, float, float]


@dataclass(frozen=True)
class GroupDifference:
    """An item in two groups of the same rest score; `delta` is None where no stratum compares them."""

    test: str
    item: str
    revision: str
    reference: str
    focal: str
    people: tuple[int, int]
    delta: float | None
    interval: Interval | None
    size: str

    @property
    def gate(self) -> Gate:
        """Say how far it may be read: by the smaller group, which needs 100 people."""
        smaller = gate(min(self.people))
        return Gate.TOO_FEW if min(self.people) < SURE else smaller


def differences(rows: Any) -> tuple[GroupDifference, ...]:
    """Return the difference of each item between the largest group and each other, of rows with their rest."""
    told = rows.filter(rows.group.notnull(), rows.rest.notnull())
    told = told.mutate(stratum=(told.rest * STRATA).round().cast("int64"))
    cells = told.group_by((*ITEM, "group", "stratum")).agg(
        right=(told.share >= 1).cast("int64").sum(), people=told.count()
    )
    items: dict[tuple[str, ...], dict[str, dict[int, tuple[int, int]]]] = defaultdict(lambda: defaultdict(dict))
    for one in collect(cells):
        found = items[tuple(one[name] for name in ITEM)]
        found[one["group"]][one["stratum"]] = (one["right"], one["people"] - one["right"])
    return tuple(each for key in sorted(items) for each in _of_item(key, items[key]))


def _of_item(key: tuple[str, ...], groups: dict[str, dict[int, tuple[int, int]]]) -> Iterator[GroupDifference]:
    sizes = {name: sum(map(sum, strata.values())) for name, strata in groups.items()}
    reference = max(sizes, key=lambda name: (sizes[name], name))
    for focal in sorted(set(groups) - {reference}):
        strata = sorted(set(groups[reference]) & set(groups[focal]))
        cells = [(*groups[reference][one], *groups[focal][one]) for one in strata]
        delta, error = mantel_haenszel(cells)
        interval = None if delta is None or error is None else Interval(delta - Z * error, delta + Z * error, "Robins")
        test, item, revision = key
        yield GroupDifference(
            test, item, revision, reference, focal, (sizes[reference], sizes[focal]), delta, interval, size_of(interval)
        )


def mantel_haenszel(cells: Iterable[Cell]) -> tuple[float | None, float | None]:
    """Return delta and its standard error, of strata of (right, wrong) of the reference and of the focal group.

    The error is that of Robins, Breslow and Greenland (Biometrics 42:311, 1986). None where a side is empty.
    """
    r = s = pr = qs = both = 0.0
    for a, b, c, d in cells:
        n = a + b + c + d
        ours, theirs, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
        r, s = r + ours, s + theirs
        pr, qs, both = pr + p * ours, qs + q * theirs, both + p * theirs + q * ours
    if not r or not s:
        return None, None
    variance = pr / (2 * r * r) + both / (2 * r * s) + qs / (2 * s * s)
    return SCALE * log(r / s), -SCALE * sqrt(variance)


def size_of(interval: Interval | None) -> str:
    """Return A (negligible), B or C (large); C where |delta| is 1.5 and more and significantly above 1."""
    if interval is None:
        return ""
    delta = (interval.low + interval.high) / 2
    if abs(delta) < SMALL or interval.low <= 0 <= interval.high:
        return "A"
    beyond = abs(delta) - Z_ONE_SIDED / Z * (interval.high - interval.low) / 2 > SMALL
    return "C" if abs(delta) >= LARGE and beyond else "B"


Z_ONE_SIDED = 1.6448536269514722
"""The 95 % point of the normal distribution."""
