"""How many questions a course has: as many as its banks hold now, each read once for each state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.outputs import questions
from course.outputs.questions import NAME, count_questions
from course.project import load_project
from quizzes.load import load_banks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the banks that are read."""
    names: list[str] = []

    def noted(paths: list[Path]) -> object:
        names.extend(path.name for path in paths)
        return load_banks(paths)

    monkeypatch.setattr(questions, "load_banks", noted)
    return names


def test_a_bank_is_read_for_its_count_once_for_each_state(tea: Path, tmp_path: Path, read: list[str]) -> None:
    """What is known goes by what the bank holds; a new question, a broken bank and a broken note are seen."""
    project = load_project(tea)
    bank = min(project.quizzes.glob("*.yaml"))
    total = count_questions(project, tmp_path)
    assert total > 1
    assert bank.name in read
    read.clear()
    assert count_questions(project, tmp_path) == total
    assert read == []
    text = bank.read_text(encoding="utf-8")
    again = text.rpartition("  - id: ")[2].partition("\n")[2]
    bank.write_text(f"{text}  - id: again\n{again}", encoding="utf-8")
    assert count_questions(project, tmp_path) == total + 1
    bank.write_text(text.replace("stem:", "stam:"), encoding="utf-8")
    assert count_questions(project, tmp_path) < total
    assert read == [bank.name, bank.name]
    bank.write_text(text, encoding="utf-8")
    for broken in ("[1]", "{", '{"a": "b"}'):
        (tmp_path / NAME).write_text(broken, encoding="utf-8")
        assert count_questions(project, tmp_path) == total


def test_a_count_that_cannot_be_noted_is_a_count(tea: Path, tmp_path: Path) -> None:
    """The folder of the cache may be gone."""
    assert count_questions(load_project(tea), tmp_path / "none") == count_questions(load_project(tea), tmp_path)
