"""The rules of good questions, asked of a private pool: its items are drawn with the public ones, so they meet them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.lint import Context, context_of
from quizzes.lint import check as lint
from quizzes.load import find_banks, load_banks
from quizzes.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project
    from quizzes.finding import Finding


def check_private(project: Project, overlay: Path) -> list[Finding]:
    """Return what is wrong with the banks in the folder `overlay`, sorted by place.

    They are read together with the public banks, whose own findings are left to `check`.
    """
    files, found = load_banks([*find_banks(project.quizzes), *find_banks(overlay)])
    found += lint(files, _context(project))
    return sorted({finding for finding in found if finding.path.is_relative_to(overlay)})


def _context(project: Project) -> Context:
    """Return what lint knows beside the banks; nothing where it cannot be read, which `check` reports."""
    try:
        return context_of(load_settings(project.quizzes))
    except (FindingsError, OSError, ValueError, csv.Error):
        return Context()
