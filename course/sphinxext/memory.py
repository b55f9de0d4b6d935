"""What every page of a course asks for: project, register and objectives, read once while their contents last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course.evidence.register import Register, load_register
from course.project import Project, load_project
from quizzes.content import reread
from quizzes.settings import load_objectives

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from quizzes.model.objective import Objective

_projects: dict[Path, Project] = {}


def begin_project(root: Path, *, trusted: bool) -> Project:
    """Read the course in a folder for a build that begins; raises FindingsError when course.toml is broken."""
    project = _projects[root] = load_project(root, trusted=trusted)
    return project


def project_of(env: BuildEnvironment) -> Project:
    """Return the course whose folder is the source folder of the build, as it was when the build began.

    Raises FindingsError when it is broken.
    """
    root = Path(env.srcdir)
    return _projects.get(root) or begin_project(root, trusted=env.config.course_trusted)


def register_of(env: BuildEnvironment) -> Register:
    """Return the register of the course; raises FindingsError when it is broken."""
    return reread(load_register, project_of(env).register)


def objectives_of(env: BuildEnvironment) -> Mapping[str, Objective]:
    """Return the objectives by id, empty for a course without any; raises FindingsError when they are broken."""
    path = project_of(env).objectives
    return reread(load_objectives, path) if path else {}
