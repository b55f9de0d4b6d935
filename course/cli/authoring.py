"""What the commands of an author's day share: where the course is, and to show or write what was planned."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from course.project import course_here, find_course, load_project
from quizzes.writing import write_together

if TYPE_CHECKING:
    from course.authoring.edits import Edits
    from course.project import Project

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change as a diff and write nothing.")


def opened(course: str | None) -> Project:
    """Return the course that is named, or the one in this folder."""
    return load_project(find_course(course or course_here()))


def finish(edits: Edits, *, dry_run: bool) -> None:
    """Show the difference, or write it and say which files it is in."""
    if dry_run:
        for line in edits.difference():
            click.echo(line)
    else:
        write_together(edits.contents())
        click.echo(f"written: {', '.join(os.path.relpath(path) for path in edits.changed)}")
    for note in edits.notes:
        click.echo(f"note: {note}")
