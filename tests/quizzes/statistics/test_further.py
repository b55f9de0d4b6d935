"""Difficulties, groups, gains and surveys are as worked out by hand, and hold back what would name people."""

from __future__ import annotations

import random
from math import exp, log, sqrt
from typing import Any

import pytest

from quizzes.command import main
from quizzes.responses import Kind, Response, write_table
from quizzes.statistics import open_engine, table_of
from quizzes.statistics.dif import differences, mantel_haenszel, size_of
from quizzes.statistics.gain import gain
from quizzes.statistics.intervals import Interval
from quizzes.statistics.rasch import rasch
from quizzes.statistics.scope import in_scope, with_rest
from quizzes.statistics.survey import held_back, opinions_of

TRUE = {f"i{n}": -2 + n / 2 for n in range(9)}


def row(person: object, item: str, mark: float | None, **more: Any) -> Response:
    """Return a row of a test."""
    told = {"kind": Kind.TEST, "test": "t", "answered": True, "max": 1.0} | more
    return Response(person=str(person), item=item, mark=mark, **told)


def people(seed: int, count: int, drawn: int) -> list[dict[str, int]]:
    """Return answers by the Rasch model; better people draw harder items, which must not matter."""
    chance, found = random.Random(seed), []  # noqa: S311 - people, no secret
    for _person in range(count):
        able = chance.gauss(0, 1)
        names = chance.sample(sorted(TRUE)[(3 if able > 0 else 0) :][:6], drawn) if drawn < 9 else sorted(TRUE)
        found.append({name: int(chance.random() < 1 / (1 + exp(TRUE[name] - able))) for name in names})
    return found


@pytest.mark.parametrize("drawn", [9, 5])
def test_difficulties_do_not_depend_on_who_drew_what(drawn: int) -> None:
    """The true ones come back within three standard errors, and fit is near 1."""
    found = rasch(people(1, 800, drawn))
    middle = sum(TRUE.values()) / len(TRUE)
    assert len(found) == 9
    for one in found:
        assert abs(one.difficulty - TRUE[one.item] + middle) < 3 * one.error, one
        assert 0.8 < one.infit < 1.25, one
    assert sum(one.difficulty for one in found) == pytest.approx(0, abs=1e-9)


def test_two_items_have_the_closed_form() -> None:
    """Of people with one of two right, a right: 30, b right: 10; the difference is ln 3, its variance 1/30 + 1/10."""
    first, second = rasch([{"a": 1, "b": 0}] * 30 + [{"a": 0, "b": 1}] * 10 + [{"a": 1, "b": 1}] * 99)
    assert second.difficulty - first.difficulty == pytest.approx(log(3))
    assert 2 * first.error == pytest.approx(sqrt(1 / 30 + 1 / 10))
    assert (first.people, first.gate.value) == (40, "with caution")


def test_what_says_nothing_about_difficulty_is_left_out() -> None:
    """All right, none right, an item that everybody has, and items that nobody connects."""
    assert rasch([{"a": 1, "b": 1}, {"a": 0, "b": 0}]) == ()
    assert rasch([{"a": 1, "b": 0}, {"a": 0, "b": 1}, {"c": 1, "d": 0}, {"c": 0, "d": 1}]) == ()
    assert {one.item for one in rasch([{"a": 1, "b": 0, "c": 1}, {"a": 0, "b": 1, "c": 1}])} == {"a", "b"}


def test_mantel_haenszel_of_one_stratum_is_the_odds_ratio() -> None:
    """40 of 60 against 20 of 60: odds ratio 4; the error is then that of Woolf, sqrt(1/a + 1/b + 1/c + 1/d)."""
    delta, error = mantel_haenszel([(40, 20, 20, 40)])
    assert delta == pytest.approx(-2.35 * log(4))
    assert error == pytest.approx(2.35 * sqrt(1 / 40 + 1 / 20 + 1 / 20 + 1 / 40))
    assert mantel_haenszel([(3, 0, 5, 0)]) == (None, None)


@pytest.mark.parametrize(
    ("low", "high", "size"),
    [(-0.5, 1.5, "A"), (0.2, 1.6, "A"), (1.1, 1.5, "B"), (1.2, 2.4, "C"), (-3, -1.4, "C"), (0.4, 3, "B")],
)  # fmt: skip
def test_the_size_of_a_difference(low: float, high: float, size: str) -> None:
    """Classes of the Educational Testing Service."""
    assert size_of(Interval(low, high, "")) == size
    assert size_of(None) == ""


def survey(person: int, choice: str | None, **more: Any) -> Response:
    """Return an opinion."""
    return row(person, "s1", None, kind=Kind.SURVEY, test="", max=0.0, choices=choice, **more)


def test_a_table_gives_groups_gains_and_opinions() -> None:
    """One item is harder for group b at every rest score; half of the people gain .25, the others .75."""
    rows = []
    for p in range(160):
        group, able = "ab"[p % 2], p // 2 % 4
        rows += [row(p, f"o{n}", float(n < able), group=group) for n in range(4)]
        rows.append(row(p, "q", float((p // 8) % 10 < (8 if group == "a" else 3)), group=group))
    for p in range(40):
        rows += [row(p, f"i{n}", float(n == 0), test="pre") for n in range(4)]
        rows += [row(p, f"i{n}", float(n <= (1 if p % 2 else 3)), test="post") for n in range(4)]
    rows += [survey(p, "agree" if p < 12 else "no" if p < 14 else "perhaps") for p in range(21)]
    rows.append(survey(99, None, response='"Zora was late"'))
    table = table_of(open_engine(), rows)
    found = {one.item: one for one in differences(with_rest(in_scope(table)))}
    assert (found["q"].reference, found["q"].focal, found["q"].people) == ("b", "a", (80, 80))
    assert found["q"].delta == pytest.approx(-2.35 * log(3 * 2 / (7 * 8)), rel=0.05)
    assert (found["q"].size, found["q"].gate.value) == ("C", "not interpretable")
    got = gain(table, "pre", "post")
    assert got is not None
    assert (got.people, got.before, got.after, got.difference) == (40, 0.25, 0.75, 0.5)
    spread = sqrt(40 / 39) * 0.25
    assert (got.d_z, got.d_av) == (pytest.approx(0.5 / spread), pytest.approx(0.5 / (spread / sqrt(2))))
    assert got.normalised == pytest.approx(2 / 3)
    assert gain(table, "pre", "none") is None
    (said,) = opinions_of(table)
    assert (said.people, said.written, said.comments) == (22, 1, ())
    assert said.counts == (("agree", 12), ("no", None), ("perhaps", None))
    assert opinions_of(table, comments=True)[0].comments == ("Zora was late",)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 9, "b": 9}, (("a", 9), ("b", 9))),
        ({"a": 9, "b": 4}, (("a", None), ("b", None))),
        ({"a": 9, "b": 4, "c": 7}, (("a", 9), ("b", None), ("c", None))),
        ({"a": 9, "b": 4, "c": 1}, (("a", 9), ("b", None), ("c", None))),
        ({}, ()),
    ],
)
def test_a_small_cell_does_not_follow_from_the_others(counts: dict[str, int], told: tuple[Any, ...]) -> None:
    """With the total a single gap could be filled in."""
    assert held_back(counts) == told


def test_the_report_has_what_was_asked_for(tmp_path: Any) -> None:
    """Difficulties, groups, a gain and a survey in one page."""
    rows = [
        row(p, name, float((p * 7 + n * 3) % 5 > n % 3), test=test, group="ab"[p % 2])
        for p in range(40)
        for test in ("pre", "post")
        for n, name in enumerate(sorted(TRUE)[:5])
    ]
    rows += [survey(p, "yes") for p in range(6)]
    write_table(tmp_path / "r.csv", rows)
    options = ["--rasch", "--groups", "--gain", "pre:post", "--format", "html", "--out", str(tmp_path / "s.html")]
    assert main(["stats", str(tmp_path / "r.csv"), *options]) == 0
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    for head in ("Difficulty in pre", "Groups", "Gain from pre to post", "no variance", "Survey", "yes: 6"):
        assert head in page, head
