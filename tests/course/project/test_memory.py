"""What was read is remembered as long as its content stays, whatever the dates of the files say."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from course.instructor.stock import read_stock
from course.project import load_project, memory
from course.project.memory import reread
from tests.course.instructor.conftest import add_sessions

if TYPE_CHECKING:
    from pathlib import Path


def words(*paths: Path) -> list[str]:
    """Return what stands in the files, in a list that is new each time."""
    return [path.read_text(encoding="utf-8") if path.exists() else "" for path in paths]


def test_a_file_that_is_the_same_is_not_read_again(tmp_path: Path) -> None:
    """The very same value comes back, also after the file was written anew with the same words and a later date."""
    path = tmp_path / "a.md"
    path.write_text("Tea.", encoding="utf-8")
    first = reread(words, path)
    os.utime(path, (2_000_000_000, 2_000_000_000))
    assert reread(words, path) is first
    assert reread(words, path, tmp_path / "b.md") is not first


def test_another_content_with_the_same_date_and_size_is_read(tmp_path: Path) -> None:
    """Restored files keep their dates, and an editor can save twice within one tick of the clock."""
    path = tmp_path / "a.md"
    path.write_text("Tea.", encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert reread(words, path) == ["Tea."]
    path.write_text("Pot.", encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert reread(words, path) == ["Pot."]


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


def test_only_the_last_results_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run of the preview does not grow for ever; what was asked for lately stays."""
    monkeypatch.setattr(memory, "MOST", 2)
    monkeypatch.setattr(memory, "_kept", type(memory._kept)())
    first, second, third = (tmp_path / name for name in "abc")
    kept = reread(words, first)
    reread(words, second)
    assert reread(words, first) is kept
    reread(words, third)
    assert reread(words, first) is kept
    assert len(memory._kept) == 2


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
