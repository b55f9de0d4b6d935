"""Report what `course check` finds, once in a build, as warnings that can be suppressed by their code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError
from sphinx.util import logging

from course.sphinxext.memory import project_of
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

log = logging.getLogger(__name__)


def report_findings(app: Sphinx, env: BuildEnvironment) -> None:
    """Run the static checks of the course and log every error and warning; `course_check = False` turns it off."""
    if not app.config.course_check:
        return
    from course.checks import check

    shown = {name for names in env.dependencies.values() for name in names}
    for finding in check(project_of(env)):
        # A broken bank was reported already by the pages that show it.
        told = finding.code.startswith("L") and str(finding.path) in shown
        if finding.level is not Level.INFO and not told:
            _log(finding)


def _log(finding: Finding) -> None:
    about = f"{finding.subject}: " if finding.subject else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    say = log.error if finding.level is Level.ERROR else log.warning
    where = f"{finding.path}:{finding.line}"
    say("%s", f"{about}{finding.message}{hint}", location=where, type="course", subtype=finding.code)


def refuse_other_encodings(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Stop at pages that are not UTF-8 before Sphinx trips over them.

    Raises ExtensionError, caused by a FindingsError that names every such page.
    """
    found = []
    for path in (Path(env.doc2path(docname)) for docname in docnames):
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes().count(b"\n", 0, error.start) + 1
            found.append(Finding(path, line, "T301", f"not readable as UTF-8: {error}"))
    if found:
        raise ExtensionError("not every page is UTF-8") from FindingsError(*found)


def setup_consistency(app: Sphinx) -> None:
    """Register the check and its switch."""
    app.add_config_value("course_check", default=True, rebuild="", types=(bool,))
    app.connect("env-before-read-docs", refuse_other_encodings)
    app.connect("env-check-consistency", report_findings)
