"""Learning platforms for the tests: pages that play a package around scorm-again, and a record store for cmi5."""

from __future__ import annotations

import contextlib
import io
import json
import threading
import zipfile
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from course.outputs.edition import PACKAGES
from course.outputs.order import Order
from course.outputs.platforms.package import write_package
from course.outputs.progress import Silent
from course.project import load_project
from tests.browser.conftest import ROOTS
from tests.browser.conftest import Silent as Quiet
from tests.client.test_client import tools_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Page

_API = {"scorm12": ("Scorm12API", "API", "LMS"), "scorm2004": ("Scorm2004API", "API_1484_11", "")}
_PLAYER = """<!DOCTYPE html><meta charset="utf-8"><title>Platform</title><script src="/{kind}.min.js"></script><script>
const asked = new URLSearchParams(location.search);
window.heard = [];
window.failing = false;
const api = new {api}({{ autocommit: false, logLevel: 5 }});
const kept = JSON.parse(asked.get("kept") || "{{}}");
if (asked.get("kept")) api.loadFromJSON(kept, "cmi");
for (const name of ["{call}SetValue", "{call}Commit", "{call}Finish", "Terminate"]) {{
  const way = api[name];
  if (way) api[name] = (...given) => {{
    if (window.failing && name.endsWith("Commit")) return window.heard.push([name, "", "", "false"]), "false";
    const done = way.apply(api, given);
    window.heard.push([name, ...given.map(String), ...Array(Math.max(0, 2 - given.length)).fill(""), String(done)]);
    return done;
  }};
}}
if (asked.get("way") !== "none") window.{name} = api;
window.api = api;
addEventListener("load", () => {{
  const way = asked.get("way") || "frame";
  if (way === "popup") return void (window.player = window.open("/{kind}/index.html", "_blank"));
  const frame = document.createElement("iframe");
  frame.style = "width: 100%; height: 600px";
  if (way === "sandbox") frame.setAttribute("sandbox", "allow-scripts allow-forms");
  frame.src = way === "nested" ? "/nested-{kind}.html" : "/{kind}/index.html";
  document.body.append(frame);
}});
</script><body></body>"""
_NESTED = '<!DOCTYPE html><title>n</title><iframe src="/{kind}/index.html" style="width: 100%; height: 500px"></iframe>'
ACTOR = {"objectType": "Agent", "name": "Jo Doe", "account": {"homePage": "https://lms.example.org", "name": "7"}}


def make_platform(site: Path, folder: Path) -> None:
    """Fill a folder with every package of a website, unpacked, and with the pages that play them."""
    project = load_project(ROOTS / "test-learner")
    for kind in PACKAGES:
        made = folder / "made" / kind
        made.mkdir(parents=True)
        write_package(kind, Order(project, folder, Silent()), site, made)
        zipfile.ZipFile(io.BytesIO((made / f"{project.name}-{kind}.zip").read_bytes())).extractall(folder / kind)
    for kind, (api, name, call) in _API.items():
        script = tools_folder() / "node_modules" / "scorm-again" / "dist" / f"{kind}.min.js"
        (folder / script.name).write_bytes(script.read_bytes())
        (folder / f"{kind}.html").write_text(_PLAYER.format(kind=kind, api=api, name=name, call=call), encoding="utf-8")
        (folder / f"nested-{kind}.html").write_text(_NESTED.format(kind=kind), encoding="utf-8")


class RecordStore(Quiet):
    """Serves files, and what cmi5 asks a platform for; what it was given is shared by all requests."""

    statements: list[dict[str, Any]]
    states: dict[str, Any]
    tokens: list[str]

    def _answer(self, status: int, body: object = None) -> None:
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _body(self) -> Any:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return json.loads(text) if text else None

    def _asked(self, name: str) -> str:
        return parse_qs(urlsplit(self.path).query).get(name, [""])[0]

    def do_GET(self) -> None:
        """Give a state, a profile, or a file."""
        if "/activities/state" in self.path:
            found = self.states.get(self._asked("stateId"))
            self._answer(404 if found is None else 200, found)
        elif "/agents/profile" in self.path:
            self._answer(404)
        else:
            super().do_GET()

    def do_PUT(self) -> None:
        """Take a state or a statement."""
        body = self._body()
        if "/activities/state" in self.path:
            self.states[self._asked("stateId")] = body
            self._answer(204)
        else:
            self._take([body])

    def do_POST(self) -> None:
        """Give the token once, or take statements."""
        body = self._body()
        if self.path.startswith("/token"):
            used = self.path in self.tokens
            self.tokens.append(self.path)
            self._answer(200, {"error-code": "1", "error-text": "used"} if used else {"auth-token": "abc="})
        else:
            self._take(body)

    def _take(self, statements: list[dict[str, Any]]) -> None:
        known = {one["id"] for one in self.statements}
        self.statements.extend(one for one in statements if one["id"] not in known)
        self._answer(200, [])


@contextlib.contextmanager
def platform_at(folder: Path) -> Iterator[tuple[str, type[RecordStore]]]:
    """Serve a folder of `make_platform`, and give its address and what the record store holds."""
    about = {"launchMode": "Normal", "masteryScore": 0.66, "contextTemplate": {"extensions": {}}}
    shared = {"statements": [], "states": {"LMS.LaunchData": about}, "tokens": []}
    handler = type("Store", (RecordStore,), shared)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", handler
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def launch_address(server: str, number: int) -> str:
    """Return the address by which a platform of cmi5 opens the course, with a token of its own."""
    query = {
        "endpoint": f"{server}xapi/",
        "fetch": f"{server}token/{number}",
        "actor": json.dumps(ACTOR),
        "registration": "4a1c5b2e-0000-4000-8000-000000000001",
        "activityId": "urn:x-coursewright:test-learner/part/1",
    }
    return f"{server}cmi5/index.html?{urlencode(query)}"


def pages_of(page: Page) -> Frame:
    """Return the frame in which the pages of the course are, once one is there."""
    for _ in range(600):
        found = next((frame for frame in page.frames if "/site/" in frame.url and "about:" not in frame.url), None)
        if found is not None:
            found.locator("#course-page").wait_for(state="attached")
            return found
        page.wait_for_timeout(50)
    raise AssertionError([frame.url for frame in page.frames])


def heard(page: Page) -> list[list[str]]:
    """Return every call that the platform got: name, two arguments, and what it answered."""
    found: list[list[str]] = page.evaluate("() => window.heard")
    return found
