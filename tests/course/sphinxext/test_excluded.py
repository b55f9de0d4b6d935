"""What no build reads: hidden files and the folders of a course; and what it must copy."""

from __future__ import annotations

import pytest
from sphinx.util.matching import Matcher

from course.sphinxext.settings import EXCLUDED


@pytest.mark.parametrize(
    "path", [".git/config.md", "lessons/.#01.md", "lessons/.cache/a.md", "source/a.md", "_build/a.md"]
)
def test_hidden_files_and_folders_are_not_read(path: str) -> None:
    """Editors and version control keep pages of their own, which are none of the course."""
    assert Matcher(EXCLUDED)(path)


@pytest.mark.parametrize("path", ["./quizzes.js", "./images/a.svg", "../theme/quiz.css", "lessons/01.md"])
def test_static_files_are_copied(path: str) -> None:
    """Sphinx asks about files of a static folder by `./name`: the scripts of the questions are among them."""
    assert not Matcher(EXCLUDED)(path)
