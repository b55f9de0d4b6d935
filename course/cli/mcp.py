"""`course mcp`: let an assistant read a course, and with `--write` propose answers and questions."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import click

from course.project import course_here, find_course, load_project
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

EXTRA = "coursewright[mcp]"


@click.command("mcp")
@click.argument("course", default=course_here)
@click.option("--write", is_flag=True, help="Let it propose answers and write questions that the lint accepts.")
def command(course: str, *, write: bool) -> None:
    """Serve COURSE to an author's assistant over the Model Context Protocol, on standard input and output.

    Without --write it changes nothing in the course. It never reads or writes outside of its folder. An assistant
    starts this command by itself; see the how-to page.
    """
    root = find_course(course)
    load_project(root)
    _serve(root, write=write)


def _serve(root: Path, *, write: bool) -> None:
    if importlib.util.find_spec("mcp") is None:
        hint = f'python -m pip install "{EXTRA}"'
        raise FindingsError(
            Finding(root, 1, "M004", "the protocol needs the package mcp, which is not installed", hint=hint)
        )
    from course.assistant.server import make_server

    make_server(root, write=write).run("stdio")
