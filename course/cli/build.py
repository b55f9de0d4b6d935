"""`course build`: make the editions of a course and say what was made."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import brief, chosen, counted, stopping
from course.outputs.build import Made, PartlyError, build, count_questions
from course.outputs.edition import EDITIONS, USUAL
from course.outputs.exam import FORMATS, key_edition
from course.outputs.guard import kept_in
from course.outputs.order import Order
from course.outputs.plug_in import edition_names, editions
from course.outputs.progress import progress_for
from course.project import course_here, find_course, load_project
from course.project.pool import ANSWERS
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from course.outputs.edition import Edition
    from course.project import Project


class _Editions(click.Option):
    """Names in its help the editions that are installed, without importing them."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help."""
        given, told = super().get_help_record(ctx) or ("", "")
        return given, told.replace("{}", ", ".join(edition_names()))


def _list(ctx: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click calls it
    """Print each edition with a line about it; one that is broken with what is wrong."""
    if value and not ctx.resilient_parsing:
        for name in edition_names():
            try:
                about = editions([name])[0][name].about
            except FindingsError as error:
                about = error.findings[0].message
            click.echo(f"{name:<16} {about}")
        ctx.exit()


@click.command("build")
@click.argument("course", default=course_here)
@click.option("--to", "formats", cls=_Editions, default=USUAL, show_default=True, help="Comma list of: {}.")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the editions and exit."
)
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
@click.option("--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it.")
@click.option("--strict", "-W", is_flag=True, help="Fail on warnings too.")
@click.option("--keep-going", is_flag=True, help="Publish the editions that can be made, when others cannot.")
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
    untrusted: bool,
    strict: bool,
    keep_going: bool,
    quiet: bool,
) -> None:
    """Build COURSE, a folder or the name of a course shipped in the package.

    Without COURSE it is the folder you stand in, when that is a course, else klonopin.

    A translation goes to _build/COURSE-LANGUAGE. With `--answers key` the editions are without answers, and the
    instructor key goes to OUT/key.
    """
    started = time.monotonic()
    wanted, noted = editions(chosen(formats, edition_names()))
    if responses and not any(edition.takes_responses for edition in wanted.values()):
        able = " and ".join(name for name, edition in EDITIONS.items() if edition.takes_responses)
        raise click.BadParameter(f"only the edition {able} shows statistics", param_hint="--responses")
    project = load_project(find_course(course), trusted=not untrusted)
    spoken = _language(project, language, wanted)
    if strict and noted:
        raise FindingsError(*noted)
    target = out or Path("_build") / (f"{project.name}-{spoken}" if spoken else project.name)
    if answers == "key":
        wanted["key"] = key_edition([name for name in wanted if name in FORMATS])
    click.get_current_context().with_resource(kept_in(project, target, *([responses] if responses else [])))
    jobs = 1 if untrusted else jobs
    with progress_for(quiet=quiet) as progress:
        order = Order(project, target, progress, jobs, strict, answers or "", spoken, responses, keep_going=keep_going)
        try:
            made = build(order, wanted)
        except PartlyError as error:
            _print(stopping(error.findings, error.left))
            raise SystemExit(1) from error
    if not quiet:
        _print(brief([*noted, *(finding for one in made for finding in one.findings)]))
        for one in made:
            click.echo(_sentence(one))
        took = time.monotonic() - started
        size = f"{counted(len(project.lessons()), 'lesson')}, {counted(count_questions(project), 'question')}"
        click.echo(f"{project.title}: {size}; {took:.1f} s")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _language(project: Project, language: str | None, wanted: Mapping[str, Edition]) -> str:
    """Return the language to translate into, empty for the course as it was written.

    Raises BadParameter where English would be published under the name of another language.
    """
    if not language or language == project.language:
        return ""
    folder = project.root / "locales" / language / "LC_MESSAGES"
    if not any(folder.rglob("*.[pm]o")):
        raise click.BadParameter(f"there are no catalogues in {folder}", param_hint="--language")
    if fixed := [name for name, edition in wanted.items() if not edition.translated]:
        raise click.BadParameter(f"the edition {fixed[0]} is not translated", param_hint="--language")
    return language


def _sentence(made: Made) -> str:
    where = os.path.relpath(made.entry)
    state = "unchanged" if made.unchanged else f"{made.seconds:.1f} s"
    kept = "  (for the trainer only)" if made.edition == "key" else ""
    return f"{made.edition:<6} {where}  ({counted(made.pages, 'page')}, {state}){kept}"
