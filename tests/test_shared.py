"""What all tests share is made once, and a test that writes there is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.shared import Shared

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> None:
    """Make a folder with a file; a second time would fail."""
    folder.mkdir()
    (folder / "page.html").write_text("<p>Tea</p>", encoding="utf-8")


def test_whoever_asks_first_makes_it_for_all(tmp_path: Path) -> None:
    """Eight askers, each with a memory of its own, as processes have, wait for one that makes the folder."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: Shared(tmp_path / "run")("course/out/html", make), range(8)))
    assert set(found) == {tmp_path / "run" / "course" / "out" / "html"}
    assert (found[0] / "page.html").read_text(encoding="utf-8") == "<p>Tea</p>"


def test_what_could_not_be_made_is_tried_again(tmp_path: Path) -> None:
    """A failure is told to each that asks, and leaves nothing that looks made."""
    shared = Shared(tmp_path / "run")

    def fail(folder: Path) -> None:
        raise OSError(folder.name)

    for _ in range(2):
        with pytest.raises(OSError, match="html"):
            shared("html", fail)
    assert shared("html", make).is_dir()


def test_a_test_that_writes_where_all_read_is_found(tmp_path: Path) -> None:
    """A file that is changed, added or gone is named."""
    shared = Shared(tmp_path / "run")
    folder = shared("html", make)
    assert shared.changed() == []
    (folder / "more.html").touch()
    assert shared.changed() == ["html/more.html"]
    (folder / "page.html").write_text("<p>Tee</p>", encoding="utf-8")
    assert shared.changed() == ["html/more.html", "html/page.html"]
    for path in folder.iterdir():
        path.unlink()
    assert shared.changed() == ["html/page.html"]
