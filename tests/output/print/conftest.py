"""The shipped course in every printed edition, built once, and a small course that tests may break."""

from __future__ import annotations

import functools
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course.cli import main
from course.outputs.pdf.reading import read_aloud

REPOSITORY = Path(__file__).parents[3]
SITE = "https://example.org/klonopin"
SOURCE = "What is sleep?\n\nSleep is a state of rest.\n\nWhy sleep matters\n\nSleep helps memory.\n"
CARD = """---
audience: {audience}
---

# C{number} · A card

**Main message:** Rest well.

My bed time: \\_\\_\\_\\_\\_\\_ ☐ kept ☐ not kept

| Day | Hours | Good |
|---|---|---|
| Mon | | ☐ |
"""


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
    return CliRunner().invoke(main, ["build", str(course), "--to", ",".join(editions), "--out", str(out), "--quiet"])


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Build a copy of the shipped course that knows the address of its site."""
    folder = tmp_path_factory.mktemp("print")
    root = folder / "course" / "klonopin"
    shutil.copytree(REPOSITORY / "course" / "klonopin", root, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    shutil.copytree(REPOSITORY / "quizzes" / "klonopin", folder / "quizzes" / "klonopin")
    with (root / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[site]\nurl = "{SITE}"\n')
    done = build(root, folder / "out", "print", "instructor-book", "epub")
    assert done.exit_code == 0, done.output
    return Shipped(root, folder / "out")


@pytest.fixture(scope="session")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Divide a document of two headings into a course with two cards."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "sleep.txt").write_text(SOURCE, encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(folder / "sleep.txt"), str(folder / "sleep")])
    assert done.exit_code == 0, done.output
    for number, audience in enumerate(("patient", "clinician"), start=1):
        path = folder / "sleep" / "handouts" / f"c{number}-card.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(CARD.format(number=number, audience=audience), encoding="utf-8")
    index = folder / "sleep" / "index.md"
    listed = "\n```{toctree}\n:hidden:\nhandouts/c1-card\nhandouts/c2-card\n```\n"
    index.write_text(index.read_text(encoding="utf-8") + listed, encoding="utf-8")
    return folder / "sleep"


@pytest.fixture
def course(divided: Path, tmp_path: Path) -> Path:
    """Give a copy that a test may break."""
    return Path(shutil.copytree(divided, tmp_path / "sleep"))
