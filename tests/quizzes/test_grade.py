"""The grading rules, proved on the vectors that the browser client is tested with too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from quizzes.answer_text import fold
from quizzes.grade import Grade, grade
from quizzes.model.item import Scoring
from quizzes.model.numeric import NumericAnswer
from quizzes.model.types import Item
from quizzes.number import read_number

VECTORS = Path(__file__).parents[1] / "data" / "grading-vectors.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]
ITEM: TypeAdapter[Item] = TypeAdapter(Item)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_vector_gets_the_points_it_declares(case: dict[str, Any]) -> None:
    """Each answer of each case is worth what the shared file says."""
    item = ITEM.validate_python(case["item"])
    for answer in case["answers"]:
        got = grade(item, answer["response"], case.get("decimal", "."))
        assert got.points == pytest.approx(answer["points"], abs=1e-9), answer
        assert got.correct is answer["correct"], answer
        assert got.fraction == pytest.approx(answer["points"] / item.points, abs=1e-9), answer


def test_the_vectors_cover_every_type_with_every_scoring() -> None:
    """A type or a scoring without a vector is found when it is added."""
    covered = {(case["item"]["type"], case["item"].get("scoring")) for case in CASES if case["answers"]}
    types = {"single", "multiple", "truefalse", "match", "order", "numeric", "short", "cloze"}
    alike = set(Scoring) - {Scoring.WEIGHTS}
    assert covered >= {(name, scoring.value) for name in types for scoring in alike}
    assert covered >= {("single", Scoring.WEIGHTS), ("multiple", Scoring.WEIGHTS)}
    assert any(case["item"]["type"] == "likert" for case in CASES)


def test_each_scored_vector_has_a_right_a_wrong_and_no_answer() -> None:
    """A case that only holds right answers would prove nothing."""
    for case in CASES:
        if case["answers"]:
            assert {answer["correct"] for answer in case["answers"]} == {True, False}, case["name"]


def test_an_opinion_is_never_scored() -> None:
    """Asking for the grade of a likert item is a mistake of the caller, and says so."""
    likert = ITEM.validate_python(next(case["item"] for case in CASES if case["item"]["type"] == "likert"))
    with pytest.raises(ValueError, match=r"v-likert: an item of type likert is never scored"):
        grade(likert, "yes")


def test_a_grade_is_a_value() -> None:
    """Two equal answers give equal, hashable grades."""
    item = ITEM.validate_python(CASES[0]["item"])
    assert {grade(item, "b"), grade(item, "b")} == {Grade(points=1.0, correct=True, fraction=1.0)}


def test_a_huge_number_is_not_a_number() -> None:
    """An integer too large for a float is judged, not an error."""
    answer = NumericAnswer(value=1)
    assert read_number(10**400, answer).value is None
    assert read_number("9" * 400, answer).value is None


def test_folding_equals_what_a_browser_does() -> None:
    """Upper then lower case makes the sharp s and the final sigma comparable."""
    assert fold("Straße") == fold("STRASSE") == "strasse"
    assert fold("ΟΔΟΣ") == fold("οδοσ")
