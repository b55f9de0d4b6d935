"""A small whole course that has nothing wrong with it, to be broken by the tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "roots" / "test-course"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Give a copy of the course on tea."""
    return Path(shutil.copytree(ROOT, tmp_path / "tea"))
