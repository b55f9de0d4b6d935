"""`course translate`: bring the catalogues of a language up to date, and say how far each page is translated."""

from __future__ import annotations

import os
import re

import click

from course.project import course_here, find_course, load_project
from quizzes.finding import Finding, FindingsError, counted
from quizzes.writing import write_together


@click.command("translate")
@click.argument("language")
@click.argument("course", default=course_here)
@click.option("--dry-run", is_flag=True, help="Say how far each page is translated, and write nothing.")
@click.option("--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it.")
def command(language: str, course: str, *, dry_run: bool, untrusted: bool) -> None:
    """Bring the catalogues of LANGUAGE in the folder `locales` of COURSE up to date, and show the state of each page.

    What is translated stays, what has changed is marked fuzzy, what is gone is kept at the end of its file.

    Exit status 0, 1 when a catalogue or the course cannot be read, 2 for a wrong use.
    """
    from course.outputs.catalogues import CODE, states, updated, written
    from course.outputs.order import Order
    from course.outputs.progress import Silent

    project = load_project(find_course(course), trusted=not untrusted)
    if not re.fullmatch(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*", language):
        message = f"'{language:.40}' is no language"
        raise FindingsError(Finding(project.settings, 1, CODE, message, hint="such as es, de or pt_BR"))
    catalogues = updated(Order(project, project.root, Silent()), language.replace("-", "_"))
    for line in states(catalogues):
        click.echo(line)
    if not dry_run:
        write_together({path: written(one) for path, one in catalogues.items()})
        click.echo(
            f"{os.path.relpath(next(iter(catalogues)).parent)}: {counted(len(catalogues), 'catalogue')}", err=True
        )
