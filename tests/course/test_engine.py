"""The engine is code and tools; a course that is shipped with it is content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.engine import files_below
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_built_and_what_is_compiled_is_no_file(tmp_path: Path) -> None:
    """Only what people wrote decides whether something is made anew, in an order that does not change."""
    for name in ("b.py", "a/c.css", "a/c.pyc", "_build/page.html", "__pycache__/b.py", "book/course.toml", "book/x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    named = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)]
    assert named == ["b.py", "a/c.css", "book/course.toml", "book/x.md"]
    assert [path.name for path in files_below(tmp_path, content=False)] == ["b.py", "c.css"]


def test_a_lesson_of_the_shipped_course_is_no_part_of_the_engine() -> None:
    """After a change of one of its pages the other pages need not be made anew; all code and every script counts."""
    for package in ("course", "quizzes"):
        root = REPOSITORY / package
        counted = set(files_below(root, content=False))
        assert not any("klonopin" in path.relative_to(root).parts for path in counted)
        assert {path for path in root.rglob("*.py") if "klonopin" not in path.parts} <= counted
        assert any(path.suffix == ".js" for path in counted)
