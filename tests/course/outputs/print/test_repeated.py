"""Building again: the same bytes, and no work for what has not changed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest

from course.outputs.pdf import typeset
from course.outputs.pdf.streams import end_texts_well
from tests.course.outputs.conftest import build

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("print")


def test_a_font_never_ends_like_a_line() -> None:
    """A compact font whose packed bytes end in a carriage return gets other bytes; its own are kept."""
    data = b"\x0c"  # the checksum ends in the sum of the bytes and one
    with pikepdf.new() as document:
        font = document.make_stream(b"", Subtype=pikepdf.Name.CIDFontType0C)
        font.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode)
        document.Root.Font = font
        assert font.read_raw_bytes().endswith(b"\r")
        end_texts_well(document)
        assert not zlib.compress(font.read_bytes()).endswith(b"\r")
        assert font.read_bytes().startswith(data)


def _files(out: Path) -> dict[str, bytes]:
    found = [path for path in out.rglob("*") if path.suffix in (".pdf", ".epub") and ".cache" not in path.parts]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def test_the_same_course_gives_the_same_bytes(course: Path, tmp_path: Path) -> None:
    """Every PDF and the EPUB are the same in two folders."""
    for name in ("one", "two"):
        done = build(course, tmp_path / name, "print", "instructor-book", "epub")
        assert done.exit_code == 0, done.output
    first, second = _files(tmp_path / "one"), _files(tmp_path / "two")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) > 8


def test_only_what_changed_is_compiled(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit of one card its two papers and the books are made anew, the other card and the handouts not."""
    made: list[str] = []
    compile_typst = typeset.compile_typst

    def counted(source: Path, *rest: object) -> object:
        made.append(source.stem)
        return compile_typst(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(typeset, "compile_typst", counted)
    assert build(course, tmp_path / "out", "print").exit_code == 0
    everything = sorted(made)
    made.clear()
    page = course / "handouts" / "c1-card.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Rest well", "Sleep well"), encoding="utf-8")
    assert build(course, tmp_path / "out", "print").exit_code == 0
    again = ["job-aids%2Fc1-card-a4", "job-aids%2Fc1-card-letter", "large-print%2Fsleep", "sleep"]
    assert sorted(made) == again
    assert set(again) < set(everything)
