"""Words that were typed: how far they may be from the key, and what makes no difference."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from quizzes.answer_text import accepts, clean, clean_lines, comparable, within
from quizzes.model.words import ShortAnswer

WORDS = ["".join(letters) for length in range(4) for letters in product("abc", repeat=length)]


@cache
def distance(one: str, other: str) -> int:
    """Return the distance by its definition: the best last step, over all ways."""
    if not one or not other:
        return len(one) + len(other)
    last = distance(one[:-1], other[:-1]) + (one[-1] != other[-1])
    best = min(distance(one[:-1], other) + 1, distance(one, other[:-1]) + 1, last)
    if len(one) > 1 and len(other) > 1 and (one[-2], one[-1]) == (other[-1], other[-2]):
        best = min(best, distance(one[:-2], other[:-2]) + 1)
    return best


def test_the_distance_is_that_of_its_definition() -> None:
    """For all words of up to three letters out of three, and each bound."""
    wrong = [
        (one, other, most)
        for one in WORDS
        for other in WORDS
        for most in (0, 1, 2)
        if within(one, other, most) is not (distance(one, other) <= most)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("one", "other", "far"), [("kitten", "sitting", 3), ("taper", "tapre", 1), ("ca", "abc", 3), ("dose", "doses", 1)]
)
def test_the_usual_examples(one: str, other: str, far: int) -> None:
    """A change, a letter too many, two neighbours the other way round."""
    assert within(one, other, far)
    assert not within(one, other, far - 1)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Slow-taper.", "slow-taper"), ("“so”", '"so"'), ("it’s", "it's"), ("a–b", "a-b"), ("so。", "so"),
        ("so..", "so.."), (".", "."), ("Straße", "strasse"), ("SO .", "so"),
    ],
)  # fmt: skip
def test_what_makes_no_difference(text: str, same: str) -> None:
    """Case, shapes of quotes and dashes, and one closing full stop."""
    assert comparable(text) == same


def test_white_space_is_tidied() -> None:
    """In words every run is a space; in lines the breaks and indents stay."""
    assert clean(" a\u00ad \t b\u200b\n c ") == "a b c"
    assert clean("e\u0301") == "é"
    assert clean_lines("\n  a \t\r\n\tb\r c\u200b  \n\n") == "  a\n\tb\n c"


@pytest.mark.parametrize(
    ("rule", "given", "right"),
    [
        ({"text": "Iron"}, "iron.", True),
        ({"text": "Iron"}, "irom", False),
        ({"text": "Iron", "edit_distance": 1}, "Irno", True),
        ({"text": "Iron", "edit_distance": 1}, "Irnno", False),
        ({"text": "Iron", "match": "exact"}, "Iron", True),
        ({"text": "Iron", "match": "exact"}, "iron", False),
        ({"text": "it's|its", "match": "regex"}, "it’s", True),
        ({"text": "it’s", "match": "regex"}, "it’s", True),
        ({"text": "its", "match": "regex"}, "its so", False),
        ({"text": "Iron"}, "", False),
    ],
)
def test_an_answer_is_judged_by_its_rule(rule: dict[str, object], given: str, *, right: bool) -> None:
    """An empty one is never right."""
    one = ShortAnswer.model_validate(rule)
    assert accepts(one, one.text, given) is right
