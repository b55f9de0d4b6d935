"""What is read again follows from what files hold, whatever their dates say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizzes import content
from quizzes.content import SETTLED, digest_of, is_settled, reread
from quizzes.finding import Finding, FindingsError

READ: list[Path] = []


def words(path: Path) -> list[str]:
    """Read a file, and note that it was read."""
    READ.append(path)
    found = path.read_text(encoding="utf-8").split()
    if found == ["broken"]:
        raise FindingsError(Finding(path, 1, "X001", "broken"))
    return found


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Give a file that was not touched for long, as far as its date says."""
    READ.clear()
    path = tmp_path / "text"
    path.write_text("one", encoding="utf-8")
    os.utime(path, (1000, 1000))
    return path


@pytest.mark.parametrize("date", [0, 1000, 2**40])
def test_an_edit_is_seen_under_every_date(text: Path, date: int) -> None:
    """Size and date may be those of the text before."""
    assert reread(words, text) == ["one"]
    text.write_text("two", encoding="utf-8")
    os.utime(text, (date, date))
    assert reread(words, text) == ["two"]


def test_a_file_is_read_once_while_it_holds_the_same(text: Path) -> None:
    """Another date, or another file with the same content in its place, is no reason to read again."""
    first = reread(words, text)
    os.utime(text, (2000, 2000))
    text.rename(text.with_name("old"))
    text.write_text("one", encoding="utf-8")
    assert reread(words, text) is first
    assert [text] == READ


def test_a_link_to_another_file_is_another_content(text: Path) -> None:
    """The link itself has not changed."""
    link = text.with_name("link")
    link.symlink_to(text)
    assert reread(words, link) == ["one"]
    other = text.with_name("other")
    other.write_text("two", encoding="utf-8")
    link.unlink()
    link.symlink_to(other)
    assert reread(words, link) == ["two"]


def test_what_is_broken_is_told_again_and_read_once(text: Path) -> None:
    """A broken file is not read for every page, and is read again when it is repaired."""
    text.write_text("broken", encoding="utf-8")
    for _ in range(3):
        with pytest.raises(FindingsError, match="X001"):
            reread(words, text)
    assert [text] == READ
    text.write_text("whole", encoding="utf-8")
    assert reread(words, text) == ["whole"]


def test_what_is_no_file_has_no_digest(tmp_path: Path) -> None:
    """Nothing waits for a pipe; a folder is known by the names in it."""
    os.mkfifo(tmp_path / "pipe")
    assert [digest_of(tmp_path / name) for name in ("pipe", "none", "bad\0name")] == ["", "", ""]
    before = digest_of(tmp_path)
    (tmp_path / "new").touch()
    assert digest_of(tmp_path) not in {before, ""}


def test_a_digest_is_kept_only_of_files_that_were_left_alone(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file written just now could change again and keep its times; one changed long ago could not."""
    status = text.stat()
    assert not is_settled(status, status.st_ctime_ns + SETTLED)
    assert is_settled(status, status.st_ctime_ns + SETTLED + 1)
    monkeypatch.setattr(content.time, "time_ns", lambda: status.st_ctime_ns + SETTLED + 1)
    kept = digest_of(text)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("read again"))
    assert digest_of(text) == kept


def test_memory_has_an_end(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not asked for the longest is forgotten."""
    monkeypatch.setattr(content, "KEPT", 1)
    other = text.with_name("other")
    other.write_text("two", encoding="utf-8")
    for path in (text, other, text):
        reread(words, path)
    assert [text, other, text] == READ
