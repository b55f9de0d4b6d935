"""A finding stands on the line that has to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizzes.lint import check
from quizzes.lint.examples import CONTEXT
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
