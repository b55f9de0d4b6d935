"""Pages of languages that are written from right to left run that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from course.cli import main
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", True), ("he", True), ("ar-EG", True), ("fa_IR", True), ("de", False), (None, False)],
)
def test_the_language_says_it(language: str | None, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """Only the first part of the tag counts."""
    assert runs_right_to_left(language) is expected


@pytest.mark.parametrize(("language", "mark"), [("ar", ' dir="rtl"'), ("en", "")])
def test_the_page_says_it_to_the_browser(course: Path, tmp_path: Path, language: str, mark: str) -> None:
    """The body of every page has the direction of the course."""
    settings = course / "course.toml"
    text = settings.read_text(encoding="utf-8").replace('language = "en"', f'language = "{language}"')
    settings.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(course), "--to", "html", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    page = (tmp_path / "out" / "html" / "index.html").read_text(encoding="utf-8")
    body = page[page.index("<body") : page.index(">", page.index("<body"))]
    assert (' dir="rtl"' in body) is bool(mark)
