"""Run every check on a course and put the findings in order."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from course.checks.language import read_context
from course.checks.registry import CHECKS
from course.material import Material, read_material
from quizzes.finding import Level
from quizzes.inline import lint_inline, read_inline, shared_labels
from quizzes.lint import check as lint
from quizzes.text_file import read_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from course.checks.registry import Check
    from course.project import Project
    from quizzes.finding import Finding

BROKEN = "T301"
"""The check that says which pages cannot be read."""
UNFINISHED = frozenset({"E010", "Q147"})
"""What a draft may have and a release may not: statements without a verdict, example items."""
FAMILIES = (
    "changes",
    "evidence",
    "doubt",
    "truth",
    "language",
    "lessons",
    "activity",
    "reviews",
    "sessions",
    "slides",
    "formats",
    "wording",
    "media",
    "search",
    "places",
    "translations",
    "trust",
    "record.people",
    "record.dates",
    "record.content",
    "record.credit",
    "record.identifiers",
    "record.learners",
    "record.pilot",
    "record.values",
    "record.agreement",
)


def all_checks() -> dict[str, Check]:
    """Return every check by its code."""
    for family in FAMILIES:
        import_module(f"course.checks.{family}")
    return dict(sorted(CHECKS.items()))


def check(project: Project, *, today: dt.date | None = None, release: bool = False) -> list[Finding]:
    """Return everything static that is wrong with a course, errors and the rest, sorted by place.

    Covers the register, facts, bibliography, pages, figures, reviews, and the item banks through `quizzes.lint`.
    Building the pages is not part of it. `release` makes old sources, open statements and example items errors.
    """
    return check_material(read_material(project, today=today, release=release))


def check_material(material: Material) -> list[Finding]:
    """Return the findings about a course that was read already.

    While a page cannot be read, nothing is asked of the course as a whole: what that page says would be missed in it.
    """
    found = list(material.found)
    broken = {page.path for page in material.pages if page.broken}
    for one in all_checks().values():
        found += one.run(material) if one.local or not broken else []
    found += _lint(material)
    waived = _waived(material, (one for one in found if one.path not in broken or one.code == BROKEN))
    return sorted(_unfinished(waived) if material.release else waived)


def _unfinished(found: Iterable[Finding]) -> Iterator[Finding]:
    """Refuse in a release what a draft may still have."""
    for one in found:
        yield replace(one, level=Level.ERROR) if one.code in UNFINISHED and one.level is Level.WARNING else one


def recheck(project: Project, known: Iterable[Finding], changed: Collection[Path]) -> list[Finding]:
    """Return the findings after only some pages and banks changed, without reading the rest.

    What looks at one file is asked of the changed ones; what looks at the course as a whole stays as it was `known`.
    """
    material = read_material(project, only=changed)
    asked = {code for code, one in all_checks().items() if one.local}
    found = [*material.found, *(finding for finding in _lint(material) if finding.code.startswith(("Q", "L")))]
    for code in asked:
        found += CHECKS[code].run(material)
    kept = [one for one in known if one.path not in changed or not (one.code in asked or one.code[0] in "LQF")]
    new = (one for one in _waived(material, found) if one.path in changed)
    return sorted({*kept, *new})


def _lint(material: Material) -> list[Finding]:
    """Return what the lint finds in the banks and in the questions that pages hold, and what is refused there."""
    context = read_context(material)
    found = lint(material.banks, context)
    pages = [(page.path, read_text(page.path)) for page in material.pages if not page.broken]
    for path, text in pages:
        file, wrong = read_inline(path, text)
        found += [*wrong, *(lint_inline(file, context) if file else ())]
    return [*found, *shared_labels(pages)]


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
