"""Everything that is found in a course: by the checks, and by Sphinx when it reads the pages."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.progress import Silent
from course.outputs.sphinx_run import Run, run_sphinx
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from course.project import Project
    from quizzes.finding import Finding


def find_all(project: Project, *, release: bool = False, build: bool = True) -> list[Finding]:
    """Return the findings of the static checks and, with `build`, of reading the pages with Sphinx."""
    from course.checks import check

    found = check(project, release=release)
    known = {(one.path, one.line, one.code) for one in found}
    read = _build_findings(project) if build else []
    return sorted({*found, *(one for one in read if (one.path, one.line, one.code) not in known)})


def _build_findings(project: Project) -> list[Finding]:
    """Read all pages and resolve all links, write nothing, and return what Sphinx says as S001 (or our own code)."""
    with tempfile.TemporaryDirectory(prefix="course-check-") as folder:
        out = Path(folder)
        run = Run(project, "dummy", out / "out", out / "doctrees", overrides=(("course_check", False),))
        try:
            found = run_sphinx(run, Silent())
        except FindingsError as error:
            found = [*error.findings]
    return [_coded(one) for one in found]


def _coded(finding: Finding) -> Finding:
    if finding.code[:1].isupper():
        return finding
    return replace(finding, code="S001", message=f"{finding.message} [{finding.code}]")
