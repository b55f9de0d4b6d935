"""The server of the live preview: the policy of published pages stays, and only this machine is answered.

sphinx-autobuild reloads pages by an inline script, which the policy forbids; here it is a file of the same origin.
Whoever can make a browser look up a name of their own at 127.0.0.1 (DNS rebinding) is told by the `Host` that it sends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_autobuild import __main__ as autobuild
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
RELOAD = "/course-reload.js"
_TAG = f'<script src="{RELOAD}"></script>\n'.encode()
_SCRIPT = (
    '"use strict";\n'
    'const socket = new WebSocket("ws://" + location.host + "/websocket-reload");\n'
    "socket.onmessage = () => location.reload();\n"
)


class ReloadTag:
    """Adds the tag of the script to each page that is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the tag behind an HTML page."""
        page = False

        async def add(message: Message) -> None:
            nonlocal page
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                page = headers.get(b"content-type", b"").startswith(b"text/html") and b"content-length" in headers
                if page:
                    headers[b"content-length"] = str(int(headers[b"content-length"]) + len(_TAG)).encode()
                    message["headers"] = list(headers.items())
            elif page and message["type"] == "http.response.body" and not message.get("more_body"):
                message["body"] = message.get("body", b"") + _TAG
            await send(message)

        await self.app(scope, receive, add)


def _script(_request: Request) -> Response:
    return Response(_SCRIPT, media_type="text/javascript")


def make_server(watched: Any, ignored: Any, builder: Any, folder: Path, _host: str) -> Starlette:
    """Return the application that sphinx-autobuild runs, in the place of its own."""
    watcher = autobuild.RebuildServer(watched, ignored, change_callback=builder)
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher, name="reload"),
            Route(RELOAD, _script),
            Mount("/", app=StaticFiles(directory=folder, html=True), name="static"),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS)), Middleware(ReloadTag)],
        lifespan=watcher.lifespan,
    )


def serve(arguments: list[str]) -> None:
    """Build, serve and rebuild until it is interrupted; `arguments` are those of sphinx-autobuild."""
    autobuild._create_app = make_server  # noqa: SLF001 - there is no other way in
    autobuild.main(arguments)
