"""How rows are judged, and what typed tables and decisions become, is what a person has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.course.outputs.exam.marked.told import TOLD, lines

if TYPE_CHECKING:
    from tests.course.outputs.exam.conftest import Printed

pytestmark = pytest.mark.xdist_group("exam")


def test_sheets_are_marked_as_they_were(printed: Printed) -> None:
    """`python -m tests.course.outputs.exam.marked.told` writes them anew."""
    assert list(lines(printed.out)) == TOLD.read_text(encoding="utf-8").splitlines()
