"""The model: frozen values, strict types, and a schema file that is never stale."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from quizzes.model.bank import Bank
from quizzes.model.choices import TrueFalseItem
from quizzes.model.objective import Bloom, Objective
from quizzes.model.types import Item
from quizzes.schema import PATH, generate

ITEM: TypeAdapter[Item] = TypeAdapter(Item)


def single(**changes: object) -> dict[str, Any]:
    """Return a sound single item as plain data, changed as asked."""
    choices = [
        {"id": "a", "text": "A", "feedback": "Right.", "correct": True},
        {"id": "b", "text": "B", "feedback": "Wrong."},
    ]
    return {"id": "q", "type": "single", "stem": "Which?", "choices": choices, **changes}


def test_values_are_frozen() -> None:
    """A bank can be shared between threads and cached: nothing of it changes."""
    item = ITEM.validate_python(single())
    with pytest.raises(ValidationError, match="frozen"):
        item.stem = "Other?"


@pytest.mark.parametrize(
    "change",
    [
        {"shuffle": "yes"},
        {"example": 1},
        {"points": "1"},
        {"points": True},
        {"points": float("nan")},
        {"attempts": 2.0},
        {"attempts": 0},
        {"revision": True},
        {"stem": 5},
        {"stem": "  "},
        {"id": "-q"},
        {"tags": "one"},
        {"allow": {"Q101": ""}},
    ],
    ids=str,
)
def test_no_value_is_bent_into_shape(change: dict[str, object]) -> None:
    """What only looks right is refused, so that a typing error cannot change a grade."""
    with pytest.raises(ValidationError):
        ITEM.validate_python(single(**change))


def test_true_and_false_are_choices_too() -> None:
    """Outputs and grading can treat a statement to judge as an item with two choices."""
    item = ITEM.validate_python(
        {"id": "q", "type": "truefalse", "stem": "So.", "answer": False, "feedback": {"true": "No.", "false": "Yes."}}
    )
    assert isinstance(item, TrueFalseItem)
    assert [(choice.id, choice.correct, choice.feedback) for choice in item.choices] == [
        ("true", False, "No."),
        ("false", True, "Yes."),
    ]
    assert item.key == ("false",)


def test_only_an_opinion_is_not_scored() -> None:
    """A score never counts a rating scale."""
    likert = {"id": "q", "type": "likert", "stem": "L", "scale": [{"id": "1", "text": "x"}, {"id": "2", "text": "y"}]}
    assert ITEM.validate_python(single()).scored
    assert not ITEM.validate_python(likert).scored


def test_levels_have_an_order() -> None:
    """The taxonomy rises from remember to create."""
    assert [level.rank for level in Bloom] == [0, 1, 2, 3, 4, 5]


def test_an_objective_needs_a_known_level() -> None:
    """A level outside the taxonomy is refused."""
    with pytest.raises(ValidationError, match="understand"):
        Objective.model_validate({"id": "LO1", "text": "name it", "bloom": "know", "lesson": "l1"})


def test_the_committed_schema_is_the_generated_one() -> None:
    """Editors read schema.json; `python -m quizzes.schema` writes it after a change of the model."""
    assert json.loads(PATH.read_text(encoding="utf-8")) == json.loads(generate())


ESSAY = {"id": "q", "type": "essay", "stem": "Why?", "model_answer": "So.", "rubric": [{"id": "c", "text": "x"}]}


def test_the_points_of_an_essay_are_those_of_its_rubric() -> None:
    """They are added up, never written twice with two values, and no program counts them."""
    rubric = [{"id": "c", "text": "x", "points": 3}, {"id": "d", "text": "y"}]
    essay = ITEM.validate_python({**ESSAY, "rubric": rubric})
    assert (essay.points, essay.scored, essay.judged) == (4, False, True)
    assert ITEM.validate_python(essay.model_dump()) == essay
    with pytest.raises(ValidationError, match=r"`points` says 5, the rubric adds up to 4: leave `points` out"):
        ITEM.validate_python({**ESSAY, "rubric": rubric, "points": 5})
    for broken in (
        {"rubric": []},
        {"rubric": "x"},
        {"rubric": [{"id": "c", "text": "x", "points": 1.5}]},
        {"lines": 0},
    ):
        with pytest.raises(ValidationError):
            ITEM.validate_python({**ESSAY, **broken})


def test_the_schema_describes_every_type() -> None:
    """The schema is one of JSON Schema 2020-12, with a definition for each type of item."""
    schema = json.loads(generate())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == {info.alias or name for name, info in Bank.model_fields.items()}
    assert {name for name in schema["$defs"] if name.endswith("Item")} == {
        f"{name}Item"
        for name in (
            "Single",
            "Multiple",
            "TrueFalse",
            "Match",
            "Order",
            "Numeric",
            "Short",
            "Cloze",
            "Likert",
            "Essay",
        )
    }
    assert all(not entry.get("additionalProperties", False) for entry in schema["$defs"].values())
