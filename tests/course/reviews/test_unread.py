"""The list of what nobody has read: made from the register, most cited first, and empty when all was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.material import read_material
from course.project import load_project
from course.reviews import unread
from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


def broken(tea: Path, file: str, old: str, new: str) -> None:
    """Replace a text of a file, which must be there."""
    path = tea / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_course_that_was_read_leaves_only_the_empty_places(tea: Path) -> None:
    """Each part says that it holds nothing, so that silence is no oversight."""
    broken(tea, "evidence/facts.csv", "unverified", "read")
    text = unread(read_material(load_project(tea)))
    for part in ("Facts", "Statements of the document", "Works"):
        assert f"## {part}: nothing\n" in text
    assert "## Places: 1\n" in text
    assert "| Kenya | shop |" in text


def test_what_was_not_read_is_listed_with_what_rests_on_it(tea: Path) -> None:
    """A fact that lost its status, and a work that others quote, with the pages that cite it."""
    facts = (tea / "evidence" / "facts.csv").read_text(encoding="utf-8")
    (tea / "evidence" / "facts.csv").write_text(facts.replace(",read,", ",second-hand,", 1), encoding="utf-8")
    broken(tea, "evidence/references.bib", "note      =", "verification = {second-hand (a | blog)},\n  note      =")
    text = unread(read_material(load_project(tea)))
    assert "## Facts: 2\n" in text
    assert "| F1-01 | second-hand | " in text
    assert "| leaf_2020 | second-hand (a / blog) | 01-leaf, " in text


def test_the_command_prints_it(tea: Path) -> None:
    """The list goes to standard output whole, and the command succeeds."""
    result = run("check", tea, "--unread")
    assert result.exit_code == 0
    assert result.output == unread(read_material(load_project(tea)))
