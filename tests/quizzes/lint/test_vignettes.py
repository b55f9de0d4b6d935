"""The order in which a vignette tells of a person (Q143)."""

from __future__ import annotations

import pytest

from quizzes.lint import check
from quizzes.lint.examples import CONTEXT, bank_of

PLANS = ["* Review sleep habits", "Add a stimulant", "Double the dose"]
ORDERS = [
    ("A 52-year-old in a clinic complains of poor sleep. What fits best now?", None),
    ("In a clinic a 52-year-old complains of poor sleep. What fits best now?", None),
    ("Somebody complains of poor sleep; a 52-year-old came to the clinic. What fits best now?", None),
    ("In a clinic somebody complains of poor sleep, a 52-year-old. What fits best now?", "Q143o"),
    ("In a clinic somebody complains of poor sleep. What fits best now?", "Q143"),
]


@pytest.mark.parametrize(("stem", "code"), ORDERS, ids=[stem[:40] for stem, _ in ORDERS])
def test_the_age_is_late_only_behind_everything_else(stem: str, code: str | None) -> None:
    """Behind the setting alone, or the complaint alone, it is no fault."""
    found = check([bank_of({"stem": stem, "choices": PLANS, "tags": ["vignette"]})], CONTEXT)
    assert [one.code for one in found if one.code.startswith("Q143")] == ([code] if code else [])
