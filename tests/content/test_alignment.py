"""Objectives, levels and questions agree in both directions, and most of the post-test stands in a case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.material import Material

LAST = "10-capstone"
POOL, IN_CASES, IN_SHARED_CASES = 90, 60, 40
_PERSON = re.compile(r"\b\d\d(?:-year-old|\b)|\b(?:patient|woman|man|caller|client|roommate|colleague)\b")


def asked(material: Material, use: str) -> list[Any]:
    """Return the items of the banks for one use."""
    return [item for file, _, item in material.items() if file.bank.use == use]


def test_every_objective_has_a_post_test_question_of_its_own_level(klonopin: Material) -> None:
    """What a lesson promises, the self-test asks, no lower; the last lesson is its own test."""
    pool = {(name, item.bloom) for item in asked(klonopin, "pool") for name in item.objective}
    pool |= {(name, item.bloom) for item in asked(klonopin, "capstone") for name in item.objective}
    wanted = {(one.id, one.bloom) for one in klonopin.objectives.values()}
    assert wanted - pool == set()


def test_every_objective_is_practised(klonopin: Material) -> None:
    """Nobody meets an objective for the first time in the self-test."""
    practised = {name for use in ("practice", "capstone") for item in asked(klonopin, use) for name in item.objective}
    assert set(klonopin.objectives) - practised == set()


def test_every_question_asks_an_objective_of_its_lesson(klonopin: Material) -> None:
    """The other direction: no question stands outside of what its lesson promises."""
    lesson_of = {name: one.lesson for name, one in klonopin.objectives.items()}
    for file, _, item in klonopin.items():
        if file.bank.use != "survey":
            assert {lesson_of[name] for name in item.objective} == {item.lesson or file.bank.lesson}, item.id


def test_the_pool_outlasts_four_drawings(klonopin: Material) -> None:
    """A third drawing still has questions that nobody has seen, in every cell of the blueprint."""
    assert len(asked(klonopin, "pool")) >= POOL
    assert klonopin.settings.blueprint
    assert klonopin.settings.blueprint.pool_factor > 4


def test_most_of_the_pool_stands_in_a_case(klonopin: Material) -> None:
    """Forty questions share a vignette, and two thirds meet a person."""
    pool = asked(klonopin, "pool")
    assert sum(bool(item.stimulus) for item in pool) >= IN_SHARED_CASES
    assert sum(bool(item.stimulus or _PERSON.search(item.stem)) for item in pool) >= IN_CASES


def test_each_case_waits_for_a_decision(klonopin: Material) -> None:
    """The end of a case is told behind a box, after the learner was asked to decide."""
    for page in klonopin.lessons:
        boxes = [one for one in page.directives if one.name == "dropdown"]
        told = [one for one in boxes if re.match(r"Back to|What to tell|What a good team did", one.argument)]
        assert told, page.name
        open_text = [one.text for one in page.prose if "dropdown" not in one.inside]
        assert page.name == LAST or "Decide first." in open_text, page.name
        assert not any(text.startswith("Back to ") for text in open_text), page.name
