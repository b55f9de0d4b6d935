"""Which files a course is made of: everything in its folders, links followed, and what its settings name elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.project.files import files_below
from quizzes.finding import FindingsError
from quizzes.settings import PATHS, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from course.project.load import Project


def inputs_of(project: Project) -> list[Path]:
    """Return every file that a course is made from, each once: its folders, and what its settings name beside them."""
    named = [project.document, project.register, project.facts, project.bibliography, project.objectives]
    try:
        settings = load_settings(project.quizzes)
    except FindingsError:
        pass  # the check reports it
    else:
        named += [getattr(settings, key) for key, kind in PATHS.items() if kind == "file"]
    found = [path for folder in (project.root, project.quizzes) for path in files_below(folder)]
    return list(dict.fromkeys([*found, *(path for path in named if path is not None)]))
