"""The edition `pptx`: one presentation for each deck of the session plan."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from course.outputs.sphinx_run import Run, run_sphinx
from course.sessions.load import plan_path
from course.sphinxext.teaching import TAG
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.order import Order

NAME = "pptx"


def write_pptx(order: Order, folder: Path, cache: Path) -> list[Finding]:
    """Write the presentations into `folder`; the pages are read as for the edition of trainers.

    Raises FindingsError without a session plan (C096), and without python-pptx (C097).
    """
    project, plan = order.project, plan_path(order.project)
    if not plan.is_file():
        message = "without a session plan there are no slides"
        raise FindingsError(
            Finding(project.root / "course.toml", 1, "C096", message, hint="write instructor/sessions.yaml")
        )
    if find_spec("pptx") is None:
        hint = "pip install 'coursewright[pptx]'"
        raise FindingsError(Finding(plan, 1, "C097", "presentations need the package python-pptx", hint=hint))
    run = Run(project, NAME, folder, cache / "doctrees-instructor", order.jobs, tags=(TAG,))
    return run_sphinx(run, order.progress)
