"""Which editions a website offers: those beside it that were made of the same state of the course, for learners."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from course.outputs.edition import EDITIONS
from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


def offered(out: Path) -> list[dict[str, Any]]:
    """Return the list in the website."""
    text = (out / "html" / "_static" / "course-beside.js").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text[text.index("[") : text.rindex("]") + 1])
    return found


def built(course: Path, out: Path, editions: str) -> list[str]:
    """Build editions and return the paths that the website offers afterwards."""
    done = run("build", course, "--to", editions, "--out", out)
    assert done.exit_code == 0, done.output
    return [one["path"] for one in offered(out)]


def test_the_website_offers_what_is_there_and_of_its_own_state(course: Path, tmp_path: Path) -> None:
    """An edition comes when it is built, goes when it is removed or is older, and comes again with the next build."""
    out = tmp_path / "out"
    assert built(course, out, "html") == []
    assert built(course, out, "text") == ["text/index.txt"]
    (one,) = offered(out)
    assert (one["kind"], one["bytes"]) == ("text", (out / "text" / "index.txt").stat().st_size)
    assert (out / "text" / "edition.js").is_file()
    page = course / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    assert built(course, out, "html") == []
    assert built(course, out, "text") == ["text/index.txt"]
    shutil.rmtree(out / "text")
    assert built(course, out, "html") == []


def test_nothing_of_a_trainer_and_no_raw_material_is_offered() -> None:
    """Keys, notes, banks, packages and sources are for others than learners."""
    learners = {"pdf", "print", "book", "handouts", "job-aids", "large-print", "epub", "singlehtml", "text", "onefile"}
    assert {name for name, edition in EDITIONS.items() if edition.offered} == learners
