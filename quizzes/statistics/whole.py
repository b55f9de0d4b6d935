"""Put the figures of tests and of their forms together."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import sqrt
from typing import TYPE_CHECKING, Any

from quizzes.statistics.engine import collect
from quizzes.statistics.forms import form_items, sets, spreads, with_form
from quizzes.statistics.gates import NO_VARIANCE
from quizzes.statistics.intervals import of_alpha
from quizzes.statistics.results import FormFigures, ScoreFigures
from quizzes.statistics.spread import Spread, spread_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FORMS = 20
"""Forms of a test that are told, those of the most people first."""
NOTHING = 1e-12


def test_figures(rows: Any) -> tuple[ScoreFigures, ...]:
    """Return the figures of each test of rows with their rest (`quizzes.statistics.scope.with_rest`)."""
    told = {one["test"]: one for one in collect(sets(rows))}
    scores: dict[str, Counter[float]] = defaultdict(Counter)
    for one in collect(spreads(rows)):
        scores[one["test"]][one["reached"] / one["possible"]] += one["people"]
    drawn = sorted(test for test, one in told.items() if (one["least"], one["largest"]) != (one["items"],) * 2)
    forms: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for one in collect(form_items(with_form(rows, drawn))):
        forms[one["test"]][one["form"]].append(one)
    return tuple(_test(told[test], spread_of(scores[test]), forms[test]) for test in sorted(told))


def _test(told: dict[str, Any], spread: Spread, forms: dict[str, list[dict[str, Any]]]) -> ScoreFigures:
    shared = {name: items for name, items in forms.items() if items[0]["people"] > 1}
    most = sorted(shared, key=lambda name: (-shared[name][0]["people"], name))[:MOST_FORMS]
    return ScoreFigures(
        test=told["test"], people=told["people"], items=told["items"], drawn=(told["least"], told["largest"]),
        mean=spread.mean, median=spread.median, deviation=spread.deviation, skewness=spread.skewness,
        kurtosis=spread.kurtosis, tenths=spread.tenths,
        forms=tuple(_form(number, shared[name]) for number, name in enumerate(most, 1)),
        other_forms=len(forms) - len(most),
    )  # fmt: skip


def _form(number: int, items: Sequence[dict[str, Any]]) -> FormFigures:
    """Return alpha of a form, k / (k - 1) * (1 - sum of variances / variance of totals), and what follows from it.

    Cronbach, Psychometrika 16:297, 1951; KR-20 is the same where all items are right or wrong.
    """
    first, k = items[0], len(items)
    inner = sum(one["variance"] for one in items)
    alpha = _alpha(k, inner, first["total"])
    exact = not any(one["between"] for one in items) and len({one["points"] for one in items}) == 1
    return FormFigures(
        number=number, items=k, people=first["people"], points=sum(one["points"] for one in items),
        mean=first["mean"], deviation=sqrt(first["total"]), alpha=alpha, alpha_name="KR-20" if exact else "alpha",
        alpha_interval=None if alpha is None else of_alpha(alpha, first["people"], k),
        sem=None if alpha is None else sqrt(max(0.0, first["total"] * (1 - alpha))),
        deleted={one["item"]: _alpha(k - 1, inner - one["variance"], one["other"]) for one in items},
        missing="" if alpha is not None else NO_VARIANCE if k > 1 else "one item",
    )  # fmt: skip


def _alpha(k: int, inner: float, total: float) -> float | None:
    return k / (k - 1) * (1 - inner / total) if k > 1 and total > NOTHING else None
