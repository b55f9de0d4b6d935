"""Every finding about the corpus stands where it belongs, with its level and its words."""

from __future__ import annotations

from tests.quizzes.lint.told import TOLD, lines


def test_the_corpus_is_told_word_by_word() -> None:
    """A level, a place, a number or a word that changes is seen; `tests.quizzes.lint.told` writes them anew."""
    assert list(lines()) == TOLD.read_text(encoding="utf-8").splitlines()
