"""A new course can be taught at once: its first session plan is valid and builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from course.checks import check
from course.cli import main
from course.ingest.divide import Rules
from course.ingest.new import make_course
from course.ingest.session import MOST
from course.project import load_project
from quizzes.finding import Level

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("parts", [1, 3, MOST + 2])
def test_the_first_plan_has_no_errors(tmp_path: Path, parts: int) -> None:
    """Whatever the number of lessons, and although a heading holds a number and many words of the document."""
    document = tmp_path / "tea.md"
    text = "\n\n".join(
        f"## Part {n}: 40 of every 100 cups are drunk by people\n\nTea is warm. It is {n}." for n in range(parts)
    )
    document.write_text(f"# Tea\n\n{text}\n", encoding="utf-8")
    folder = make_course(document, tmp_path / "course", rules=Rules(level=2)).folder
    found = [one for one in check(load_project(folder)) if "instructor" in one.path.parts]
    assert [str(one) for one in found if one.level is Level.ERROR] == []
    assert ("out_of_scope" in (folder / "instructor/sessions.yaml").read_text(encoding="utf-8")) == (parts > MOST)


def test_a_new_course_builds_for_its_trainer(tmp_path: Path) -> None:
    """Guide, slides and forms are there, and the learner's site has none of them."""
    document = tmp_path / "tea.txt"
    document.write_text("Tea\n\nTea is a warm drink. People like it.\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["new", str(document), str(tmp_path / "tea")]).exit_code == 0
    command = ["build", str(tmp_path / "tea"), "--to", "instructor,html", "--out", str(tmp_path / "out"), "--quiet"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    papers = {path.stem for path in (tmp_path / "out/instructor/print").glob("*.pdf")}
    assert papers == {
        "guide-session", "slides-session", "slides-session-with-notes",
        "kit-sign-in", "kit-evaluation", "kit-certificate",
    }  # fmt: skip
    assert "Vote" in (tmp_path / "out/instructor/slides/session.html").read_text(encoding="utf-8")
    assert not list((tmp_path / "out/html").rglob("*instructor*"))
