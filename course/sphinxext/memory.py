"""What every page of a course asks for (project, register, objectives), read once while its files are unchanged."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from course.evidence.register import Register, load_register
from course.project import NAME, Project, load_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from quizzes.model import Objective

Stamp = tuple[int, int]


def project_of(env: BuildEnvironment) -> Project:
    """Return the course whose folder is the source folder of the build; raises FindingsError when it is broken."""
    return read_project(Path(env.srcdir))


def read_project(root: Path) -> Project:
    """Return the course in a folder; raises FindingsError when course.toml is broken."""
    return _project(root, _stamp(root / NAME))


def register_of(env: BuildEnvironment) -> Register:
    """Return the register of the course; raises FindingsError when it is broken."""
    path = project_of(env).register
    return _register(path, _stamp(path))


def objectives_of(env: BuildEnvironment) -> Mapping[str, Objective]:
    """Return the objectives by id, empty for a course without any; raises FindingsError when they are broken."""
    path = project_of(env).objectives
    return _objectives(path, _stamp(path)) if path else {}


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _project(root: Path, _stamp: Stamp) -> Project:
    return load_project(root)


@lru_cache(maxsize=8)
def _register(path: Path, _stamp: Stamp) -> Register:
    return load_register(path)


@lru_cache(maxsize=8)
def _objectives(path: Path, _stamp: Stamp) -> Mapping[str, Objective]:
    from quizzes.settings import load_objectives

    return load_objectives(path)
