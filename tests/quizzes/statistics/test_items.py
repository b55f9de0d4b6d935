"""Statistics of items equal those worked out by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from quizzes.statistics import Answer, ItemStatistics, correlation, item_statistics

RIGHT, WRONG = Answer(right=True), Answer(right=False)


def people(rows: list[tuple[int, int]]) -> list[dict[str, Answer]]:
    """Return persons of (right or wrong at `q`, how many of four others are right)."""
    return [
        {"q": RIGHT if own else WRONG, **{f"o{n}": RIGHT if n < others else WRONG for n in range(4)}}
        for own, others in rows
    ]


def test_difficulty_and_discrimination_equal_those_by_hand() -> None:
    """Five persons: 3 of 5 right; rest shares 1, .75, .5, .25, 0 against 1, 1, 0, 1, 0.

    Means .6 and .5; products (.4)(.5)+(.4)(.25)+(-.6)(0)+(.4)(-.25)+(-.6)(-.5) = .5; squares 1.2 and .625.
    """
    found = item_statistics(people([(1, 4), (1, 3), (0, 2), (1, 1), (0, 0)]), "q")
    assert found is not None
    assert (found.n, found.p) == (5, 0.6)
    assert found.discrimination == pytest.approx(0.5 / sqrt(1.2 * 0.625))
    assert found.discrimination == pytest.approx(0.5773502)


def test_the_point_biserial_is_the_textbook_formula() -> None:
    """Pearson's r of a dichotomous variable equals (M1 - M0) / s * sqrt(p q)."""
    pairs = [(1.0, 9.0), (1.0, 7.0), (0.0, 5.0), (0.0, 3.0), (1.0, 6.0), (0.0, 6.0)]
    high, low = (9 + 7 + 6) / 3, (5 + 3 + 6) / 3
    mean = sum(y for _x, y in pairs) / 6
    spread = sqrt(sum((y - mean) ** 2 for _x, y in pairs) / 6)
    assert correlation(pairs) == pytest.approx((high - low) / spread * sqrt(0.5 * 0.5))
    assert correlation([(1.0, 2.0), (1.0, 3.0)]) is None


def test_a_question_that_nobody_answered_has_none() -> None:
    """And one with too few other answers has no discrimination."""
    assert item_statistics(people([(1, 4)]), "x") is None
    alone = item_statistics([{"q": RIGHT}, {"q": WRONG}], "q")
    assert alone == ItemStatistics(2, 0.5)
