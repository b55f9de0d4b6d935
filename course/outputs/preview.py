"""The server of the live preview: the policy of published pages stays, and only this machine is answered.

Pages are reloaded by a file of the same origin, since the policy forbids a script in the page.
Whoever can make a browser look up a name of their own at 127.0.0.1 (DNS rebinding) is told by the `Host` that it sends.
"""

from __future__ import annotations

import asyncio
import mimetypes
import time
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import watchfiles
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocketDisconnect

from course.project import load_project
from course.project.files import SKIPPED
from course.project.inputs import inputs_of
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Iterator

    from starlette.requests import Request
    from starlette.types import Scope
    from starlette.websockets import WebSocket

    from course.outputs.warm import Preview, Warm

HOSTS = ("127.0.0.1", "localhost")
RELOAD = "/course-reload.js"
_TAG = f'<script src="{RELOAD}"></script>\n'.encode()
_SCRIPT = (
    '"use strict";\n'
    'const socket = new WebSocket("ws://" + location.host + "/websocket-reload");\n'
    "socket.onmessage = () => location.reload();\n"
)
_MOMENT, _MOMENTS = 0.02, 25
"""Seconds between two looks for a page while the pages are put in place, and how often."""


class Pages(StaticFiles):
    """The pages as they are when they are asked for, each read whole: a build may put others in their place."""

    async def check_config(self) -> None:
        """Take a folder that is not there yet: a course may be broken when its preview begins."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file, and wait a moment while its folder is being replaced."""
        for _ in range(_MOMENTS):
            if Path(str(self.directory)).is_dir():
                break
            time.sleep(_MOMENT)
        return super().lookup_path(path)

    def file_response(
        self, full_path: Any, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Answer with the bytes that are there now, which no browser keeps, and pages with the tag of the script."""
        kind = mimetypes.guess_type(full_path)[0] or "application/octet-stream"
        if kind.startswith(("video/", "audio/")):
            return super().file_response(full_path, stat_result, scope, status_code)
        content = Path(full_path).read_bytes()
        if kind == "text/html":
            # What is being written is kept nowhere: no worker, no old pages when the preview has ended.
            content = content.replace(b" data-course-offline", b"", 1) + _TAG
        return Response(content, status_code, {"cache-control": "no-store"}, kind)


class Reloads:
    """Tells every page that is open when another build is in place."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Reload what is open."""
        self._next.set()
        self._next = asyncio.Event()

    async def listen(self, socket: WebSocket) -> None:
        """Answer one page until it is closed or reloads."""
        await socket.accept()
        told, gone = asyncio.create_task(self._next.wait()), asyncio.create_task(socket.receive())
        done, waiting = await asyncio.wait({told, gone}, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        if told in done:
            with suppress(WebSocketDisconnect, RuntimeError):  # the page was closed at this moment
                await socket.send_text("reload")


def places_of(preview: Preview) -> Iterator[Path]:
    """Yield the folders and files to watch: those of the course, and what it names or links to elsewhere."""
    try:
        project = load_project(preview.root)
    except FindingsError:
        yield preview.root
        return
    folders = [project.root, project.quizzes]
    yield from folders
    for path in inputs_of(project):
        real = path.resolve()
        if not any(real.is_relative_to(folder) for folder in folders):
            yield real


def is_source(path: str, root: Path) -> bool:
    """Say whether a file that has changed may be one of the course: neither hidden nor made by a tool."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return True
    return not any(part in SKIPPED or part.startswith(".") or part.endswith("~") for part in parts)


def make_server(preview: Preview, warm: Warm) -> Starlette:
    """Return the application that shows the pages and has them made anew after each save."""
    reloads, over = Reloads(), asyncio.Event()

    async def follow() -> None:
        watched = watchfiles.awatch(
            *dict.fromkeys(places_of(preview)),
            watch_filter=lambda _change, path: is_source(path, preview.root),
            stop_event=over,
            step=20,
        )
        async for _changes in watched:
            await asyncio.to_thread(warm.build)
            reloads.tell()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(follow())
        yield
        over.set()
        task.cancel()

    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", reloads.listen, name="reload"),
            Route(RELOAD, _script),
            Mount("/", app=Pages(directory=preview.pages, html=True, check_dir=False), name="static"),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))],
        lifespan=lifespan,
        exception_handlers={404: lambda _request, _error: _nothing(preview)},
    )


def _nothing(preview: Preview) -> Response:
    """Return a page that comes back when there is something to show, since it reloads like every other."""
    words = "There is no such page." if preview.pages.is_dir() else "There are no pages yet: the terminal says why."
    return Response(f"<!doctype html><title>{words}</title><p>{words}</p>{_TAG.decode()}", 404, media_type="text/html")


def _script(_request: Request) -> Response:
    return Response(_SCRIPT, media_type="text/javascript")
