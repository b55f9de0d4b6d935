"""The live preview in the terminal: where it is, what was found after each save, and what went wrong."""

from __future__ import annotations

import webbrowser
from functools import partial
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from typing import TYPE_CHECKING

import click
import uvicorn

from course.cli.last_words import last_words
from course.cli.lines import brief
from course.outputs.preview import make_server
from course.outputs.warm import Preview, Warm

if TYPE_CHECKING:
    from quizzes.finding import Finding


def show(root: Path, host: str, port: int, *, open_browser: bool) -> None:
    """Serve the pages of the course in `root` until it is interrupted; port 0 takes a free one."""
    with socket() as door:
        door.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        door.bind((host, port))
        address = f"http://{host}:{door.getsockname()[1]}"
        click.echo(f"{address}: the pages come when they are made; Ctrl-C ends the preview")
        preview = Preview(root, (Path("_build") / root.name / ".preview").absolute(), _tell, _fail)
        warm = Warm(preview)
        if open_browser:
            webbrowser.open(address)
        server = uvicorn.Server(uvicorn.Config(partial(make_server, preview, warm), factory=True, log_level="warning"))
        server.run(sockets=[door])


def _tell(findings: list[Finding]) -> None:
    for line in brief(findings):
        click.echo(line, err=True)


def _fail(error: BaseException) -> None:
    for line in last_words(error):
        click.echo(line, err=True)
