"""`course split`: make a lesson of a part of another."""

from __future__ import annotations

import click

from course.cli.authoring import DRY_RUN, finish, opened


@click.command("split")
@click.argument("lesson")
@click.argument("heading")
@click.argument("course", required=False)
@click.option("--name", default="", help="Name of the new lesson.  [default: made of number and heading]")
@DRY_RUN
def command(lesson: str, heading: str, course: str | None, *, name: str, dry_run: bool) -> None:
    """Split LESSON of COURSE at a HEADING of level 2: what stands from there on becomes a lesson behind it.

    The section with the questions stays. The new lesson gets an objective, a bank with an example and its entry; the
    minutes are shared out by words. Without COURSE it is the one in this folder.
    """
    from course.authoring.split import plan_split

    finish(plan_split(opened(course), lesson, heading, name), dry_run=dry_run)
