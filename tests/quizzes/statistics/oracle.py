"""Figures of items in plain Python, one person after the other: independent of engines and of their expressions."""

from __future__ import annotations

from math import floor, fsum, sqrt
from typing import TYPE_CHECKING

from quizzes.responses import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.responses import Response

LEAST_OTHERS = 3


def people_of(rows: Sequence[Response]) -> dict[tuple[str, str], dict[tuple[str, str], Response]]:
    """Return the first attempt of each person at each test: its rows by item and revision."""
    tests = [row for row in rows if row.kind is Kind.TEST and row.mark is not None and row.max > 0]
    first: dict[tuple[str, str], int] = {}
    for row in tests:
        who = (row.test, row.person)
        first[who] = min(row.attempt, first.get(who, row.attempt))
    found: dict[tuple[str, str], dict[tuple[str, str], Response]] = {}
    for row in tests:
        if row.attempt == first[row.test, row.person]:
            found.setdefault((row.test, row.person), {})[row.item, row.revision] = row
    return found


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's r of pairs, None when one of the two never varies."""
    if not pairs:
        return None
    x, y = ([*column] for column in zip(*pairs, strict=True))
    at_x, at_y = fsum(x) / len(x), fsum(y) / len(y)
    xx, yy = fsum((one - at_x) ** 2 for one in x), fsum((one - at_y) ** 2 for one in y)
    if min(xx, yy) <= 1e-15 * len(pairs):
        return None
    return fsum((one - at_x) * (other - at_y) for one, other in pairs) / sqrt(xx * yy)


def item(rows: Sequence[Response], test: str, name: tuple[str, str]) -> dict[str, float | int | None]:
    """Return the figures of an item in a test by their names in `ItemFigures`."""
    people = [drawn for (where, _person), drawn in people_of(rows).items() if where == test and name in drawn]
    own = [drawn[name].mark / drawn[name].max for drawn in people]
    rests = [_rest(drawn, name) for drawn in people]
    pairs = [(share, rest) for share, rest in zip(own, rests, strict=True) if rest is not None]
    r = correlation(pairs)
    best = [*zip(sorted(share for share, _rest in pairs), sorted(rest for _share, rest in pairs), strict=True)]
    largest = correlation(best)
    return {
        "n": len(people),
        "unanswered": sum(not drawn[name].answered for drawn in people),
        "facility": fsum(own) / len(own),
        "discrimination": r,
        "efficiency": None if r is None else r / largest,
        "pairs": len(pairs),
        "upper_lower": _upper_lower([(_total(drawn), share) for drawn, share in zip(people, own, strict=True)]),
    }


def _rest(drawn: dict[tuple[str, str], Response], name: tuple[str, str]) -> float | None:
    others = [row for key, row in drawn.items() if key != name]
    if len(others) < LEAST_OTHERS:
        return None
    return fsum(row.mark for row in others) / fsum(row.max for row in others)


def _total(drawn: dict[tuple[str, str], Response]) -> float:
    return round(fsum(row.mark for row in drawn.values()) / fsum(row.max for row in drawn.values()), 9)


def _upper_lower(scores: list[tuple[float, float]]) -> float | None:
    ranked = sorted(total for total, _share in scores)
    high, low = (ranked[min(floor(len(ranked) * part + 0.5), len(ranked) - 1)] for part in (0.73, 0.27))
    upper = [share for total, share in scores if total >= high]
    lower = [share for total, share in scores if total < low]
    return fsum(upper) / len(upper) - fsum(lower) / len(lower) if upper and lower else None


def alpha(rows: Sequence[Response], test: str) -> float:
    """Return Cronbach's alpha of a test of which everybody drew all items."""
    people = [drawn for (where, _person), drawn in people_of(rows).items() if where == test]
    names = [*people[0]]
    parts = fsum(_variance([drawn[name].mark for drawn in people]) for name in names)
    whole = _variance([fsum(row.mark for row in drawn.values()) for drawn in people])
    return len(names) / (len(names) - 1) * (1 - parts / whole)


def _variance(values: list[float]) -> float:
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
