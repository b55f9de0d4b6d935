"""X: a course stays within its folder, unless its author says otherwise."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from course.checks.registry import CHECKS, Fault, check
from course.project.borders import borders_of, hint_for
from course.project.load import setting_line
from quizzes.address import leads_on
from quizzes.finding import FindingsError
from quizzes.settings import PATHS
from quizzes.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material
    from course.project import Project

NAMED = ("document", "register", "facts", "bibliography", "objectives", "quizzes")


@check("X002")
def files_lie_in_the_course(material: Material) -> Iterator[Fault]:
    """No key of course.toml or quizzes.toml, no link of the file system and no page leads out of the course folder."""
    yield from reaches(material.project)
    yield from _named_by_banks(material)


@check("X001")
def works_lead_to_known_addresses(material: Material) -> Iterator[Fault]:
    """Every address of the bibliography is one that a link may have, such as https."""
    for work in (material.works or {}).values():
        url = work.fields.get("url", "")
        if material.project.bibliography and not leads_on(url):
            yield Fault(material.project.bibliography, work.line, f"'{work.key}' has an address of no known kind")


def reaches(project: Project) -> Iterator[Fault]:
    """Yield a fault for each path of course.toml, and each link, that leads out of the course; no file is read."""
    borders, hint = borders_of(project), hint_for(project)
    for (path, line), target in (*_named(project), *_links(project.root)):
        if not borders.hold(target):
            yield Fault(path, line, f"leads to {target}, which lies outside of the course", hint=hint)


def refuse_reaches(project: Project) -> None:
    """Raise FindingsError for every path of course.toml, and every link, that leads out of the course."""
    found = list(CHECKS["X002"].told(reaches(project)))
    if found:
        raise FindingsError(*found)


def _named(project: Project) -> Iterator[tuple[tuple[Path, int], Path]]:
    """Yield each path that course.toml gives, with its place."""
    for key in NAMED:
        path: Path | None = getattr(project, key)
        if path is not None:
            yield (project.settings, setting_line(project, "course", key)), path


def _links(root: Path) -> Iterator[tuple[tuple[Path, int], Path]]:
    """Yield each link below a folder, and where it leads."""
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name != "_build"]
        for name in (*names, *files):
            path = Path(folder, name)
            if path.is_symlink():
                yield (path, 1), path.resolve()


def _named_by_banks(material: Material) -> Iterator[Fault]:
    """Yield a fault for each path of quizzes.toml that leads out."""
    borders, settings = borders_of(material.project), material.settings
    for key in PATHS:
        path: Path | None = getattr(settings, key)
        if path is not None and not borders.hold(path):
            line = read_toml(settings.path).lines.get((key,), 1)
            message = f"'{key}' leads to {path}, which lies outside of the course"
            yield Fault(settings.path, line, message, hint=hint_for(material.project))
