"""`course exam`: print a test in versions, each with its answer sheet and its key."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import chosen
from course.outputs.exam import FORMATS, FORMS, ExamOrder, PaperSizes, Wanted, draw_exam, on_paper, publish
from course.outputs.progress import progress_for
from course.project import course_here, find_course, load_project
from course.project.pool import find_overlay
from course.project.tables import PAPERS
from quizzes.finding import Finding, FindingsError, Level
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from course.project import Project


@click.command("exam")
@click.argument("course", default=course_here)
@click.option("--form", type=click.Choice(list(FORMS)), default="posttest", show_default=True, help="Which test.")
@click.option("--versions", type=click.IntRange(1, 26), default=3, show_default=True, help="How many: A, B, C …")
@click.option("--seed", help="A text that decides the draw and every order.  [default: a new one]")
@click.option(
    "--to", "formats", default=next(iter(FORMATS)), show_default=True, help=f"Comma list of: {', '.join(FORMATS)}."
)
@click.option(
    "--paper",
    type=click.Choice(list(PAPERS)),
    help="What PDFs are printed on.  [default: that of course.toml, else letter]",
)
@click.option("--large-print", is_flag=True, help="Print the PDFs in 18 points too.")
@click.option("--fillable", is_flag=True, help="Make papers with form fields too, to be filled in on a screen.")
@click.option("--overlay", type=click.Path(path_type=Path), help="Folder of the private pool.")
@click.option(
    "--unlike",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="The draw.json of an earlier exam: its questions are drawn only where the pool has no others.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder.  [default: _build/COURSE/exam-FORM]")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def command(  # noqa: PLR0917 - one argument an option
    course: str,
    form: str,
    versions: int,
    seed: str | None,
    formats: str,
    paper: str | None,
    overlay: Path | None,
    unlike: tuple[Path, ...],
    out: Path | None,
    *,
    large_print: bool,
    fillable: bool,
    quiet: bool,
) -> None:
    """Print an exam of COURSE, a folder or the name of a course shipped in the package.

    The papers go to OUT/paper, the keys to OUT/key.
    """
    project = load_project(find_course(course))
    names = chosen(formats, FORMATS)
    if (fillable or large_print) and not on_paper(names):
        message = f"--fillable and --large-print are made as {' or '.join(on_paper(FORMATS))}"
        raise click.BadParameter(message, param_hint="--to")
    sizes = PAPERS[paper] if paper else project.tables.print.papers
    wanted = Wanted(names, PaperSizes(sizes, large_print), fillable)
    earlier = frozenset(name for path in unlike for name in _drawn(path))
    seed = seed or f"{secrets.randbelow(10**9):09d}"
    pool = find_overlay(project, overlay)
    exam = draw_exam(ExamOrder(project, form, seed, versions, pool, earlier))
    remarks = _remarks_on(project, pool)
    folder = (out or Path("_build") / project.name / f"exam-{form}").absolute()
    with progress_for(quiet=quiet) as progress:
        findings = publish(exam, wanted, folder, progress)
    for finding in (*remarks, *findings):
        click.echo(str(finding), err=True)
    if not quiet:
        letters = ", ".join(version.letter for version in exam.versions)
        click.echo(f"{exam.title}: {len(exam.items)} questions, versions {letters}, seed {seed}")
        click.echo(f"papers {os.path.relpath(folder / 'paper')}")
        click.echo(f"keys   {os.path.relpath(folder / 'key')}  (for the trainer only)")


def _remarks_on(project: Project, pool: Path | None) -> list[Finding]:
    """Return the warnings about the private pool; raise FindingsError when it breaks a rule."""
    from course.checks import check_private

    found = [one for one in (check_private(project, pool) if pool else ()) if one.level is not Level.INFO]
    if any(one.level is Level.ERROR for one in found):
        raise FindingsError(*found)
    return found


def _drawn(path: Path) -> list[str]:
    """Return the ids of an earlier exam; raise FindingsError for a file that is no record of one."""
    try:
        return [str(item) for item in json.loads(read_text(path))["items"]]
    except (FindingsError, ValueError, KeyError, TypeError) as error:
        raise FindingsError(Finding(path, 1, "C066", "not the draw.json of an exam")) from error
