"""The edition for trainers: the site with notes and keys, slides, and everything to print, in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course.outputs.exam.words import speaking
from course.outputs.instructor.start import write_start_page
from course.outputs.sphinx_run import Run, run_sphinx
from course.responses.gather import gather
from course.sessions.load import plan_path
from course.sphinxext.teaching import TAG, nodes
from quizzes.finding import Finding, FindingsError
from quizzes.load import find_banks, load_banks
from quizzes.number import decimal_of
from quizzes.responses import Kind
from quizzes.statistics import statistics_of

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.progress import Progress
    from course.project import Project
    from quizzes.statistics import Statistics

VIEW, SLIDES, PRINT = "view", "slides", "print"
"""The folders of the edition, and the builder that fills each."""
BUILDERS = {VIEW: "html", SLIDES: nodes.SLIDES, PRINT: nodes.PRINTOUTS}


def write_instructor(
    project: Project, out: Path, doctrees: Path, progress: Progress, responses: Path | None = None
) -> list[Finding]:
    """Write the edition into `out`; a course without a session plan gets only the site with notes and keys.

    The three runs share one reading of the pages, in a cache of their own because the tag decides what is read.
    `responses` are answers of learners; the site then shows beside each question how it did. Raises FindingsError for
    answers that cannot be read.
    """
    planned = plan_path(project).is_file()
    found: dict[Finding, None] = {}
    given: tuple[tuple[str, Any], ...] = ()
    if responses is not None:
        statistics, told = _figures(project, responses)
        given, found = (("course_statistics", statistics),), dict.fromkeys(told)
    for folder in (VIEW, SLIDES, PRINT) if planned else (VIEW,):
        run = Run(project, BUILDERS[folder], out / folder, doctrees, overrides=given, tags=(TAG,))
        found.update(dict.fromkeys(run_sphinx(run, progress)))
    with speaking(project):
        write_start_page(project, out)
    return list(found)


def _figures(project: Project, path: Path) -> tuple[tuple[Statistics, ...], list[Finding]]:
    """Return how questions did in tests and in practice, which are never mixed, and what was left out."""
    if not plan_path(project).is_file():
        message = "without a session plan there is no place for statistics"
        raise FindingsError(Finding(path, 1, "C072", message, hint="write instructor/sessions.yaml"))
    banks, _broken = load_banks(find_banks(project.quizzes))
    found: list[Finding] = []
    table = gather([path], project.name, banks, found, decimal=decimal_of(project.language))
    return tuple(statistics_of(table, kind) for kind in (Kind.TEST, Kind.PRACTICE)), found
