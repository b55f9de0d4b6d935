"""The one way in which text is read: limits to the byte, line ends, marks, and what is no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_prose, read_text


def refused(path: Path, code: str = "", limit: int = 10) -> Finding:
    """Return the finding for a file that cannot be read."""
    with pytest.raises(FindingsError) as caught:
        read_text(path, code, limit=limit)
    (found,) = caught.value.findings
    return found


def test_the_limit_is_exact(tmp_path: Path) -> None:
    """A file of the limit is read, one byte more is not."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 10)
    assert read_text(path, limit=10) == "x" * 10
    path.write_bytes(b"x" * 1_001)
    found = refused(path, limit=1_000)
    assert (found.line, found.code, found.message) == (1, "L002", "1,001 bytes; such a file has at most 1,000")


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_told_and_not_waited_for(kind: str, tmp_path: Path) -> None:
    """Reading a pipe that nobody writes to would never end."""
    path = tmp_path / "a"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    found = refused(path)
    assert (found.line, found.code) == (1, "L001")
    assert found.message == "cannot be read: it is a folder, a pipe or a device, and no file"


def test_another_code_is_taken_for_each_refusal(tmp_path: Path) -> None:
    """Pages and registers have codes of their own."""
    big, strange = tmp_path / "big", tmp_path / "strange"
    big.write_bytes(b"x" * 11)
    strange.write_bytes(b"a\nb\n\xff")
    assert [refused(one, "T301").code for one in (tmp_path / "none", big, strange)] == ["T301"] * 3
    assert [refused(one).code for one in (tmp_path / "none", big, strange)] == ["L001", "L002", "L003"]
    assert (refused(strange).line, refused(strange).message) == (3, "not UTF-8: byte 4 is 0xff")


def test_marks_and_line_ends(tmp_path: Path) -> None:
    """The mark of some editors goes; line ends stay unless one asks for line feeds."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(path, limit=99) == "a\r\nb\rc\n"
    assert read_text(path, newline=None, limit=99) == "a\nb\nc\n"


def test_a_control_character_is_told_at_its_line(tmp_path: Path) -> None:
    """Lines count from 1, whatever ends them; a tab is none."""
    path = tmp_path / "a.md"
    path.write_bytes(b"one\r\ntwo\tx\nthree\x07\n")
    with pytest.raises(FindingsError) as error:
        read_prose(path)
    assert [(one.line, one.code) for one in error.value.findings] == [(3, "L004")]
    assert "U+0007" in error.value.findings[0].message
