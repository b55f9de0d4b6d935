"""The blueprint against its pool: cells, counts, the pass mark, the worth of a guess."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.blueprint import (
    chance_at_least,
    guess_chance,
    in_cells,
    label,
    pass_by_guessing,
    points_to_pass,
    pool_of,
    wanted,
)
from quizzes.lint.examples import bank_of, banks_of
from quizzes.model.objective import Bloom
from quizzes.settings import Blueprint, Cell

CHOICES = ["* Tremor", "Rash", "Cough"]
REMEMBER, APPLY = Cell("l01", (Bloom.REMEMBER,), 2), Cell("l01", (Bloom.APPLY, Bloom.ANALYSE), 1)
BLUEPRINT = Blueprint(draw=3, cells=(REMEMBER, APPLY), pass_mark=1, pool_factor=2)


def item(**other: Any) -> dict[str, Any]:
    """Return a short item."""
    return {"stem": "Which sign is typical of it?", "choices": CHOICES, **other}


def test_the_pool_is_the_scored_items_of_pool_banks() -> None:
    """Practice and opinions are no part of it; the lesson of the bank stands in."""
    banks = {
        "a": {
            "use": "pool",
            "items": [item(), item(case="A case."), item(type="likert", choices=None, scale=["x", "y"])],
        },
        "b": {"use": "practice", "items": [item()]},
    }
    files = banks_of({"banks": banks})
    assert [(entry.id, entry.lesson, entry.case) for entry in pool_of(files)] == [
        ("a-q1", "l01", None),
        ("a-q2", "l01", "a/case-a-q2"),
    ]


def test_an_item_fills_the_cell_of_its_lesson_and_level() -> None:
    """The first cell that fits; None for those that fit nowhere."""
    levels = ["remember", "apply", "analyse", "create", "remember"]
    file = bank_of({"use": "pool", "items": [item(bloom=level) for level in levels]})
    cells = in_cells(pool_of([file]), BLUEPRINT)
    assert {cell and label(cell): len(own) for cell, own in cells.items()} == {
        "l01 (remember)": 2,
        "l01 (apply or analyse)": 2,
        None: 1,
    }


@pytest.mark.parametrize(("factor", "count"), [(3, 6), (2.5, 5), (1, 2), (1.2, 3)])
def test_the_wanted_depth_is_rounded_up(factor: float, count: int) -> None:
    """Draw times factor; half an item is a whole one."""
    assert wanted(REMEMBER, Blueprint(draw=2, cells=(REMEMBER,), pool_factor=factor)) == count


@pytest.mark.parametrize(
    ("size", "mark", "points"), [(20, 0.8, 16), (24, 0.8, None), (10, 0.7, 7), (50, 0.82, 41), (3, 1, 3), (30, 0.9, 27)]
)
def test_the_pass_mark_in_items(size: int, mark: float, points: int | None) -> None:
    """A whole number, or None; binary fractions do not disturb it."""
    assert points_to_pass(Blueprint(draw=size, pass_mark=mark)) == points


@pytest.mark.parametrize(
    ("short", "chance"),
    [
        (item(), 1 / 3),
        (item(type="multiple", choices=["* a", "* b", "c", "d"]), 1 / 6),
        (item(type="truefalse", choices=None, answer=True), 1 / 2),
        (item(type="match", choices=None, pairs={"a": "x", "b": "y"}, distractors=["z"]), 1 / 6),
        (item(type="order", choices=None, sequence=["a", "b", "c"]), 1 / 6),
        (item(type="numeric", choices=None, answer={"value": 3}), 0),
        (item(type="short", choices=None, answers=[{"text": "x"}]), 0),
    ],
)
def test_the_worth_of_a_guess(short: dict[str, Any], chance: float) -> None:
    """What luck alone gives, by type."""
    short = {key: value for key, value in short.items() if value is not None}
    assert guess_chance(bank_of(short).bank.items[0]) == pytest.approx(chance)


def test_gaps_with_choices_can_be_guessed() -> None:
    """A typed gap cannot."""
    gaps = [{"id": "g1", "answer": "a", "choices": ["a", "b"]}, {"id": "g2", "answer": "c", "choices": ["c", "d", "e"]}]
    short = {"type": "cloze", "stem": "It is {{g1}} and {{g2}}.", "gaps": gaps}
    assert guess_chance(bank_of(short).bank.items[0]) == pytest.approx(1 / 6)
    several = short | {"gaps": [gaps[0], gaps[1] | {"also": ["d"]}]}
    assert guess_chance(bank_of(several).bank.items[0]) == pytest.approx(1 / 3)
    typed = short | {"gaps": [gaps[0], {"id": "g2", "answer": "c"}]}
    assert guess_chance(bank_of(typed).bank.items[0]) == 0


def test_passing_by_luck_is_calculated_cell_by_cell() -> None:
    """Two items of 1/3 and one of 1/2, all needed."""
    entries = [item(), item(), item(type="truefalse", choices=None, answer=True, bloom="apply")]
    shorts = [{key: value for key, value in one.items() if value is not None} for one in entries]
    pool = pool_of([bank_of({"use": "pool", "items": shorts})])
    assert pass_by_guessing(pool, BLUEPRINT) == pytest.approx(1 / 18)
    assert pass_by_guessing((), BLUEPRINT) == 0


def test_a_mastery_of_seventy_percent_passes_a_quarter_of_the_time() -> None:
    """16 of 20 with p = 0.70: 24 %; with 0.85: 83 %."""
    assert chance_at_least([0.70] * 20, 16) == pytest.approx(0.2375, abs=0.001)
    assert chance_at_least([0.85] * 20, 16) == pytest.approx(0.83, abs=0.005)
