"""What was read is remembered as long as its content stays, whatever the dates of the files say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.instructor.stock import read_stock
from course.project import load_project
from quizzes.content import reread
from tests.course.instructor.conftest import add_sessions

if TYPE_CHECKING:
    from pathlib import Path


def words(*paths: Path) -> list[str]:
    """Return what stands in the files, in a list that is new each time."""
    return [path.read_text(encoding="utf-8") if path.exists() else "" for path in paths]


def test_a_file_that_comes_or_goes_is_noticed(tmp_path: Path) -> None:
    """Not to be there is a state like any other."""
    path = tmp_path / "a.md"
    assert reread(words, path) == [""]
    path.write_text("Tea.", encoding="utf-8")
    assert reread(words, path) == ["Tea."]
    path.unlink()
    assert reread(words, path) == [""]


def test_what_fails_is_asked_again(tmp_path: Path) -> None:
    """An exception is passed on each time; nothing half-read stays."""
    calls: list[Path] = []

    def broken(path: Path) -> None:
        calls.append(path)
        raise ValueError("broken")

    for _try in range(2):
        with pytest.raises(ValueError, match="broken"):
            reread(broken, tmp_path / "a.md")
    assert len(calls) == 2


def test_a_trainer_sees_the_objectives_and_the_title_of_today(tea: Path) -> None:
    """Guides and slides are made from course.toml and objectives.yaml too."""
    project = load_project(add_sessions(tea))
    before = read_stock(project)
    assert project.objectives is not None
    text = project.objectives.read_text(encoding="utf-8")
    project.objectives.write_text(text.replace("name the plant", "recognize the plant"), encoding="utf-8")
    settings = project.settings.read_text(encoding="utf-8")
    title = before.project.title
    project.settings.write_text(settings.replace(f'title = "{title}"', 'title = "Another tea"'), encoding="utf-8")
    after = read_stock(load_project(tea))
    assert after.file is before.file
    assert "recognize the plant" in " ".join(one.text for one in after.objectives.values())
    assert after.project.title == "Another tea" != title
