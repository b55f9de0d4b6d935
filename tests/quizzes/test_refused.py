"""Every key of a bank that is written wrong is refused by the words, and at the line, that a person has read."""

from __future__ import annotations

from pathlib import Path

from tests.quizzes.refused import REFUSED, lines


def test_every_wrong_key_is_told_word_by_word(tmp_path: Path) -> None:
    """`python -m tests.quizzes.refused` writes them anew."""
    assert list(lines(tmp_path)) == REFUSED.read_text(encoding="utf-8").splitlines()
