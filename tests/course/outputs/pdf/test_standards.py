"""The book keeps PDF/UA-1 and PDF/A-2a, says what it is, and is the same in every build."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest

from course.outputs.pdf.book import date_in_words
from course.outputs.pdf.build import build_pdf
from course.outputs.pdf.finish import finish
from course.outputs.pdf.reading import read_aloud
from course.outputs.pdf.streams import AMBIGUOUS, end_packs_well

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_validator_finds_nothing(book: Any, profile: str) -> None:
    """The book with every kind of node breaks no rule of either standard."""
    report = page.validate_pdf_bytes(book.pdf, profile=profile)
    assert [failure.rule_id for failure in report.failures] == []


def test_nothing_is_warned_of(book: Any) -> None:
    """Neither Sphinx nor Typst has anything to say against the book."""
    assert book.warnings == ""


def test_a_second_build_gives_the_same_bytes(book: Any, tmp_path: Path) -> None:
    """Building again, in other folders, gives the very same file."""
    again = build_pdf(book.app.srcdir, tmp_path / "out", cache=tmp_path / "cache")
    assert again.path.read_bytes() == book.pdf
    assert again.pages == len(pikepdf.open(io.BytesIO(book.pdf)).pages)


def test_an_unchanged_book_is_not_made_again(make_book: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build of the same sources leaves the compiler alone; a damaged file is replaced."""
    first = make_book("# One\n\nWords.\n")
    compiled: list[object] = []
    import course.outputs.pdf.typeset as module

    real = module.compile_typst
    monkeypatch.setattr(module, "compile_typst", lambda *args: (compiled.append(args), real(*args))[1])
    assert make_book("# One\n\nWords.\n").pdf == first.pdf
    assert not compiled
    first.path.write_bytes(b"damaged")
    assert make_book("# One\n\nWords.\n").pdf == first.pdf
    assert not compiled
    (first.builder.cache / first.path.name).write_bytes(b"damaged too")
    assert make_book("# One\n\nWords.\n").pdf == first.pdf
    assert len(compiled) == 1


def test_the_date_comes_from_the_environment_or_the_settings(
    make_book: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH wins over the date of the book, which is printed and dates the file."""
    dated = make_book("# One\n", course_pdf_date="2026-02-03")
    assert "February 3, 2026" in dated.spoken
    assert _created(dated.pdf).startswith("D:20260203")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert _created(make_book("# One\n", course_pdf_date="2026-02-03", course_pdf_name="other").pdf).startswith(
        "D:1970"
    )


def _created(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo["/CreationDate"])


@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_the_paper_is_chosen(make_book: Callable[..., Any], paper: str, points: tuple[int, int]) -> None:
    """A4 and Letter are printed on."""
    with pikepdf.open(io.BytesIO(make_book("# One\n", course_pdf_paper=paper).pdf)) as document:
        assert all((round(float(p.mediabox[2])), round(float(p.mediabox[3]))) == points for p in document.pages)


def test_a_sheet_is_as_good_as_a_book_and_has_no_cover(make_book: Callable[..., Any]) -> None:
    """The short form breaks no rule of either standard, and its first words are those of the page."""
    sheet = make_book("# A test\n\nOne question.\n", course_pdf_form="sheet")
    assert sheet.spoken == "A test\nOne question."
    for profile in ("ua1", "2a"):
        assert not page.validate_pdf_bytes(sheet.pdf, profile=profile).failures


def test_another_language_is_marked(make_book: Callable[..., Any]) -> None:
    """A book in another language names it in the file, so that a voice of that language reads it."""
    german = make_book("# Eins\n\nDonaudampfschifffahrtsgesellschaft.\n", language="de")
    with pikepdf.open(io.BytesIO(german.pdf)) as document:
        assert str(document.Root.Lang) == "de"
    assert "Donaudampfschifffahrtsgesellschaft" in german.spoken.replace("\u00ad", "")


def test_the_notice_stands_on_the_cover_and_on_every_page(book: Any) -> None:
    """The notice is printed on the cover and in the footer, where it is decoration and not read aloud each time."""
    words = "Not reviewed by a botanist"
    with pikepdf.open(io.BytesIO(book.pdf)) as document:
        shown = [_glyphs(p) for p in document.pages]
    assert book.spoken.count(words) == 2, "cover and imprint"
    assert all(words.replace(" ", "") in text for text in [shown[0], *shown[2:]])


def _glyphs(page_: pikepdf.Page) -> str:
    """Return everything that a page shows, tagged or not, without blanks."""
    from course.outputs.pdf.reading import decode, fonts_of

    fonts = fonts_of(page_)
    found, font = "", {}
    for instruction in pikepdf.parse_content_stream(page_):
        if str(instruction.operator) == "Tf":
            font = fonts[str(instruction.operands[0])]
        elif str(instruction.operator) in ("Tj", "TJ"):
            found += decode(instruction.operands[0], font)
    return found.replace(" ", "").replace("\u00a0", "")


def test_no_stream_ends_where_a_reader_could_mistake_its_length(book: Any) -> None:
    """No stream ends in a carriage return, whatever the checksums of the compression happen to be."""
    assert AMBIGUOUS not in book.pdf
    for pad in range(8):
        with pikepdf.open(io.BytesIO(book.pdf)) as document:
            for number, p in enumerate(document.pages):
                p.obj.Contents.write(p.obj.Contents.read_bytes() + b" " * (pad * 7 + number))
            out = io.BytesIO()
            document.save(out)
        assert AMBIGUOUS not in finish(out.getvalue(), [])


def test_a_pack_that_ends_badly_is_rewritten_in_its_room(book: Any) -> None:
    """The last byte of a pack is a sum, so one of many letters ends it badly; rewritten, it holds the same."""
    letters = [chr(code) for code in range(ord("*"), ord("~")) if chr(code) != "\\"]
    with pikepdf.open(io.BytesIO(book.pdf)) as document:
        for number in range(16 * len(letters)):
            many, letter = divmod(number, len(letters))
            document.Root["/Pad"] = pikepdf.Array([pikepdf.String("x" * many + letters[letter])])
            out = io.BytesIO()
            document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            before = out.getvalue()
            after = end_packs_well(before)
            if after != before:
                break
    assert len(after) == len(before)
    assert after.count(AMBIGUOUS) < before.count(AMBIGUOUS)
    assert read_aloud(after) == book.spoken


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "February 3, 2026"), ("en-GB", "3 February 2026"), ("de", "3. Februar 2026"), ("ja", "2026年2月3日"),
     ("xx-none", "2026-02-03")],
)  # fmt: skip
def test_a_date_is_written_as_in_its_language(language: str, words: str) -> None:
    """The order and the names of months are those of the language; one that nobody knows keeps the figures."""
    assert date_in_words("2026-02-03", language) == words
    assert date_in_words("", language) == ""
