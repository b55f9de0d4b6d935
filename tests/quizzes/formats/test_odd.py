"""What readers make of files that are a little odd is what a person has read."""

from __future__ import annotations

from tests.quizzes.formats.odd import TOLD, lines


def test_every_change_of_a_question_is_read_as_it_was() -> None:
    """`python -m tests.quizzes.formats.odd` writes them anew."""
    assert list(lines()) == TOLD.read_text(encoding="utf-8").splitlines()
