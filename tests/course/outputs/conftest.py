"""The shipped course in every printed edition, built once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course.outputs.pdf.reading import read_aloud
from tests.conftest import copy_klonopin, run

if TYPE_CHECKING:
    from click.testing import Result

SITE = "https://example.org/klonopin"


@functools.cache
def spoken(path: Path) -> str:
    """Return what a screen reader says of a PDF that no test changes, with single blanks."""
    return " ".join(read_aloud(path.read_bytes()).split())


@dataclass(frozen=True)
class Shipped:
    """The shipped course as it was built: `out` holds a folder for each edition."""

    root: Path
    out: Path

    @property
    def prints(self) -> list[Path]:
        """Return every PDF of the learner's editions."""
        return sorted((self.out / "print").rglob("*.pdf"))


def build(course: Path, out: Path, *editions: str) -> Result:
    """Build editions of a course into `out`."""
    return run("build", course, "--to", ",".join(editions), "--out", out, "--quiet")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Build a copy of the shipped course that knows the address of its site."""
    folder = tmp_path_factory.mktemp("print")
    root = copy_klonopin(folder)
    with (root / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[site]\nurl = "{SITE}"\n')
    done = build(root, folder / "out", "print", "instructor-book", "epub")
    assert done.exit_code == 0, done.output
    return Shipped(root, folder / "out")
