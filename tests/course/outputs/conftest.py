"""The shipped course in every printed edition."""

from __future__ import annotations

import functools
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course.outputs.pdf.reading import read_aloud
from course.project import find_course
from tests.conftest import copy_klonopin, run

if TYPE_CHECKING:
    from click.testing import Result

    from tests.conftest import Edition
    from tests.shared import Shared

SITE = "https://example.org/klonopin"


@functools.cache
def spoken(path: Path) -> str:
    """Return what a screen reader says of a PDF that no test changes, with single blanks."""
    return " ".join(read_aloud(path.read_bytes()).split())


@dataclass(frozen=True)
class Shipped:
    """The shipped course as it was built: `out` holds a folder for each edition, `trees` what they were made of."""

    root: Path
    out: Path
    trees: Path

    @property
    def prints(self) -> list[Path]:
        """Return every PDF of the learner's editions."""
        return sorted((self.out / "print").rglob("*.pdf"))


def build(course: Path, out: Path, *editions: str) -> Result:
    """Build editions of a course into `out`."""
    return run("build", course, "--to", ",".join(editions), "--out", out, "--quiet")


@pytest.fixture(scope="session")
def shipped(klonopin_edition: Edition, shared: Shared) -> Shipped:
    """Give the shipped course in every printed edition."""
    for name in ("print", "instructor-book"):
        klonopin_edition(name)
    out = klonopin_edition("epub").parent
    trees = shared("klonopin/trees", lambda folder: shutil.copytree(out / ".cache", folder))
    return Shipped(find_course("klonopin"), out, trees)


@pytest.fixture(scope="session")
def addressed(shared: Shared) -> Path:
    """Give the handouts of a copy of the shipped course that knows the address of its site."""

    def make(folder: Path) -> None:
        course = copy_klonopin(folder.parent / "source")
        with (course / "course.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'\n[site]\nurl = "{SITE}"\n')
        done = build(course, folder.parent, "handouts")
        assert done.exit_code == 0, done.output

    return shared("addressed/handouts", make)
