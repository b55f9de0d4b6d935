"""A small course, made once by `course new` and copied for each test that breaks it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from course.cli import main

DOCUMENT = """What is sleep?

Sleep is a state of rest. Most adults need it daily.

Why sleep matters

Sleep helps memory. People who sleep badly may:

  • forget names
  • fall more often
"""


@pytest.fixture(scope="session")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Divide a document of two headings into a course."""
    folder = tmp_path_factory.mktemp("small")
    document = folder / "sleep.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(document), str(folder / "sleep")])
    assert done.exit_code == 0, done.output
    return folder / "sleep"


@pytest.fixture
def course(small_course: Path, tmp_path: Path) -> Path:
    """Give a copy that a test may break."""
    return Path(shutil.copytree(small_course, tmp_path / "sleep"))
