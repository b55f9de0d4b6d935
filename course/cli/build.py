"""`course build`: make the editions of a course, or say at once that nothing has changed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.outputs.order import USUAL
from course.outputs.standing import Said, answer, call_of
from course.project import course_here, find_course
from course.project.answers import ANSWERS

if TYPE_CHECKING:
    from course.outputs.standing import Call


@dataclass(frozen=True)
class Wish:
    """What was asked of `course build`, as it was given: `root` is the folder of the course."""

    root: Path
    formats: str
    out: Path | None
    language: str | None
    answers: str | None
    responses: Path | None
    untrusted: bool
    strict: bool
    keep_going: bool

    @property
    def call(self) -> Call | None:
        """Return the call by which the same wish is known again; none where more than the course decides."""
        if self.untrusted or self.responses:
            return None
        name = f"{self.root.name}-{self.language}" if self.language else self.root.name
        told = (self.root, self.formats, self.language, self.answers, self.strict, self.keep_going)
        return call_of(self.out or Path("_build") / name, *told)


class _Editions(click.Option):
    """Names in its help the editions that are installed, without importing them."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help."""
        from course.outputs.edition import GROUPS
        from course.outputs.plug_in import edition_names

        given, told = super().get_help_record(ctx) or ("", "")
        return given, told.replace("{}", ", ".join([*edition_names(), *GROUPS]))


def _list(ctx: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click calls it
    """Print each edition with a line about it."""
    if value and not ctx.resilient_parsing:
        from course.cli.building import told_editions

        for line in told_editions():
            click.echo(line)
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
    wish = Wish(find_course(course), formats, out, language, answers, responses, untrusted, strict, keep_going)
    said = answer(wish.call) if wish.call else None
    if said is None:
        from course.cli.building import make

        said = make(wish, jobs, quiet=quiet)
    if not quiet:
        _print(said, time.monotonic() - started)


def _print(said: Said, took: float) -> None:
    for line in said.noticed:
        click.echo(line, err=True)
    *made, size = said.made
    for line in made:
        click.echo(line)
    click.echo(f"{size}; {took:.1f} s")
