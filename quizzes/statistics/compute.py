"""Work out all figures of a table of responses."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING, Any

from quizzes.responses import Kind
from quizzes.statistics.choices import choice_figures
from quizzes.statistics.engine import collect
from quizzes.statistics.gates import NO_VARIANCE
from quizzes.statistics.intervals import of_correlation, of_mean, wilson
from quizzes.statistics.items import item_figures
from quizzes.statistics.results import ChoiceFigures, ItemFigures, Statistics
from quizzes.statistics.scope import ITEM, LEAST_OTHERS, in_scope, with_rest
from quizzes.statistics.whole import test_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = 1e-15
"""A sum of squares of shares, over the number of people, that only the rounding of floats has made."""


def statistics_of(table: Any, kind: Kind = Kind.TEST, *, every_attempt: bool = False) -> Statistics:
    """Return the figures of responses of one kind; first attempts only, unless all are wanted."""
    rows = with_rest(in_scope(table, kind, every_attempt=every_attempt)).cache()
    chosen = defaultdict(list)
    for one in collect(choice_figures(rows)):
        chosen[tuple(one[name] for name in ITEM)].append(one)
    items = [_item(one, chosen[tuple(one[name] for name in ITEM)]) for one in collect(item_figures(rows))]
    items.sort(key=lambda one: (one.test, one.item, one.revision))
    return Statistics(kind, tuple(items), test_figures(rows))


def _item(one: dict[str, Any], chosen: Sequence[dict[str, Any]]) -> ItemFigures:
    n, facility = one["n"], one["facility"]
    deviation = sqrt(one["ss"] / (n - 1)) if n > 1 else 0.0
    exact = one["full"] + one["none"] == n
    r, missing = _discrimination(one)
    tails = one["uppers"] and one["lowers"]
    return ItemFigures(
        test=one["test"], item=one["item"], revision=one["revision"], n=n, unanswered=one["unanswered"],
        facility=facility, deviation=deviation, points=one["points"], mark=one["mark"], right_or_wrong=exact,
        facility_interval=wilson(facility, n) if exact or n < 2 else of_mean(facility, deviation, n),  # noqa: PLR2004
        discrimination=r, discrimination_interval=None if r is None else of_correlation(r, one["pairs"]),
        pairs=one["pairs"], missing=missing, seconds=one["seconds"] if one["timed"] else None,
        efficiency=None if r is None else one["sxy"] / one["most"],
        upper_lower=one["upper"] - one["lower"] if tails else None,
        choices=tuple(sorted((_choice(each) for each in chosen), key=lambda each: each.choice)),
        of=chosen[0]["of"] if chosen else 0,
    )  # fmt: skip


def _discrimination(one: dict[str, Any]) -> tuple[float | None, str]:
    if not one["pairs"]:
        return None, f"nobody drew {LEAST_OTHERS} other items"
    if min(one["sxx"], one["syy"]) <= NOTHING * one["pairs"]:
        return None, NO_VARIANCE
    return one["sxy"] / sqrt(one["sxx"] * one["syy"]), ""


def _choice(one: dict[str, Any]) -> ChoiceFigures:
    """Return a choice: Pearson's r of taking it (1) or not (0) with the rest score."""
    share = one["with_rest"] / one["paired"] if one["paired"] else 0.0
    spread = one["paired"] * share * (1 - share) * (one["syy"] or 0.0)
    varies = 0 < share < 1 and one["syy"] > NOTHING * one["paired"]
    r = one["sum_rest"] / sqrt(spread) if varies else None
    return ChoiceFigures(one["choice"], one["taken"], one["taken"] / one["of"], r)
