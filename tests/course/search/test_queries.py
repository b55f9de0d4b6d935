"""What people type in three courses, ours and two of strangers, and the page that answers it.

The queries were written before the search had seen them: numbers with units and separators, telephone numbers, hyphens,
plurals, typing errors early and late in a word, names that stand in `[search.synonyms]` or in a table alone, words in
another order and without their marks.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import run as command
from tests.course.search.asking import run

if TYPE_CHECKING:
    from tests.conftest import Edition
    from tests.shared import Shared

DATA = Path(__file__).parents[2] / "data" / "search"


def asked_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


def strangers_site(shared: Shared, name: str) -> Path:
    """Make a course of a document, give it the other names of its file, and build its site."""

    def make(folder: Path) -> None:
        said = command("new", DATA / f"{name}.md", folder / name, "--quiet")
        assert said.exit_code == 0, said.output
        said_as = asked_of(name)["synonyms"].items()
        rows = [f'"{word}" = {json.dumps(meant, ensure_ascii=False)}' for word, meant in said_as]
        with (folder / name / "course.toml").open("a", encoding="utf-8") as settings:
            settings.write("\n".join(["\n[search.synonyms]", *rows, ""]))
        said = command("build", folder / name, "--to", "html", "--out", folder / "out", "--quiet")
        assert said.exit_code == 0, said.output

    return shared(f"search-{name}", make) / "out" / "html"


@pytest.mark.parametrize("name", ["klonopin", "lastenrad", "abeilles"])
def test_the_page_that_answers_is_one_of_the_first_three(name: str, shared: Shared, klonopin_edition: Edition) -> None:
    """Each of 40 queries, in English, German and French."""
    site = klonopin_edition("html") if name == "klonopin" else strangers_site(shared, name)
    queries: dict[str, str] = asked_of(name)["queries"]
    files = {path.name: path.read_text(encoding="utf-8") for path in (site / "_static" / "search").glob("*.js")}
    found = dict(zip(queries, run(files, list(queries))["found"], strict=True))
    first = {typed: hits[:3] for typed, hits in found.items()}
    missed = {typed: hits for typed, hits in first.items() if not any(re.search(queries[typed], hit) for hit in hits)}
    assert (missed, len(queries)) == ({}, 40)
