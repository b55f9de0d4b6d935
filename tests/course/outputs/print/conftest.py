"""A small course with two cards that tests of printed editions may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import run

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


@pytest.fixture(scope="session")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Divide a document of two headings into a course with two cards."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "sleep.txt").write_text(SOURCE, encoding="utf-8")
    done = run("new", folder / "sleep.txt", folder / "sleep")
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
