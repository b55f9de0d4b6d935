"""Papers and keys of an exam say what a person has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.course.outputs.exam.told import TOLD, told

if TYPE_CHECKING:
    from tests.course.outputs.exam.conftest import Printed


def test_the_papers_are_printed_as_they_were(printed: Printed) -> None:
    """`python -m tests.course.outputs.exam.told` writes them anew."""
    assert told(printed).splitlines() == TOLD.read_text(encoding="utf-8").splitlines()
