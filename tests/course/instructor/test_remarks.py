"""What a trainer is told of statistics: nothing on too few answers, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.instructor.answers import Asked, asked_by_id
from course.instructor.remarks import remarks, told
from course.project import load_project
from quizzes.load import find_banks, load_banks
from quizzes.statistics import ItemStatistics

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def asked(tea: Path) -> Mapping[str, Asked]:
    """Return the questions of the small course."""
    banks, _broken = load_banks(find_banks(load_project(tea).quizzes))
    return asked_by_id(banks)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (ItemStatistics(29, 0.1, -0.5), ["Not interpretable: fewer than 30 answers."]),
        (ItemStatistics(30, 0.5, 0.3), ["With caution: fewer than 100 answers."]),
        (ItemStatistics(100, 0.29, 0.3), ["Few know it: too hard, or a wrong key."]),
        (ItemStatistics(100, 0.96, 0.3), ["Nearly everybody knows it."]),
        (ItemStatistics(100, 0.5, -0.01), ["Those who know more miss it more often: check the key first."]),
        (ItemStatistics(100, 0.5, 0.09), ["It does not tell those who know more from the others."]),
        (ItemStatistics(100, 0.5, 0.19), ["It hardly tells those who know more from the others."]),
        (ItemStatistics(100, 0.5, 0.20), []),
    ],
)
def test_nothing_is_judged_on_too_few_answers(
    asked: Mapping[str, Asked], found: ItemStatistics, said: list[str]
) -> None:
    """Each threshold on both of its sides."""
    assert [*remarks(asked["l01-q1"], found)] == said


def test_wrong_choices_are_looked_at_one_by_one(asked: Mapping[str, Asked]) -> None:
    """Never chosen, hardly ever, and more often than the key; shares stand in the order of the choices."""
    one = asked["l01-q1"]
    key = next(choice.id for choice in one.choices if choice.correct)
    wrong = [choice.id for choice in one.choices if not choice.correct]
    counts = {key: 45, wrong[0]: 55}
    lines = [*told(one, ItemStatistics(100, 0.45, 0.4, counts, 100))]
    assert lines[0] == "100 answers; right: 45%; discrimination: 0.40"
    assert f"{one.letters[key]} 45%" in lines[1]
    assert f"{one.letters[wrong[0]]} is chosen more often than the key." in lines
    assert f"{one.letters[wrong[1]]} is never chosen." in lines
    rare = [*told(one, ItemStatistics(100, 0.56, 0.4, {key: 56, wrong[0]: 40, wrong[1]: 4}, 100))]
    assert f"{one.letters[wrong[1]]} is hardly ever chosen." in rare
