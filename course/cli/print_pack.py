"""`course print-pack`: everything that one session prints, in one file and in the order of printing."""

from __future__ import annotations

import os
from pathlib import Path

import click

from course.cli.lines import line_of
from course.project import course_here, find_course, load_project
from course.project.tables import PAPERS


@click.command("print-pack")
@click.argument("course", default=course_here)
@click.option("--format", "name", required=True, help="A format of the session plan, such as in-service.")
@click.option("--people", type=click.IntRange(1, 500), required=True, help="How many take part.")
@click.option(
    "--paper", type=click.Choice(["letter", "a4"]), help="Paper.  [default: that of course.toml, else letter]"
)
@click.option(
    "--tests",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of test papers in versions, such as that of `course exam`: they are shared out.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File.  [default: _build/COURSE/print-pack-FORMAT.pdf]",
)
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def command(  # noqa: PLR0917 - one argument an option
    course: str, name: str, people: int, paper: str | None, tests: Path | None, out: Path | None, *, quiet: bool
) -> None:
    """Put all papers of a session of COURSE into one PDF, in the order of printing.

    Its first page says what to cut, copy and bring. Print it on both sides: cards have their backs behind them.
    """
    from course.outputs.print_pack.write import Wish, write_pack
    from course.outputs.progress import progress_for

    project = load_project(find_course(course))
    size = PAPERS[paper or project.tables.print.paper or "letter"][0]
    target = (out or Path("_build") / project.name / f"print-pack-{name}.pdf").absolute()
    with progress_for(quiet=quiet) as progress:
        made, findings = write_pack(Wish(project, name, people, size, tests), target, progress)
    for finding in findings:
        click.echo(line_of(finding), err=True)
    if not quiet:
        for piece in made:
            click.echo(f"{piece.times:>4} × {piece.title}")
        click.echo(f"pack {os.path.relpath(target)}")
