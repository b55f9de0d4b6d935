"""A document from the web: one request, public machines only, and everything else refused in one line."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from course.ingest import fetch
from quizzes.finding import FindingsError
from tests.conftest import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = b"<html><head><title>T</title></head><body><h1>Doses</h1><p>Take 2 mg.</p></body></html>"


class Web(BaseHTTPRequestHandler):
    """Answers a few paths and remembers what was asked."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        """Answer by the path."""
        self.asked.append((self.path, self.headers["User-Agent"]))
        status, headers = {
            "/gone": (404, {}),
            "/loop": (302, {"Location": "/loop"}),
            "/to": (301, {"Location": "/a.html"}),
        }.get(self.path, (200, {"Content-Type": "text/html; charset=utf-8"}))
        body = PAGE if status == 200 else b""
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    """Serve on this machine."""
    Web.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Web)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_without_fetch_is_refused_with_the_words_to_say(tmp_path: Path, web: str) -> None:
    """Nothing is asked and nothing is written, also by `course update`."""
    done = run("new", f"{web}/a.html", tmp_path / "mine")
    assert (done.exit_code, "N017" in done.output, "add --fetch" in done.output) == (1, True, True), done.output
    assert run("update", f"{web}/a.html", tmp_path).exit_code == 1
    assert Web.asked == []
    assert list(tmp_path.iterdir()) == []


def test_a_machine_of_ones_own_network_is_asked_for_nothing_unless_it_is_said(tmp_path: Path, web: str) -> None:
    """The connection is looked at before anything is sent; with --private the page becomes a course."""
    done = run("new", f"{web}/a.html", tmp_path / "mine", "--fetch")
    assert (done.exit_code, "is a machine of your own network (127.0.0.1)" in done.output) == (1, True), done.output
    assert Web.asked == []
    done = run("new", f"{web}/to", tmp_path / "mine", "--fetch", "--private")
    assert done.exit_code == 0, done.output
    assert [path for path, _ in Web.asked] == ["/to", "/a.html"]
    assert "coursewright" in Web.asked[0][1]
    assert (tmp_path / "mine" / "source" / "a.html").read_bytes() == PAGE


@pytest.mark.parametrize(
    ("path", "said"),
    [("/gone", "the server answers 404 Not Found"), ("/loop", "it leads on more than 5 times")],
)
def test_what_gives_no_document_is_refused(web: str, path: str, said: str) -> None:
    """A missing page and one that leads nowhere."""
    with pytest.raises(FindingsError, match=f"N017 {web}{path}: {said}"):
        fetch.fetch(f"{web}{path}", private=True)


def test_too_much_is_not_loaded(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends while it comes."""
    monkeypatch.setattr(fetch, "MOST_BYTES", 10)
    with pytest.raises(FindingsError, match="it has more than 10 bytes"):
        fetch.fetch(f"{web}/a.html", private=True)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "http://user:pw@example.org/", "http://", "file:///etc/passwd"]
)
def test_only_plain_addresses_of_the_web_are_loaded(address: str) -> None:
    """No other scheme, no password, no name."""
    with pytest.raises(FindingsError, match="only plain addresses of http and https"):
        fetch.fetch(address)


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.215.14", True), ("10.1.2.3", False), ("127.0.0.1", False), ("169.254.169.254", False), ("::1", False),
     ("::ffff:10.0.0.1", False), ("fe80::1%eth0", False), ("100.64.0.1", False), ("2606:4700::1111", True),
     ("224.0.0.1", False)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:  # noqa: FBT001 - a column of a table
    """Private, local, shared and mapped ones are not."""
    assert fetch.is_public(address) is public


@pytest.mark.parametrize(
    ("address", "kind", "name"),
    [
        ("https://x.org/guide", "text/html", "guide.html"),
        ("https://x.org/", "text/html; charset=x", "x.org.html"),
        ("https://x.org/a%20b.pdf?x=1", "application/octet-stream", "a-b.pdf"),
        ("https://x.org/a.md", "text/plain", "a.md"),
        ("https://x.org/a.php", "application/pdf", "a.pdf"),
        ("https://x.org/../..", "text/markdown", "x.org.md"),
    ],
)
def test_the_name_of_the_file(address: str, kind: str, name: str) -> None:
    """The last part of the address, with a suffix that says what it is, and no way out of a folder."""
    assert fetch._name(address, kind) == name
