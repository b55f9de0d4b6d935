"""`course serve`: live preview on this machine only."""

from __future__ import annotations

import socket

import click

from course.project import course_here, find_course

HOST = "127.0.0.1"


@click.command("serve")
@click.argument("course", default=course_here)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free port.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
def command(course: str, port: int, *, open_browser: bool) -> None:
    """Show COURSE on 127.0.0.1 and rebuild it on every change.

    Without COURSE it is the folder you stand in, when that is a course, else klonopin.
    """
    root = find_course(course)
    _require_free(port)
    from course.cli.live import show

    show(root, HOST, port, open_browser=open_browser)


def _require_free(port: int) -> None:
    """Raise BadParameter for a port that somebody listens on: before the first build, which takes its time."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            message = f"{port} cannot be used: {(error.strerror or str(error)).lower()}; --port 0 takes a free one"
            raise click.BadParameter(message, param_hint="--port") from error
