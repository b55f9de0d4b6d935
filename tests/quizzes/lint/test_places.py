"""A finding stands on the line that has to be changed."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from quizzes.lint import Context, check
from quizzes.lint.examples import CONTEXT, bank_of
from quizzes.load import load_bank

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "schema: quizbank/1\nid: bank\ntitle: Instruments\nitems:\n"
SINGLE = """\
  - id: q1
    type: single
    stem: Which instrument of the orchestra has four strings?
    choices:
      - id: a
        text: Violin
        correct: true
        feedback: Yes.
      - id: b
        text: Flute
        feedback: A flute has no strings at all; the air in its tube sounds.
      - id: c
        text: Horn
        feedback: Horn
"""
TRUEFALSE = """\
  - id: q2
    type: truefalse
    stem: A violin has four strings.
    answer: true
    feedback:
      true: Yes.
      false: A violin has four of them, tuned in fifths from the lowest on.
"""


@pytest.mark.parametrize(
    ("item", "places"),
    [(SINGLE, [("Q124", 12), ("Q124d", 18)]), (TRUEFALSE, [("Q124", 10)])],
    ids=["single", "truefalse"],
)
def test_feedback_is_told_where_it_is_written(item: str, places: list[tuple[str, int]], tmp_path: Path) -> None:
    """Not at the choice, and not at the head of the item."""
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + item, encoding="utf-8")
    found = [(one.code, one.line) for one in check([load_bank(path)], CONTEXT) if one.code.startswith("Q124")]
    assert found == places


def test_the_search_for_cycles_is_on_again_after_the_lint() -> None:
    """It is held back while many readings are made, and left as it was found."""
    for on in (True, False):
        (gc.enable if on else gc.disable)()
        try:
            check([bank_of({"stem": "Which river is long?", "choices": ["* Nile", "Po", "Don"]})], Context())
            assert gc.isenabled() is on
        finally:
            gc.enable()
