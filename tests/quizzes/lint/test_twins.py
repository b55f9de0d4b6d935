"""Items that ask nearly the same: what counts as the same, and that the index finds what comparing every pair finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.finding import Level
from quizzes.lint import check
from quizzes.lint.check import readings
from quizzes.lint.examples import CONTEXT, bank_of, banks_of, context_for
from quizzes.lint.text_measures import word_set
from quizzes.lint.twins import SAME, Text, similar_pairs, similarity

if TYPE_CHECKING:
    from quizzes.lint.reading import Reading

DRUGS = ["* Insulin", "Glucose", "Salt water"]
LOW = "Which of the following is given first to a person with hypoglycemia who cannot swallow?"


def told(*items: dict[str, Any], use: str = "pool") -> list[tuple[str, Level]]:
    """Return the findings of B206 in a bank of these items."""
    short = {"use": use, "items": list(items)}
    found = check(banks_of(short), context_for(short))
    return [(finding.code, finding.level) for finding in found if finding.code.startswith("B206")]


def item(stem: str, choices: list[Any] | None = None, **other: Any) -> dict[str, Any]:
    """Return a short item."""
    return {"stem": stem, "choices": choices or DRUGS, **other}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (item(LOW), item(LOW.replace("hypo", "hyper"), ["Insulin", "* Glucose", "Salt water"])),
        (item("What is the sum of 3 and 4 in this row?", ["* 7", "8", "9"]),
         item("What is the sum of 3 and 5 in this row?", ["7", "* 8", "9"])),
        (item("What does `print(a)` write to the screen here?", ["* 1", "2", "3"]),
         item("What does `print(b)` write to the screen here?", ["* 1", "2", "3"])),
        (item("Which statement about the river is in the text?", ["* It is long", "It is dry", "It is cold"]),
         item("Which statement about the river is in the text?", ["* It floods", "It ends", "It is deep"])),
        ({"type": "truefalse", "stem": "Heat increases the rate of the reaction.", "answer": True},
         {"type": "truefalse", "stem": "Light increases the rate of the reaction.", "answer": True}),
    ],
    ids=["opposite", "other numbers", "other code", "other options", "other statement"],
)  # fmt: skip
def test_two_questions_are_no_twins(first: dict[str, Any], second: dict[str, Any]) -> None:
    """A word, a number or code that changes the answer makes another question."""
    assert told(first, second) == []


@pytest.mark.parametrize(
    "second",
    [
        item(LOW),
        item(LOW.replace("is given", "are given")),
        item(LOW.replace("person", "patient")),
        item(LOW.replace("swallow", "swallow now"), ["Glucose", "* Insulin", "Salt water"]),
        item(LOW.replace("given", "give").replace("following", "follow")),
    ],
    ids=["copy", "small word", "other word", "other order", "other endings"],
)
def test_twins_are_found_in_every_bank(second: dict[str, Any]) -> None:
    """An error in the post-test, a warning where people practise."""
    assert told(item(LOW), second) == [("B206", Level.ERROR)]
    assert told(item(LOW), second, use="practice") == [("B206r", Level.WARNING)]


def test_a_bank_that_repeats_one_item_says_so_for_each_copy() -> None:
    """Each copy is named once, with the first."""
    assert told(item(LOW, times=5), use="practice") == [("B206r", Level.WARNING)] * 4


WORDS = st.sampled_from(
    sorted(word_set("dose doses taper tapers sleep red blue green slow weekly the of 5 7 `x` hypoxia hyperoxia"))
)
ITEMS = st.tuples(
    st.lists(WORDS, min_size=1, max_size=9),
    st.sampled_from(
        [["* One", "Two", "Six"], ["One", "* Two", "Six"], ["Six", "* One", "Two"], ["* Ten", "Two", "Six"]]
    ),
    st.sampled_from([None, "A case of a long and sleepless night."]),
)


@given(st.lists(ITEMS, min_size=2, max_size=14))
@settings(max_examples=150, deadline=None)
def test_the_index_finds_what_comparing_every_pair_finds(drawn: list[tuple[list[str], list[str], str | None]]) -> None:
    """Prefix filtering loses nothing."""
    items = [item(" ".join(words), choices, **({"case": case} if case else {})) for words, choices, case in drawn]
    read = list(readings(bank_of({"use": "pool", "items": items}), CONTEXT))
    whole = every_pair(read)
    assert [(first.place, second.place, ratio) for first, second, ratio in similar_pairs(read)] == whole
    for asked in ({0}, {len(read) - 1}, set(range(0, len(read), 2))):
        few = similar_pairs(read, asks=lambda one, asked=asked: one.place in asked)  # type: ignore[misc]
        assert [(first.place, second.place, ratio) for first, second, ratio in few] == [
            pair for pair in whole if pair[1] in asked
        ]


def every_pair(read: list[Reading]) -> list[tuple[int, int, float]]:
    """Return each item with the first earlier one that is like it, found by comparing all."""
    texts = list(map(Text, read))
    found: list[tuple[int, int, float]] = []
    for place, text in enumerate(texts):
        ratios = (similarity(earlier, text, SAME) for earlier in texts[:place])
        found += [(first, place, ratio) for first, ratio in enumerate(ratios) if ratio][:1]
    return found
