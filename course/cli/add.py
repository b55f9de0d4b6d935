"""`course add`: begin a lesson, a question or a handout, named wherever a course names such things."""

from __future__ import annotations

import click

from course.cli.authoring import DRY_RUN, finish, opened


@click.command("add")
@click.argument("kind", type=click.Choice(["lesson", "question", "handout"]))
@click.argument("title", metavar="TITLE|BANK|LESSON")
@click.argument("course", required=False)
@click.option("--name", default="", help="Its name.  [default: made of number and title]")
@DRY_RUN
def command(kind: str, title: str, course: str | None, *, name: str, dry_run: bool) -> None:
    """Begin something new in COURSE, by default the course in this folder.

    A lesson gets an objective, a bank with an example, and its entry on the start page; a handout its entry. A question
    is an example at the end of the BANK, or of the bank of the LESSON. Nothing is overwritten.
    """
    from course.authoring.add import plan_handout, plan_lesson, plan_question

    plans = {"lesson": plan_lesson, "question": plan_question, "handout": plan_handout}
    finish(plans[kind](opened(course), title, name), dry_run=dry_run)
