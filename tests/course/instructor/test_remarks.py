"""What a trainer is told of statistics: nothing on too few answers, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.instructor.answers import Asked, asked_by_id
from course.instructor.remarks import remarks, told
from course.project import load_project
from quizzes.load import find_banks, load_banks
from quizzes.statistics import ChoiceFigures, ItemFigures
from quizzes.statistics.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def figures(n: int, p: float, r: float | None, counts: Mapping[str, int] | None = None) -> ItemFigures:
    """Return figures of an item."""
    choices = [ChoiceFigures(name, taken, taken / n, None) for name, taken in (counts or {}).items()]
    return ItemFigures(
        test="t", item="l01-q1", revision="", n=n, unanswered=0, facility=p, facility_interval=wilson(p, n),
        deviation=0.5, points=1.0, mark=p, right_or_wrong=True, discrimination=r, discrimination_interval=None, pairs=n,
        efficiency=None, upper_lower=None, missing="", seconds=None, choices=tuple(choices), of=n if counts else 0,
    )  # fmt: skip


@pytest.fixture
def asked(tea: Path) -> Mapping[str, Asked]:
    """Return the questions of the small course."""
    banks, _broken = load_banks(find_banks(load_project(tea).quizzes))
    return asked_by_id(banks)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (figures(29, 0.1, -0.5), ["Not interpretable: fewer than 30 answers."]),
        (figures(30, 0.5, 0.3), ["With caution: fewer than 100 answers."]),
        (figures(100, 0.29, 0.3), ["Few know it: too hard, or a wrong key."]),
        (figures(100, 0.96, 0.3), ["Nearly everybody knows it."]),
        (figures(100, 0.5, -0.01), ["Those who know more miss it more often: check the key first."]),
        (figures(100, 0.5, 0.09), ["It does not tell those who know more from the others."]),
        (figures(100, 0.5, 0.19), ["It hardly tells those who know more from the others."]),
        (figures(100, 0.5, 0.20), []),
    ],
)
def test_nothing_is_judged_on_too_few_answers(asked: Mapping[str, Asked], found: ItemFigures, said: list[str]) -> None:
    """Each threshold on both of its sides."""
    assert [*remarks(asked["l01-q1"], found)] == said


def test_wrong_choices_are_looked_at_one_by_one(asked: Mapping[str, Asked]) -> None:
    """Never chosen, hardly ever, and more often than the key; shares stand in the order of the choices."""
    one = asked["l01-q1"]
    key = next(choice.id for choice in one.choices if choice.correct)
    wrong = [choice.id for choice in one.choices if not choice.correct]
    counts = {key: 45, wrong[0]: 55}
    lines = [*told(one, figures(100, 0.45, 0.4, counts))]
    assert lines[0] == "100 answers; right: 45%; discrimination: 0.40"
    assert f"{one.letters[key]} 45%" in lines[1]
    assert f"{one.letters[wrong[0]]} is chosen more often than the key." in lines
    assert f"{one.letters[wrong[1]]} is never chosen." in lines
    rare = [*told(one, figures(100, 0.56, 0.4, {key: 56, wrong[0]: 40, wrong[1]: 4}))]
    assert f"{one.letters[wrong[1]]} is hardly ever chosen." in rare
