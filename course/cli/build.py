"""`course build`: make the editions of a course and say what was made."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import brief, counted
from course.outputs.build import Made, Order, build, count_questions
from course.outputs.edition import EDITIONS
from course.outputs.exam import FORMATS, publish_key
from course.outputs.progress import progress_for
from course.project import course_here, find_course, load_project
from course.questions import ANSWERS

if TYPE_CHECKING:
    from course.project import Project


@click.command("build")
@click.argument("course", default=course_here)
@click.option("--to", "formats", default="html,pdf", show_default=True, help=f"Comma list of: {', '.join(EDITIONS)}.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the editions.  [default: _build/COURSE]")
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read pages."
)
@click.option(
    "--language", "-l", help="Language to translate into, by the catalogues in the course's folder `locales`."
)
@click.option("--answers", type=click.Choice(ANSWERS), help="Where answers go in the whole build.")
@click.option(
    "--responses",
    type=click.Path(path_type=Path),
    help="Answers of learners, a file or a folder, for the item statistics of `instructor`.",
)
@click.option("--strict", "-W", is_flag=True, help="Fail on warnings too.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def command(
    course: str,
    formats: str,
    out: Path | None,
    *,
    jobs: int,
    language: str | None,
    answers: str | None,
    responses: Path | None,
    strict: bool,
    quiet: bool,
) -> None:
    """Build COURSE, a folder or the name of a course shipped in the package.

    Without COURSE it is the folder you stand in, when that is a course, else klonopin.

    A translation goes to _build/COURSE-LANGUAGE. With `--answers key` the editions are without answers, and the
    instructor key goes to OUT/key.
    """
    started = time.monotonic()
    editions = _editions(formats)
    if responses and "instructor" not in editions:
        raise click.BadParameter("only the edition instructor shows statistics", param_hint="--responses")
    project = load_project(find_course(course))
    spoken = _language(project, language, editions)
    target = out or Path("_build") / (f"{project.name}-{spoken}" if spoken else project.name)
    with progress_for(quiet=quiet) as progress:
        order = Order(project, target, progress, jobs, strict, answers or "", spoken, responses)
        made = build(order, editions)
        noted = [finding for one in made for finding in one.findings]
        if answers == "key":
            noted += publish_key(project, [one for one in editions if one in FORMATS], order.out / "key", progress)
    if not quiet:
        for line in brief(noted):
            click.echo(line, err=True)
        for one in made:
            click.echo(_sentence(one))
        if answers == "key":
            click.echo(f"key    {os.path.relpath(order.out / 'key')}  (for the trainer only)")
        took = time.monotonic() - started
        size = f"{counted(len(project.lessons()), 'lesson')}, {counted(count_questions(project), 'question')}"
        click.echo(f"{project.title}: {size}; {took:.1f} s")


def _editions(formats: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    unknown = [name for name in names if name not in EDITIONS]
    if unknown or not names:
        raise click.BadParameter(f"'{', '.join(unknown)}' is not among {', '.join(EDITIONS)}", param_hint="--to")
    return names


def _language(project: Project, language: str | None, editions: list[str]) -> str:
    """Return the language to translate into, empty for the course as it was written.

    Raises BadParameter where English would be published under the name of another language.
    """
    if not language or language == project.language:
        return ""
    folder = project.root / "locales" / language / "LC_MESSAGES"
    if not any(folder.rglob("*.[pm]o")):
        raise click.BadParameter(f"there are no catalogues in {folder}", param_hint="--language")
    if trainers := [name for name in editions if name.startswith("instructor")]:
        raise click.BadParameter(f"the edition {trainers[0]} is not translated", param_hint="--language")
    return language


def _sentence(made: Made) -> str:
    where = os.path.relpath(made.entry)
    state = "unchanged" if made.unchanged else f"{made.seconds:.1f} s"
    return f"{made.edition:<6} {where}  ({counted(made.pages, 'page')}, {state})"
