"""The shipped course in every edition, strictly: a warning in any builder fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.outputs.edition import EDITIONS

if TYPE_CHECKING:
    from tests.conftest import Edition

pytestmark = pytest.mark.xdist_group("print")


@pytest.mark.parametrize("edition", EDITIONS)
def test_klonopin_is_written_without_a_warning(edition: str, klonopin_edition: Edition) -> None:
    """`course build klonopin --to EDITION --strict` ends with exit status 0, its entry file and pages."""
    folder = klonopin_edition(edition)
    assert EDITIONS[edition].entry_in(folder).is_file()
    assert EDITIONS[edition].pages_in(folder) > 0
