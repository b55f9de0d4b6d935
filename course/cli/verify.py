"""`course verify`: whether a record of completion is of a release of the course."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from course.cli.lines import line_of, seen_from_here
from course.project import course_here, find_course, load_project
from quizzes.finding import Level


@click.command("verify")
@click.argument("record", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("course", default=course_here)
@click.option("--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it.")
def command(record: Path, course: str, *, untrusted: bool) -> None:
    """Say whether RECORD, a learner's file of progress or a record with edition and hash, is of a release of COURSE.

    It says which edition was done, not who did it: the file is the learner's own.

    Exit status 0, 1 when a record fits no release, 2 for a wrong use.
    """
    from course.outputs.release.verify import verify

    fitting, wrong = verify(load_project(find_course(course), trusted=not untrusted), record)
    for line in fitting:
        click.echo(line)
    for one in wrong:
        click.echo(line_of(replace(one, path=seen_from_here(one.path))))
    if any(one.level is Level.ERROR for one in wrong):
        click.get_current_context().exit(1)
