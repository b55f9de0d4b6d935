"""Where the private pool of a course lies: outside of the course, and perhaps on another machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from course.project.load import Project

OVERLAY_VARIABLE = "COURSE_OVERLAY"


def find_overlay(project: Project, given: Path | None = None) -> Path | None:
    """Return the folder of the private pool: the one given, else $COURSE_OVERLAY, else that of course.toml.

    Raises FindingsError when it does not exist, or lies where the course would publish it.
    """
    named = os.environ.get(OVERLAY_VARIABLE, "")
    folder = given or (Path(named) if named else _named_by(project))
    if folder is None:
        return None
    folder = folder.absolute().resolve()
    if not folder.is_dir():
        message = "the folder of the private pool does not exist"
        hint = f"name it with --overlay, ${OVERLAY_VARIABLE} or `overlay` in [quizzes] of course.toml"
        raise FindingsError(Finding(folder, 1, "C060", message, hint=hint))
    for public in (project.root, project.quizzes):
        if folder.is_relative_to(public) or public.is_relative_to(folder):
            message = f"the private pool and {public} lie in each other, so it would be published"
            raise FindingsError(Finding(folder, 1, "C061", message, hint="keep it outside the repository"))
    return folder


def overlay_at_hand(project: Project) -> Path | None:
    """Return the folder of the private pool; None where course.toml names one that this machine does not have.

    A stranger's course has none. Raises FindingsError like `find_overlay` for a folder that $COURSE_OVERLAY names.
    """
    if not project.trusted:
        return None
    named = _named_by(project)
    if not os.environ.get(OVERLAY_VARIABLE) and (named is None or not named.is_dir()):
        return None
    return find_overlay(project)


def names_overlay(project: Project) -> bool:
    """Say whether a private pool is named for a course, on this machine or not."""
    return bool(os.environ.get(OVERLAY_VARIABLE) or project.tables.quizzes.overlay)


def _named_by(project: Project) -> Path | None:
    """Return the absolute folder that course.toml names; it may be missing on this machine."""
    overlay = project.tables.quizzes.overlay
    return (project.root / overlay).resolve() if overlay else None
