"""Figures of items and tests equal those worked out by hand, and those of plain Python on random tables."""

from __future__ import annotations

import random
from math import sqrt
from typing import TYPE_CHECKING, Any

import pytest

from quizzes.responses import Kind, Response
from quizzes.statistics import Gate, ItemFigures, ScoreFigures, Statistics, open_engine, statistics_of, table_of
from tests.quizzes.statistics import oracle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def row(person: object, item: str, mark: float, **more: Any) -> Response:
    """Return a row of a test."""
    told = {"kind": Kind.TEST, "test": "t", "answered": True, "max": 1.0} | more
    return Response(person=str(person), item=item, mark=mark, **told)


def answers(table: Sequence[tuple[int, int]], test: str = "five") -> list[Response]:
    """Return persons of (right or wrong at `q`, how many of four others are right)."""
    return [
        row(person, item, float(right), test=test)
        for person, (own, others) in enumerate(table)
        for item, right in [("q", own), *((f"o{n}", n < others) for n in range(4))]
    ]


def random_rows(test: str, seed: int, *, drawn: bool) -> list[Response]:
    """Return the responses of 60 people to 12 items: unequal points, partial credit, gaps, second attempts."""
    chance = random.Random(seed)  # noqa: S311 - a table, no secret
    points = [chance.choice((1.0, 2.0, 0.5, 3.3)) for _item in range(12)]
    rows = []
    for person in range(60):
        able = chance.random()
        for attempt in range(1, 1 + chance.randint(1, 2)):
            for item in chance.sample(range(12), chance.randint(1, 9)) if drawn else range(12):
                share = chance.choice((0, 0.5, 1)) if item % 4 == 0 else float(chance.random() < able)
                unanswered = chance.random() < 0.1
                mark = 0.0 if unanswered else share * points[item]
                more = {"revision": str(item % 2), "attempt": attempt, "max": points[item], "answered": not unanswered}
                rows.append(row(person, f"i{item}", mark, test=test, **more))
    chance.shuffle(rows)
    return rows


FIVE = [(1, 4), (1, 3), (0, 2), (1, 1), (0, 0)]
SETS = {"abc": 6, "abd": 5, "bcd": 1}
TAKEN = ["a", "a", "b", "b", "a b", None]
RANDOM = {"r1": random_rows("r1", 1, drawn=False), "r2": random_rows("r2", 2, drawn=True)}
TABLE = [
    *answers(FIVE),
    *(row(p, f"i{n}", float(p % 2), test="same") for p in range(10) for n in range(4)),
    *(row(p, f"i{n}", float(p >> n & 1), test="apart") for p in range(16) for n in range(4)),
    *(row(p, f"i{n}", 1.0, test="all") for p in range(4) for n in range(5)),
    *(
        row(p, f"i{n}", points / 3, max=points, test="thirds")
        for p in range(7)
        for n, points in enumerate((0.3, 0.7, 1.1, 9.9, 3.3))
    ),
    row(1, "a", 1.0, test="few"),
    row(2, "a", 0.0, test="few", answered=False),
    row(3, "b", 1.0, test="few"),
    row(4, "b", 1.0, test="few"),
    *(
        row(f"{drawn}{n}", item, float((n + place) % 3 > 0), test="pool")
        for drawn, people in SETS.items()
        for n in range(people)
        for place, item in enumerate(drawn)
    ),
    *(row(p, "rev", float(p > 2), revision="1" if p < 4 else "2", test="revised") for p in range(8)),
    *(
        row(p, "q", float(choice == "a"), choices=choice, answered=choice is not None, test="choices")
        for p, choice in enumerate(TAKEN)
    ),
    *(row(p, f"o{n}", float(n < 5 - p), test="choices") for p in range(6) for n in range(5)),
    row("x", "q", 1.0, test="choices"),
    *(one for rows in RANDOM.values() for one in rows),
    row(1, "again", 0.0, attempt=2, test="twice"),
    row(1, "again", 1.0, attempt=3, test="twice"),
    row(1, "again", 1.0, kind=Kind.PRACTICE, test=""),
]


@pytest.fixture(scope="module")
def table() -> Any:
    """Return all cases in one table, a test each: working it out takes longer than the figures."""
    return table_of(open_engine(), TABLE)


@pytest.fixture(scope="module")
def figures(table: Any) -> Statistics:
    """Return the figures of all cases."""
    return statistics_of(table)


def of(statistics: Statistics, test: str, item: str) -> ItemFigures:
    """Return the figures of an item in a test."""
    (found,) = (one for one in statistics.items if (one.test, one.item) == (test, item))
    return found


def whole(statistics: Statistics, test: str) -> ScoreFigures:
    """Return the figures of a test."""
    (found,) = (one for one in statistics.tests if one.test == test)
    return found


def test_difficulty_and_discrimination_equal_those_by_hand(figures: Statistics) -> None:
    """Five persons: 3 of 5 right; rest shares 1, .75, .5, .25, 0 against 1, 1, 0, 1, 0.

    Means .6 and .5; products (.4)(.5)+(.4)(.25)+(-.6)(0)+(.4)(-.25)+(-.6)(-.5) = .5; squares 1.2 and .625. With marks
    and rests in ascending order the products are .3+.15+0+.1+.2 = .75. Totals are 1, .8, .4, .4, 0: the cut of the
    upper group lies at place 4, of the lower at place 1: one person above, one below.
    """
    found = of(figures, "five", "q")
    assert (found.n, found.facility, found.right_or_wrong) == (5, 0.6, True)
    assert found.discrimination == pytest.approx(0.5 / sqrt(1.2 * 0.625))
    assert found.efficiency == pytest.approx(0.5 / 0.75)
    assert found.upper_lower == 1.0
    assert found.deviation == pytest.approx(sqrt(1.2 / 4))
    assert (found.gate, found.gate.value) == (Gate.TOO_FEW, "not interpretable")


def test_alpha_equals_that_by_hand(figures: Statistics) -> None:
    """Variances .3 for q, and of the others .2, .3, .3, .2 (4, 3, 2, 1 of 5); totals 5, 4, 2, 2, 0: variance 3.8.

    5/4 (1 - 1.3/3.8) = .8223684; SEM sqrt(3.8 (1 - alpha)); mean 2.6, median .4 of the points.
    """
    test = whole(figures, "five")
    (form,) = test.forms
    assert (test.fixed, test.people, test.items, test.median, test.other_forms) == (True, 5, 5, 0.4, 0)
    assert (form.alpha_name, form.people, form.mean) == ("KR-20", 5, pytest.approx(2.6))
    assert form.alpha == pytest.approx(1.25 * (1 - 1.3 / 3.8))
    assert form.sem == pytest.approx(sqrt(3.8 * 1.3 / 3.8 * 1.25 - 3.8 * 0.25))
    assert form.alpha == pytest.approx(oracle.alpha(TABLE, "five"))
    assert test.tenths == (1, 0, 0, 0, 2, 0, 0, 0, 1, 1)


def test_alpha_is_1_of_items_that_agree_and_0_of_unrelated_ones(figures: Statistics) -> None:
    """The ends of the scale."""
    assert whole(figures, "same").forms[0].alpha == pytest.approx(1)
    assert whole(figures, "apart").forms[0].alpha == pytest.approx(0)


def test_what_never_varies_is_called_so(figures: Statistics) -> None:
    """No NaN: an item that everybody has right, and a form in which all have the same total."""
    item, test = of(figures, "all", "i0"), whole(figures, "all")
    form = test.forms[0]
    assert (item.discrimination, item.efficiency, item.missing) == (None, None, "no variance")
    assert (form.alpha, form.sem, form.alpha_interval, form.missing) == (None, None, None, "no variance")
    assert (test.skewness, test.kurtosis) == (None, None)


def test_shares_that_floats_blur_do_not_vary(figures: Statistics) -> None:
    """A third of the points each time is no variance, whatever the last bit says."""
    assert {one.missing for one in figures.items if one.test == "thirds"} == {"no variance"}


def test_what_was_not_drawn_is_missing_and_what_was_left_open_is_nothing(figures: Statistics) -> None:
    """Zero for an item that was not drawn would be a grave error."""
    found = of(figures, "few", "a")
    assert (found.n, found.facility, found.unanswered) == (2, 0.5, 1)
    assert of(figures, "few", "b").facility == 1
    assert found.missing == "nobody drew 3 other items"


def test_there_is_no_alpha_of_a_pool(figures: Statistics) -> None:
    """Two forms of three items out of four, and one that a single person drew: alpha for each set of two or more."""
    test = whole(figures, "pool")
    assert (test.fixed, test.items, test.drawn, test.people) == (False, 4, (3, 3), 12)
    assert [(one.people, one.items) for one in test.forms] == [(6, 3), (5, 3)]
    assert test.other_forms == 1


def test_first_attempts_count_and_practice_is_apart(table: Any, figures: Statistics) -> None:
    """Unless all attempts are wanted; practice is never mixed with tests."""
    assert [(one.test, one.n, one.facility) for one in figures.items if one.item == "again"] == [("twice", 1, 0.0)]
    every = statistics_of(table, every_attempt=True)
    assert (of(every, "twice", "again").n, of(every, "twice", "again").facility) == (2, 0.5)
    practice = statistics_of(table, Kind.PRACTICE)
    assert [(one.test, one.item, one.facility) for one in practice.items] == [("", "again", 1.0)]
    assert statistics_of(table, Kind.SURVEY) == Statistics(Kind.SURVEY)


def test_another_revision_is_another_item(figures: Statistics) -> None:
    """A question that was changed is not averaged with what it was."""
    found = [one for one in figures.items if one.test == "revised"]
    assert [(one.revision, one.n) for one in found] == [("1", 4), ("2", 4)]
    assert figures.of_item("rev", "2") is found[1]
    assert figures.of_item("rev", "3") is None


def test_choices_have_shares_and_correlations(figures: Statistics) -> None:
    """Six persons: two took a, two b, one both, one left it open; a mark without choices does not count."""
    found = of(figures, "choices", "q")
    assert [(one.choice, one.taken, one.share) for one in found.choices] == [("a", 3, 0.5), ("b", 3, 0.5)]
    assert (found.of, found.n) == (6, 7)
    rests = [1, 0.8, 0.6, 0.4, 0.2, 0]
    for one in found.choices:
        pairs = [(float(one.choice in (choice or "")), rest) for choice, rest in zip(TAKEN, rests, strict=True)]
        assert one.correlation == pytest.approx(oracle.correlation(pairs))


@pytest.mark.parametrize("test", RANDOM)
def test_the_engine_agrees_with_plain_python(figures: Statistics, test: str) -> None:
    """On random tables every figure of every item agrees to 1e-12."""
    found = [one for one in figures.items if one.test == test]
    assert len(found) == 12
    for one in found:
        wanted: Mapping[str, Any] = oracle.item(RANDOM[test], test, (one.item, one.revision))
        own = {name: getattr(one, name) for name in wanted}
        assert own == pytest.approx(wanted, rel=0, abs=1e-12), one.item
    if whole(figures, test).fixed:
        assert whole(figures, test).forms[0].alpha == pytest.approx(oracle.alpha(RANDOM[test], test), abs=1e-12)
    assert whole(figures, test).fixed == (test == "r1")
