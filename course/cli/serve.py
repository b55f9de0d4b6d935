"""`course serve`: live preview on this machine only."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from course.project import course_here, find_course, load_project

HOST = "127.0.0.1"


@click.command("serve")
@click.argument("course", default=course_here)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free port.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
def command(course: str, port: int, *, open_browser: bool) -> None:
    """Show COURSE on 127.0.0.1 and rebuild it on every change.

    Without COURSE it is the folder you stand in, when that is a course, else klonopin.
    """
    project = load_project(find_course(course))
    _require_free(port)
    preview = Path("_build") / project.name / ".preview"
    arguments = [str(project.root), str(preview / "html"), "-d", str(preview / "doctrees"), "-b", "html"]
    arguments += ["--host", HOST, "--port", str(port), "--watch", str(project.quizzes)]
    arguments += ["--re-ignore", r"(^|/)(_build|__pycache__)/"]
    # What a draft has in every row and lesson would hide what changed.
    arguments += ["-q", "-D", "suppress_warnings=course.R001,course.E010,course.Q147"]
    if open_browser:
        arguments.append("--open-browser")
    from course.outputs.preview import serve
    from course.sphinxext.settings import PREVIEW

    os.environ[PREVIEW] = "1"
    serve(arguments)


def _require_free(port: int) -> None:
    """Raise BadParameter for a port that somebody listens on: before the first build, which takes its time."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            message = f"{port} cannot be used: {(error.strerror or str(error)).lower()}; --port 0 takes a free one"
            raise click.BadParameter(message, param_hint="--port") from error
