"""Every key of a record that is left out or has another value is answered as a person has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import REPOSITORY
from tests.course.checks.record.told import TOLD, lines

if TYPE_CHECKING:
    from pathlib import Path


def test_every_key_of_a_record_is_answered_word_by_word(tea: Path) -> None:
    """`python -m tests.course.checks.record.told` writes them anew."""
    record = (REPOSITORY / "tests" / "data" / "record.toml").read_text(encoding="utf-8")
    assert list(lines(tea, record)) == TOLD.read_text(encoding="utf-8").splitlines()
