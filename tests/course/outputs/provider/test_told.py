"""What a provider's papers say for every key of a record and every cell of a table is what a person has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.course.outputs.provider.test_papers import ACTIVE, course_with
from tests.course.outputs.provider.told import TOLD, lines

if TYPE_CHECKING:
    from pathlib import Path


def test_every_key_and_cell_is_answered_word_by_word(tmp_path: Path) -> None:
    """`python -m tests.course.outputs.provider.told` writes them anew."""
    assert list(lines(course_with(tmp_path, ACTIVE))) == TOLD.read_text(encoding="utf-8").splitlines()
