"""A file says itself which format it has; its ending counts only where the text could be two."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes.finding import FindingsError
from quizzes.formats.sniff import format_of


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.zip", b"PK\x03\x04rest", "qti21"),
        ("a.xml", b"<?xml version='1.0'?><quiz>", "moodle"),
        ("a.xml", b"<quiz\n>", "moodle"),
        ("a.xml", b"<m:assessmentItem xmlns:m='x'>", "qti21"),
        ("a.xml", b"<questestinterop>", "canvas"),
        ("a.xml", b"<qti-assessment-item>", "qti3"),
        ("a.txt", b"<quiz>", "moodle"),
        ("a.xml", b"<problem weight='1'>", "olx"),
        ("a.tar.gz", b"\x1f\x8brest", "olx"),
        ("a.xlsx", b"PK\x03\x04rest", "xlsx"),
        ("a.h5p", b"PK\x03\x04rest", "h5p"),
        ("a.csv", b"question,a,b,key", "csv"),
        ("a.TSV", b"question", "csv"),
        ("a.txt", "Why?\nA) x\nB) y\nANSWER: A\n".encode("utf-16"), "aiken"),
        ("a.xml", "<quiz></quiz>".encode("utf-16"), "moodle"),
        ("a.gift", b"Why?", "gift"),
        ("a.txt", b"Why?\r\nA. x\r\nANSWER: A\r\n", "aiken"),
        ("a.dat", b"Why?\nANSWER: B", "aiken"),
        ("a.txt", b"Why?{=x}", "gift"),
        ("a.txt", b"1. Why {this}?\n*a) x\nb) y\n", "text2qti"),
        ("a.Rmd", b"Question\n========\nWhich?\nextype: num\n", "rexams"),
        ("a.toml", b"# quiz\n[[ questions ]]\nid = 'a'\n", "mdbook-quiz"),
        ("a.md", b"1.  Which?\n[*] x\n[ ] y\n", "text2qti"),
    ],
)
def test_a_file_is_known_by_what_it_holds(name: str, content: bytes, found: str, tmp_path: Path) -> None:
    """Archive, root of XML, ending of a table, the line of a key, braces."""
    path = tmp_path / name
    path.write_bytes(content)
    assert format_of(path) == found


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.odt", b"PK\x03\x04", "a text of OpenDocument is not read (save it as .docx)"),
        ("a.xml", b"<manifest>", "its format is not known by what it holds (name it with --from)"),
        ("a.xml", b"<quizzes>", "its format is not known by what it holds (name it with --from)"),
        ("a.txt", rb"Why\{=x}", "its format is not known by what it holds (name it with --from)"),
        ("a.md", b"Why?{=x}", "its format is not known by what it holds (name it with --from)"),
        ("a.txt", b"Why? ANSWER: A", "its format is not known by what it holds (name it with --from)"),
    ],
)
def test_what_is_not_known_says_what_to_do(name: str, content: bytes, told: str, tmp_path: Path) -> None:
    """Nothing is guessed."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FindingsError) as caught:
        format_of(path)
    assert str(caught.value) == f"{path}:1: L043 {told}"


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    """A folder, for one."""
    with pytest.raises(FindingsError, match="1: L043 cannot be read: Is a directory"):
        format_of(tmp_path)
