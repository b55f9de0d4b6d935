"""The right answer in words and letters, and the mistakes, for every type of item."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from quizzes.key import in_letters, in_words, letter_of, mistakes, number_in_words, right_parts
from quizzes.model.numeric import NumericAnswer
from quizzes.model.types import Item

ITEM: TypeAdapter[Item] = TypeAdapter(Item)
CHOICES = [
    {"id": "a", "text": "iron", "feedback": "f", "misconception": "old-idea"},
    {"id": "b", "text": "tin", "feedback": "f", "correct": True},
    {"id": "c", "text": "lead", "feedback": "g"},
]
GAPS = [{"id": "g1", "answer": "wet", "feedback": "water is"}, {"id": "g2", "answer": "dry", "choices": ["dry", "wet"]}]


def item(type_: str, **fields: Any) -> Item:
    return ITEM.validate_python({"id": "q", "stem": "What?", "type": type_, **fields})


SINGLE = item("single", choices=CHOICES)
MULTIPLE = item("multiple", choices=[*CHOICES, {"id": "d", "text": "zinc", "feedback": "h", "correct": True}])
TRUE_FALSE = item("truefalse", answer=False, feedback={"true": "no", "false": "yes"})
MATCH = item(
    "match",
    pairs=[
        {"id": "p", "premise": "Rome", "response": "Italy", "feedback": "south"},
        {"id": "q", "premise": "Oslo", "response": "Norway"},
    ],
    distractors=["Spain"],
)
ORDER = item("order", sequence=[{"id": "x", "text": "stir"}, {"id": "y", "text": "pour", "feedback": "last"}])
NUMERIC = item("numeric", answer={"value": 5, "tolerance": 0.5, "unit": "mg"})
SHARE = item("numeric", answer={"value": 40, "relative_tolerance": 0.25, "significant_figures": 2, "unit": "mg"})
PRINT = item("short", multiline=True, answers=[{"text": "a\n  b", "match": "exact"}])
RANGE = item("numeric", answer={"range": [2, 4]})
SHORT = item(
    "short",
    answers=[{"text": "Crohn's disease"}, {"text": "crohn.*", "match": "regex"}, {"text": "Crohn disease"}],
)
PATTERN = item("short", answers=[{"text": "crohn.*", "match": "regex"}])
UNREADABLE = item("short", answers=[{"text": "a\\b\\w", "match": "regex"}])
PATTERN_GAP = item(
    "cloze",
    stem="{{g1}} or {{g2}}",
    gaps=[{"id": "g1", "answer": "2 ?m(illi)?g(ram)?|two", "match": "regex"}, {"id": "g2", "answer": "dry"}],
)
SEVERAL = item(
    "cloze", stem="{{g1}}", gaps=[{"id": "g1", "answer": "paracetamol", "also": ["acetaminophen"], "edit_distance": 1}]
)
CLOZE = item("cloze", stem="{{g1}} or {{g2}}", gaps=GAPS)
ESSAY = item(
    "essay",
    model_answer="Rust,\n\nbecause of water.",
    rubric=[{"id": "w", "text": "names water", "points": 2}, {"id": "r", "text": "names rust"}],
)
WEIGHED = item(
    "single", points=2, scoring="weights", lowest=-0.5,
    choices=[CHOICES[0] | {"weight": -0.5}, CHOICES[1], CHOICES[2] | {"weight": 0.25}, {"id": "d", "text": "zinc"}],
)  # fmt: skip
LIKERT = item("likert", scale=[{"id": "1", "text": "no"}, {"id": "2", "text": "yes"}])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (SINGLE, ["B. tin"]),
        (MULTIPLE, ["B. tin", "D. zinc"]),
        (TRUE_FALSE, ["False"]),
        (MATCH, ["Rome → Italy", "Oslo → Norway"]),
        (ORDER, ["1. stir", "2. pour"]),
        (NUMERIC, ["5 ± 0.5 mg"]),
        (RANGE, ["2 to 4"]),
        (SHARE, ["40 mg ± 25 % (2 significant figures)"]),
        (PRINT, ["a ↵   b"]),
        (SHORT, ["Crohn's disease", "Crohn disease"]),
        (PATTERN, ["for example crohn"]),
        (UNREADABLE, ["any answer of the expected form"]),
        (PATTERN_GAP, ["(1) for example 2 milligram", "(2) dry"]),
        (CLOZE, ["(1) wet", "(2) dry"]),
        (SEVERAL, ["(1) paracetamol / acetaminophen"]),
        (ESSAY, ["Rust, because of water.", "(1) names water [2]", "(2) names rust [1]"]),
        (LIKERT, []),
    ],
)
def test_the_key_in_words(asked: Item, words: list[str]) -> None:
    """Every type says its answer: numbers, short answers and gaps too."""
    assert in_words(asked, {"a": "A", "b": "B", "c": "C", "d": "D"}) == words


@pytest.mark.parametrize(
    ("asked", "order", "letters"),
    [
        (SINGLE, ("c", "b", "a"), "B"),
        (MULTIPLE, ("d", "c", "b", "a"), "A, C"),
        (WEIGHED, ("c", "d", "b", "a"), "A 0.5, C 2, D −1"),
        (TRUE_FALSE, (), "False"),
        (MATCH, ("Spain", "Norway", "Italy"), "1: C, 2: B"),
        (ORDER, ("y", "x"), "B, A"),
        (NUMERIC, (), "5 ± 0.5 mg"),
        (SHORT, (), "Crohn's disease; Crohn disease"),
        (CLOZE, (), "(1) wet; (2) dry"),
        (LIKERT, (), ""),
    ],
)
def test_the_key_in_the_letters_of_a_paper(asked: Item, order: tuple[str, ...], letters: str) -> None:
    """The letters are those of the printed order, not of the bank."""
    assert in_letters(asked, order) == letters


def test_only_words_of_the_engine_are_put_into_another_language() -> None:
    """The texts of the bank stay as they are, whatever they say."""
    german = {"False": "Falsch", "%s to %s": "%s bis %s", ".": ","}.__getitem__
    assert right_parts(TRUE_FALSE, german)[0].text == "Falsch"
    assert right_parts(RANGE, german)[0].text == "2 bis 4"
    assert right_parts(SINGLE, german)[0].text == "tin"
    assert number_in_words(NumericAnswer(value=2.5, tolerance=0.25), german) == ("2,5 ± 0,25", "")


def test_mistakes_name_the_part_the_idea_and_what_answers_it() -> None:
    """Distractors bring their misconception; parts of other types come when they have feedback."""
    assert [*mistakes(SINGLE)] == [("a", "iron", "old-idea", "f"), ("c", "lead", "", "g")]
    assert [*mistakes(TRUE_FALSE)] == [("true", "True", "", "no")]
    assert [*mistakes(MATCH)] == [("p", "Rome", "", "south")]
    assert [*mistakes(ORDER)] == [("y", "pour", "", "last")]
    assert [*mistakes(CLOZE)] == [("g1", "(1)", "", "water is")]
    assert [*mistakes(NUMERIC)] == []


def test_letters_go_on_after_z() -> None:
    """The 27th choice is AA."""
    assert [letter_of(place) for place in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
