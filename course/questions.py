"""The table [quizzes] of course.toml: where answers go, and where the private pool of the course lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course.project import wrong_setting
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from course.project import Project

ANSWERS = ("none", "inline", "end", "key")
OVERLAY_VARIABLE = "COURSE_OVERLAY"
_KEYS = ("answers", "overlay")


@dataclass(frozen=True)
class QuestionTable:
    """What the table says; `overlay` is absolute and may be missing on this machine."""

    answers: str = "end"
    overlay: Path | None = None


def question_table(project: Project) -> QuestionTable:
    """Return the table [quizzes] of a course, the defaults when it has none.

    Raises FindingsError for an unknown key or value.
    """
    table = project.meta.get("quizzes", {})
    if not isinstance(table, dict):
        raise FindingsError(_wrong(project, "[quizzes] must be a table"))
    wrong = [_wrong(project, f"unknown key '{key}' in [quizzes]", key) for key in table if key not in _KEYS]
    wrong += [
        _wrong(project, f"'{key}' must be text", key) for key, value in table.items() if not isinstance(value, str)
    ]
    answers = table.get("answers", "end")
    if not wrong and answers not in ANSWERS:
        wrong.append(_wrong(project, f"answers is '{answers}', and must be one of {', '.join(ANSWERS)}", "answers"))
    if wrong:
        raise FindingsError(*wrong)
    overlay = table.get("overlay")
    return QuestionTable(answers, (project.root / overlay).resolve() if overlay else None)


def find_overlay(project: Project, given: Path | None = None) -> Path | None:
    """Return the folder of the private pool: the one given, else $COURSE_OVERLAY, else that of course.toml.

    Raises FindingsError when it does not exist, or lies where the course would publish it.
    """
    named = os.environ.get(OVERLAY_VARIABLE, "")
    folder = given or (Path(named) if named else question_table(project).overlay)
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

    Raises FindingsError like `find_overlay` for a folder that $COURSE_OVERLAY names.
    """
    named = question_table(project).overlay
    if not os.environ.get(OVERLAY_VARIABLE) and (named is None or not named.is_dir()):
        return None
    return find_overlay(project)


def _wrong(project: Project, message: str, key: str = "") -> Finding:
    return wrong_setting(project.settings, message, "quizzes", key, "C062")
