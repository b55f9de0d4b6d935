"""What people are told in place of a regular expression: an answer that it accepts."""

from __future__ import annotations

import pytest

from quizzes.regex_example import example_of
from quizzes.regex_match import full_match

EXAMPLES = {
    "colou?r": "colour",
    "th?eine|caff?eine?": "theine",
    "(?i)(reduce|taper) (the )?dose": "reduce the dose",
    r"0?\.5\s*mg": "0.5 mg",
    r"\s*GABA\s*": "GABA",
    ".*slow(ly)?.*": "slowly",
    r"\d{2}": "11",
    "[b-d]+": "b",
    "[^x]": "1",
    r"a\tb": "a\tb",
    r"\bnever\b": "never",
    "^yes$": "yes",
    "(a|b){3}": "aaa",
    r"1\.5|1½": "1.5",
}
NONE = ("(", r"a\bb", "", "x{999}", ".*")


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES.items())
def test_an_example_is_accepted_and_reads_like_an_answer(pattern: str, example: str) -> None:
    """What may be there is there when it is one thing, and the first of several words is taken."""
    assert example_of(pattern) == example
    assert full_match(pattern, example)


@pytest.mark.parametrize("pattern", NONE)
def test_no_example_is_better_than_a_wrong_one(pattern: str) -> None:
    """What is no expression, accepts nothing, or accepts only what nobody reads has no example."""
    assert example_of(pattern) == ""
