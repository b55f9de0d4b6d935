"""`course ce-papers`: what a provider hands out and reports."""

from __future__ import annotations

import os
from pathlib import Path

import click

from course.cli.lines import brief
from course.project import course_here, find_course, load_project
from quizzes.finding import counted
from quizzes.writing import write_together


@click.command("ce-papers")
@click.argument("course", default=course_here)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the papers.")
@click.option(
    "--participants",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The provider's table of participations (CSV): totals and rosters for CE Broker are made of it.",
)
def command(course: str, out: Path, participants: Path | None) -> None:
    """Write what a provider of COURSE hands out: certificate, record of completion, evaluation and follow-up.

    Each is a page and a PDF; the surveys also come as files for platforms. Beside them: who collects which field of a
    participation (page and JSON Schema), and what of the registries could be read. Nothing is sent anywhere.
    """
    from course.outputs.provider.write import papers_of

    project = load_project(find_course(course))
    made, told = papers_of(project, participants)
    write_together({out / name: data for name, data in made.items()})
    for line in brief(told, where="see the page registries.html"):
        click.echo(line, err=True)
    click.echo(f"{counted(len(made), 'file')} in {os.path.relpath(out)}")
