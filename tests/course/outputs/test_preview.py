"""The server of the live preview: films and sound are answered in parts, as players ask for them; the rest is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from course.outputs.preview import Pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """Serve a film, a sound and a page."""
    for name in ("film.mp4", "film.webm", "sound.mp3", "sound.ogg", "page.html", "book.pdf"):
        (tmp_path / name).write_bytes(b"0123456789")
    return TestClient(Starlette(routes=[Mount("/", Pages(directory=tmp_path))]))


@pytest.mark.parametrize("name", ["film.mp4", "film.webm", "sound.mp3", "sound.ogg"])
def test_a_player_gets_the_part_that_it_asks_for(client: TestClient, name: str) -> None:
    """Without parts Safari plays nothing, and no browser can go on in the middle."""
    whole = client.get(name)
    assert (whole.status_code, whole.headers["accept-ranges"], whole.content) == (200, "bytes", b"0123456789")
    for asked, told, part in (("2-4", "2-4", b"234"), ("7-", "7-9", b"789"), ("-2", "8-9", b"89"), ("0-", "0-9", None)):
        found = client.get(name, headers={"Range": f"bytes={asked}"})
        assert (found.status_code, found.headers["content-range"]) == (206, f"bytes {told}/10")
        assert found.content == (part or b"0123456789")
    beyond = client.get(name, headers={"Range": "bytes=20-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, "bytes */10")


@pytest.mark.parametrize(("name", "length"), [("page.html", 52), ("book.pdf", 10)])
def test_what_a_build_may_replace_is_read_whole(client: TestClient, name: str, length: int) -> None:
    """A part of another edition than the one before it would be a broken file; a whole answer is always right."""
    found = client.get(name, headers={"Range": "bytes=2-4"})
    assert (found.status_code, len(found.content), found.headers["cache-control"]) == (200, length, "no-store")
