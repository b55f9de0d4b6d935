"""`course rename`: give something another name, and change every place that names it."""

from __future__ import annotations

import click

from course.cli.authoring import DRY_RUN, finish, opened

KINDS = ("lesson", "handout", "figure", "bank", "question", "objective")


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.argument("course", required=False)
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What OLD names, where several things share it.")
@DRY_RUN
def command(old: str, new: str, course: str | None, *, kind: str | None, dry_run: bool) -> None:
    """Rename a lesson, handout, figure, bank, question or objective of COURSE.

    Start page, objectives, session plan, banks, front matter, directives, references and translations follow; comments
    and everything else stay as they are. Without COURSE it is the one in this folder.
    """
    from course.authoring.rename import plan_rename

    finish(plan_rename(opened(course), old, new, kind or ""), dry_run=dry_run)
