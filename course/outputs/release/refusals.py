"""What stands against a release: errors of the check, old sources among them, and unsigned dangerous parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from course.checks import check
from course.material import read_material
from course.outputs.release.authors import unknown_authors
from course.reviews.standing import kinds_of, standing
from course.reviews.urgent import urgent
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.project import Project
    from course.reviews.urgent import Urgent

CODE = "C092"
_MOST = 20
"""So many open parts are named, of each kind of review."""


def refusals(project: Project, version: str) -> list[Finding]:
    """Return what must be mended before a release of this version."""
    found = [one for one in check(project, release=True) if one.level is Level.ERROR]
    if version != project.version:
        message = f"the version to release is '{version:.40}', and course.toml has '{project.version}'"
        found.append(Finding(project.settings, 1, "C093", message, hint="write the same version in both places"))
    return [*found, *unknown_authors(project), *_dangerous(project)]


def _dangerous(project: Project) -> Iterator[Finding]:
    """Yield the open blocks with a score, the most dangerous first, and how many more there are."""
    material = read_material(project)
    for kind in kinds_of(project):
        waiting = [one for one in urgent(standing(project, kind), material) if one.score]
        for one in waiting[:_MOST]:
            yield _finding(project, one, kind)
        if len(waiting) > _MOST:
            more = Finding(project.settings, 1, CODE, f"{len(waiting) - _MOST} more dangerous blocks are not signed")
            yield replace(more, hint="`course review status --all` lists them")


def _finding(project: Project, one: Urgent, kind: str) -> Finding:
    path, line, what = project.settings, 1, "a signed block that is gone"
    if one.block:
        path, line, what = one.block.path, one.block.line, one.block.kind
    elif one.was:
        path = project.root / one.was.row.name
    return Finding(path, line, CODE, f"dangerous and not signed ({kind}): {what} ({', '.join(one.reasons)})")
