"""RTF: what pandoc misreads is written anew before it sees it, and what it drops in silence is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.ingest.losses import Losses
from course.ingest.read import read_document
from course.ingest.rtf import readable
from tests.course.ingest.reading import losses, statements

if TYPE_CHECKING:
    from pathlib import Path

    from course.ingest.tree import Document


def read(folder: Path, inner: str) -> Document:
    """Read a document of RTF with these words in it."""
    path = folder / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi\uc1 " + inner.encode("latin-1") + rb"\par}")
    return read_document(path)[1]


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (r"Take 5\u8211?10 mg", "Take 5–10 mg"),
        (r"Take 5\u8211-10 mg", "Take 5–10 mg"),
        (r"Take 5\u8211\'9610 mg", "Take 5–10 mg"),
        (r"Take {\uc2 5\u8211??10} mg", "Take 5–10 mg"),
        (r"Take {\uc0 5\u8211 10} mg", "Take 5–10 mg"),
        (r"At \u8805?2 and \u-3?", "At ≥2 and �"),
        (r"A \u-10179?\u-8704? face, \u128512? too", "A 😀 face, 😀 too"),
        (r"Plain \'b5g and \{braces\}", "Plain µg and {braces}"),
    ],
)
def test_letters_of_unicode_swallow_none_behind_them(tmp_path: Path, inner: str, words: str) -> None:
    """However the sign that stands for them is written; pandoc alone makes 5–0 of 5–10."""
    document = read(tmp_path, inner)
    assert statements(document) == [words.replace("�", "\ufffd")]
    assert document.losses == ()


def test_notes_of_every_program_are_kept(tmp_path: Path) -> None:
    """Those of Word, and those that begin with a star, as LibreOffice has them."""
    document = read(tmp_path, r"Word{\footnote One 5 mg.} and Libre{\*\footnote Two 6 mg.}.")
    assert statements(document) == ["Word and Libre.", "One 5 mg.", "Two 6 mg."]


def test_heads_comments_and_hidden_words_are_told(tmp_path: Path) -> None:
    """Each once, with its words; what is hidden no more is said."""
    inner = r"{\header Ward 7}{\headerl Ward 7}Seen {\v not \u8211? seen} again \v gone\v0 . {\*\annotation Ask Ann}"
    document = read(tmp_path, inner)
    assert losses(document) == {
        ("header or footer", "Ward 7"), ("hidden text", "not – seen"), ("hidden text", "gone"), ("comment", "Ask Ann"),
    }  # fmt: skip
    assert len(document.losses) == 4
    assert "Seen" in statements(document)[0]


def test_rows_that_go_on_without_a_definition_stay_rows(tmp_path: Path) -> None:
    """Pandoc alone makes one row of all; a row with a definition of its own is left as it is."""
    again = r"\pard\intbl a\cell 1 mg\cell\row\pard\intbl b\cell 2 mg\cell\row"
    document = read(tmp_path, rf"\trowd\cellx3000\cellx6000 {again}\pard After.")
    assert statements(document) == ["a | 1 mg", "b | 2 mg", "After."]
    own = r"\trowd\cellx3000\cellx6000\pard\intbl a\cell 1 mg\cell\row"
    assert readable(own.encode(), Losses()).content == own.encode()


def test_bytes_of_pictures_are_no_words() -> None:
    """What follows binary data is read again; a brace that is left open harms nothing."""
    content = rb"{\rtf1 {\pict\bin4 {{\u}} after \u8211?1 {"
    assert readable(content, Losses()).content.endswith(rb" after \uc1\u8211\'3f1 {")
