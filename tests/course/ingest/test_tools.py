"""What a new course holds for its authors: files that their tools read, and commands that there are."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml

from course.checks import check
from course.cli import VERBS
from course.ingest.new import make_course
from course.project import load_project
from quizzes.finding import Level

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Make a course."""
    (tmp_path / "a.md").write_text("# Doses & more\n\nTake it daily.\n\n# Stop\n\nNever suddenly.\n", encoding="utf-8")
    return make_course(tmp_path / "a.md", tmp_path / "mine").folder


def test_schemas_lie_where_the_first_lines_say(course: Path) -> None:
    """Of each bank, of course.toml and of quizzes.toml; the editor of VS Code knows them too."""
    for path in (course / "course.toml", *(course / "quizzes").iterdir()):
        first = path.read_text(encoding="utf-8").split("\n")[0]
        found = re.fullmatch(r"(?:# yaml-language-server: \$schema=|#:schema )(\S+)", first)
        assert found, path
        schema = json.loads((path.parent / found[1]).read_text(encoding="utf-8"))
        assert "2020-12" in schema["$schema"]
    settings = json.loads((course / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert list(settings["yaml.schemas"]) == [".schemas/bank.json"]
    assert tomllib.loads((course / "course.toml").read_text(encoding="utf-8"))["course"]["title"] == "Doses & more"


@pytest.mark.parametrize("name", [".github/workflows/course.yml", ".gitlab-ci.yml", "README.md", "AGENTS.md"])
def test_each_command_that_is_named_is_one(course: Path, name: str) -> None:
    """In workflows and in the pages for authors."""
    text = (course / name).read_text(encoding="utf-8")
    used = set(re.findall(r"(?:- |`|run: )course (\w+)", text))
    assert used
    assert used <= set(VERBS)
    if not name.endswith(".md"):
        data = yaml.safe_load(text)
        steps = str(data)
        assert "course check" in steps
        assert "course build --out _build/site" in steps
        assert "_build/site/html" in steps


def test_the_files_for_authors_are_no_pages_and_no_fault(course: Path) -> None:
    """Neither the checks nor the build see them, and what is built is not kept in git."""
    project = load_project(course)
    assert [one for one in check(project) if one.level is Level.ERROR] == []
    assert {path.name for path in project.pages()}.isdisjoint({"README.md", "AGENTS.md"})
    assert "_build/" in (course / ".gitignore").read_text(encoding="utf-8").split()
