"""Run every check on a course and put the findings in order."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from course.checks.language import read_context
from course.checks.material import Material, read_material
from course.checks.registry import CHECKS
from quizzes.finding import Level
from quizzes.lint import check as lint

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from course.checks.registry import Check
    from course.project import Project
    from quizzes.finding import Finding

FAMILIES = ("evidence", "truth", "language", "lessons", "settings", "reviews")


def all_checks() -> dict[str, Check]:
    """Return every check by its code."""
    for family in FAMILIES:
        import_module(f"course.checks.{family}")
    return dict(sorted(CHECKS.items()))


def check(project: Project, *, today: dt.date | None = None, release: bool = False) -> list[Finding]:
    """Return everything static that is wrong with a course, errors and the rest, sorted by place.

    Covers the register, facts, bibliography, pages, figures, reviews, and the item banks through `quizzes.lint`.
    Building the pages is not part of it. `release` makes old sources an error.
    """
    return check_material(read_material(project, today=today, release=release))


def check_material(material: Material) -> list[Finding]:
    """Return the findings about a course that was read already."""
    found = list(material.found)
    for one in all_checks().values():
        found += one.run(material)
    found += _lint(material)
    return sorted(_waived(material, found))


def _lint(material: Material) -> list[Finding]:
    return lint(material.banks, read_context(material))


def _waived(material: Material, found: Iterable[Finding]) -> Iterator[Finding]:
    """Turn findings that a page allows in its front matter, with a reason, into counted remarks."""
    allowed = {page.path: _allowed(page.meta.get("allow")) for page in material.pages}
    for finding in set(found):
        reason = allowed.get(finding.path, {}).get(finding.code)
        yield replace(finding, level=Level.INFO, hint=f"waived: {reason}") if reason else finding


def _allowed(table: object) -> dict[str, str]:
    return {str(code): str(reason) for code, reason in table.items() if reason} if isinstance(table, dict) else {}


def is_waived(finding: Finding) -> bool:
    """Say whether somebody allowed the finding with a reason."""
    return finding.level is Level.INFO and "waived" in f"{finding.hint} {finding.message}"
