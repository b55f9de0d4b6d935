"""What of a file is searched for a private pool: each byte that a reader can get at, and where the search ends."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from course.outputs.leaks import contents, find_leaks
from quizzes.finding import Level
from quizzes.overlay import Secret

SECRET = [Secret("p-one", "id", "p-one")]
WORDS = b"It is p-one here."


def zipped(content: bytes, name: str = "a.txt") -> bytes:
    """Return an archive with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def tarred(content: bytes) -> bytes:
    """Return another kind of archive with a folder and one file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        entry = tarfile.TarInfo("folder/a.txt")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


HEAD = b"# Sphinx inventory version 2\n# Project: p\n# Version: 1\n# zlib\n"
HELD = {
    "plain.txt": WORDS,
    "page.html": b"<p>It is <b>p-one</b></p>",
    "no-suffix": WORDS,
    "strange.bin": b"\xff\xfe\x00" + WORDS + b"\xff",
    "a.zip": zipped(WORDS),
    "a.tar": tarred(gzip.compress(WORDS)),
    "a.gz": gzip.compress(WORDS),
    "a.tgz": gzip.compress(tarred(WORDS)),
    "a.tar.zip": zipped(tarred(gzip.compress(WORDS)), "a.tar"),
    "head.inv": HEAD.replace(b"# Project: p", b"# Project: p-one") + zlib.compress(b"nothing"),
    "last-line.inv": HEAD.replace(b"# zlib", b"# p-one") + zlib.compress(b"nothing"),
    "packed.inv": HEAD + zlib.compress(b"nothing\np-one"),
    "stored.inv": HEAD + zlib.compress(b"nothing\np-one", 0),  # the packed part has line ends of its own
    "broken.inv": HEAD.replace(b"# Version: 1", b"# Version: p-one") + b"no zlib",
    "pixels.zip": zipped(b"\x89PNG p-one", "p-one.png"),  # the name in the archive is read
}
NOT_HELD = {
    "none.txt": b"It is p-ones here, up-one, p-one-more.",
    "a.png": b"\x89PNG " + WORDS,
    "a.woff2": b"wOF2 " + WORDS,
    "picture.zip": zipped(b"\x89PNG " + WORDS, "a.png"),
    "tail.inv": HEAD + b"no zlib p-one",
}


@pytest.mark.parametrize("name", HELD)
def test_what_a_reader_can_get_at_is_searched(name: str, tmp_path: Path) -> None:
    """One finding for a file, with its place and what to do."""
    (tmp_path / name).write_bytes(HELD[name])
    (found,) = find_leaks(tmp_path, SECRET)
    assert (found.path, found.line, found.code, found.level) == (tmp_path / name, 1, "B213", Level.ERROR)
    assert (found.message, found.subject) == ("the file holds the id of a private item", "p-one")
    assert found.hint


@pytest.mark.parametrize("name", NOT_HELD)
def test_pixels_and_longer_names_are_no_leak(name: str, tmp_path: Path) -> None:
    """Bytes of pictures and fonts say what they like."""
    (tmp_path / name).write_bytes(NOT_HELD[name])
    assert find_leaks(tmp_path, SECRET) == []


def test_the_name_of_a_file_counts(tmp_path: Path) -> None:
    """A page may be called after an item."""
    (tmp_path / "p-one.html").write_bytes(b"nothing")
    assert len(find_leaks(tmp_path, SECRET)) == 1


@pytest.mark.parametrize(("depth", "found"), [(1, 1), (4, 1), (5, 0)])
def test_archives_are_opened_to_a_depth(depth: int, found: int, tmp_path: Path) -> None:
    """So many in each other, and no further: a bomb must end."""
    content = zlib.compress(WORDS)
    content = HEAD + content
    for number in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.inv" if number == 0 else "a.zip", content)
        content = out.getvalue()
    (tmp_path / "a.zip").write_bytes(content)
    assert len(find_leaks(tmp_path, SECRET)) == found


def test_files_come_in_order_and_without_secrets_nothing_is_read(tmp_path: Path) -> None:
    """Folders are walked; where there is no pool, even a broken archive is left alone."""
    (tmp_path / "b").mkdir()
    for name in ("b/c.txt", "a.txt", "z.txt"):
        (tmp_path / name).write_bytes(WORDS)
    assert [one.path.relative_to(tmp_path).as_posix() for one in find_leaks(tmp_path, SECRET)] == [
        "a.txt", "b/c.txt", "z.txt",
    ]  # fmt: skip
    assert find_leaks(tmp_path, []) == []
    assert list(contents(tmp_path / "a.txt")) == [f"a.txt\n{WORDS.decode()}"]
