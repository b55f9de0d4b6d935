"""Objectives, levels and questions agree in both directions, and most of the post-test stands in a case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from course.material import Material

LAST = "10-capstone"
POOL, IN_CASES, IN_SHARED_CASES = 90, 60, 40
_PERSON = re.compile(r"\b\d\d(?:-year-old|\b)|\b(?:patient|woman|man|caller|client|roommate|colleague)\b")


def asked(material: Material, use: str) -> list[Any]:
    """Return the items of the banks for one use."""
    return [item for file, _, item in material.items() if file.bank.use == use]


def test_every_objective_has_a_post_test_question_of_its_own_level(klonopin: Material) -> None:
    """What a lesson promises, the self-test asks, no lower."""
    pool = {(name, item.bloom) for item in asked(klonopin, "pool") for name in item.objective}
    wanted = {(one.id, one.bloom) for one in klonopin.objectives.values()}
    assert wanted - pool == set()


def test_every_objective_is_practised_at_its_own_level(klonopin: Material) -> None:
    """Nobody meets what an objective promises for the first time in the self-test."""
    items = [item for use in ("practice", "capstone") for item in asked(klonopin, use)]
    practised = {(name, item.bloom) for item in items for name in item.objective}
    assert {(one.id, one.bloom) for one in klonopin.objectives.values()} - practised == set()


def test_no_question_asks_more_than_its_objective_promises(klonopin: Material) -> None:
    """A level above that of the objective is a promise that no lesson made."""
    for file, _, item in klonopin.items():
        if file.bank.use != "survey":
            assert item.bloom.rank <= max(klonopin.objectives[name].bloom.rank for name in item.objective), item.id


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


MADE = {"cloze", "short", "order", "match"}
"""Questions whose answer is typed, put in order or put together, and not merely recognized."""


@pytest.mark.parametrize("use", ["practice", "pool"])
@pytest.mark.parametrize("name", ["LO4.3", "LO6.2"])
def test_what_people_shall_do_is_done_and_not_recognized(klonopin: Material, use: str, name: str) -> None:
    """Words and questions of one's own are typed: before the self-test, and in it."""
    made = [item for item in asked(klonopin, use) if name in item.objective and item.type in {"cloze", "short"}]
    assert made
    assert {item.bloom for item in made} == {klonopin.objectives[name].bloom}


def test_decisions_are_justified_in_the_self_test_too(klonopin: Material) -> None:
    """Lesson 10 promises reasons with a source: four of five questions ask for them, one by joining both."""
    pool = [item for item in asked(klonopin, "pool") if "LO10.2" in item.objective]
    assert len(pool) == 4
    assert {item.bloom for item in pool} == {klonopin.objectives["LO10.2"].bloom}
    assert any(item.type in MADE for item in pool)


def test_each_case_of_the_capstone_branches(klonopin: Material) -> None:
    """A decision comes first, three ways lead on, and each tells its consequence before the questions."""
    page = klonopin.lessons[-1]
    for first, last in (("## Earl", "## Sam"), ("## Sam", "## Rosa"), ("## Rosa", "## Your own")):
        text = page.path.read_text(encoding="utf-8").split(first)[1].split(last)[0]
        before, after = text.split("```{quiz} capstone")
        assert "**Decide first.**" in before, first
        assert before.count(":::{dropdown}") == 3, first
        assert "What a good team did" in after, first
