"""Each fault planted in a course is told, and what follows from it, as a person has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.course.checks.told import TOLD, lines

if TYPE_CHECKING:
    from pathlib import Path


def test_every_planted_fault_is_told_word_by_word(tea: Path) -> None:
    """`python -m tests.course.checks.told` writes them anew."""
    assert list(lines(tea)) == TOLD.read_text(encoding="utf-8").splitlines()
