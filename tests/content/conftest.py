"""The course that ships, read once for all tests of its content."""

from __future__ import annotations

from pathlib import Path

import pytest

import course
from course.material import Material, read_material
from course.project import load_project

ROOT = Path(course.__file__).parent / "klonopin"


@pytest.fixture(scope="session")
def klonopin() -> Material:
    """Read the course once."""
    return read_material(load_project(ROOT))
