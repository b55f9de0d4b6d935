"""Report what `course check` finds, once in a build, as warnings that can be suppressed by their code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from course.sphinxext.memory import project_of
from quizzes.finding import Finding, Level

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


def setup_consistency(app: Sphinx) -> None:
    """Register the check and its switch."""
    app.add_config_value("course_check", default=True, rebuild="", types=(bool,))
    app.connect("env-check-consistency", report_findings)
