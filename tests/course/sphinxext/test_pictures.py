"""Pictures without words are named, and decorative ones stay silent."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from course.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PAGES = """
![](dot.svg)

![A dot](dot.svg)

```{image} dot.svg
:class: decorative
```
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def _with_pictures(course: Path) -> Path:
    page = next((course / "lessons").glob("*.md"))
    (page.parent / "dot.svg").write_text(DOT, encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + PAGES, encoding="utf-8")
    return page


def test_a_picture_without_words_is_named_at_its_line(course: Path, tmp_path: Path) -> None:
    """The site is built, and one warning names the picture; HTML then reads out no file name."""
    page = _with_pictures(course)
    line = page.read_text(encoding="utf-8").splitlines().index("![](dot.svg)") + 1
    done = CliRunner().invoke(main, ["build", str(course), "--to", "html", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    told = f"{page}:{line}: C041 warning: the image 'lessons/dot.svg' has no alternative text; "
    named = [text for text in done.output.splitlines() if "C041" in text]
    assert named == [told + "add `alt`, or the class `decorative`"]
    written = (tmp_path / "out" / "html" / "lessons" / f"{page.stem}.html").read_text(encoding="utf-8")
    assert written.count('alt=""') == 2
    assert written.count('alt="A dot"') == 1


def test_a_strict_build_refuses_it(course: Path, tmp_path: Path) -> None:
    """With `--strict` nothing is published that a screen reader cannot tell."""
    _with_pictures(course)
    done = CliRunner().invoke(main, ["build", str(course), "--to", "html", "--strict", "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "C041" in done.output
    assert not (tmp_path / "out" / "html").exists()


def png(width: int, height: int) -> bytes:
    """Return a black-and-white picture of that many points, packed into a few bytes for each thousand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * ((width + 7) // 8)) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("edition", ["html", "pdf"])
def test_a_picture_that_would_fill_memory_is_refused_by_its_head(course: Path, tmp_path: Path, edition: str) -> None:
    """A few kilobytes on the disk, gigabytes when unpacked: named at its line before a page is written."""
    page = next((course / "lessons").glob("*.md"))
    text = page.read_text(encoding="utf-8") + "\nWords.\n\n"
    page.write_text(text + "![Nothing](bomb.png)\n", encoding="utf-8")
    (page.parent / "bomb.png").write_bytes(png(20_000, 20_000))
    done = CliRunner().invoke(main, ["build", str(course), "--to", edition, "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    told = "C042 the image 'bomb.png' has 20,000 × 20,000 points, 1.6 GB when a screen or a PDF unpacks it (save it "
    line = text.count("\n") + 1
    assert f"{page}:{line}: {told}" in done.stderr
    assert "writing" not in done.stderr


def test_a_large_photograph_is_welcome(course: Path, tmp_path: Path) -> None:
    """What a telephone takes is below the limit; a picture whose head says nothing is left to whoever reads it."""
    page = next((course / "lessons").glob("*.md"))
    words = "\n![Nothing](photo.png)\n\n![Nothing](broken.png)\n"
    page.write_text(page.read_text(encoding="utf-8") + words, encoding="utf-8")
    (page.parent / "photo.png").write_bytes(png(9000, 7000))
    (page.parent / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nIHDR")
    done = CliRunner().invoke(main, ["build", str(course), "--to", "html", "--out", str(tmp_path / "out")])
    assert (done.exit_code, "C042" in done.output) == (0, False), done.output
