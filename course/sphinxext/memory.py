"""What every page of a course asks for (project, register, objectives), read once while its files are unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course.evidence.register import Register, load_register
from course.project import NAME, Project, load_project
from course.project.memory import reread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from quizzes.model import Objective


def project_of(env: BuildEnvironment) -> Project:
    """Return the course whose folder is the source folder of the build; raises FindingsError when it is broken."""
    return read_project(Path(env.srcdir), trusted=env.config.course_trusted)


def read_project(root: Path, *, trusted: bool) -> Project:
    """Return the course in a folder; raises FindingsError when course.toml is broken."""
    return reread(_project if trusted else _strange, root / NAME)


def register_of(env: BuildEnvironment) -> Register:
    """Return the register of the course; raises FindingsError when it is broken."""
    return reread(load_register, project_of(env).register)


def objectives_of(env: BuildEnvironment) -> Mapping[str, Objective]:
    """Return the objectives by id, empty for a course without any; raises FindingsError when they are broken."""
    from quizzes.settings import load_objectives

    path = project_of(env).objectives
    return reread(load_objectives, path) if path else {}


def _project(settings: Path) -> Project:
    return load_project(settings.parent)


def _strange(settings: Path) -> Project:
    return load_project(settings.parent, trusted=False)
