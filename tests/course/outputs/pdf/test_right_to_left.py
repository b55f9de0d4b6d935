"""Right-to-left text: drawn from the right, read in the order of speech."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest

from course.outputs.pdf import finish
from course.outputs.pdf.reading import fonts_of, glyphs
from course.outputs.pdf.tags import elements
from course.outputs.pdf.visitors.languages import is_counter

if TYPE_CHECKING:
    from collections.abc import Callable

HEBREW = "שלום עולם, 25 mg (קלונזפם) ביום"
LONG = " ".join(["שלום", "עולם", "טוב"] * 30)
ARABIC = "السلام عليكم ورحمة الله"
PLACES = (
    "# One\n\nSay {} to all.\n",
    "# One\n\nSay [{}]{{.language-he}} to all.\n",
    "# One\n\n{{.language-he}}\n{}\n",
    "# One\n\n| A | B |\n|---|---|\n| {} | b |\n",
)
CONF = """
extensions = ["myst_parser", "course.outputs.pdf"]
project = "Small"
myst_enable_extensions = ["attrs_inline", "attrs_block"]
"""


def _bare(text: str) -> str:
    """Return words without blanks and without the invisible signs that steer their direction."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


@pytest.mark.parametrize("words", [HEBREW, LONG, ARABIC])
@pytest.mark.parametrize("text", PLACES)
def test_it_is_read_in_the_order_of_speech(make_book: Callable[..., Any], text: str, words: str) -> None:
    """In a line, over lines, marked by its language or not, in a cell: the words are read as they were written."""
    made = make_book(text.format(words), {"conf.py": CONF})
    assert _bare(words) in _bare(made.spoken)
    for profile in ("ua1", "2a"):
        assert page.validate_pdf(str(made.path), profile=profile).failures == []


def test_without_the_pass_the_order_is_that_of_the_glyphs(
    make_book: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a file that was not told in order is read backwards, and the check above would see it."""
    monkeypatch.setattr(finish, "tell_in_order", lambda _: None)
    made = make_book(f"# One\n\n{HEBREW}\n")
    assert _bare(HEBREW) not in _bare(made.spoken)


def test_the_language_of_words_is_marked(make_book: Callable[..., Any]) -> None:
    """A class `language-he` on words or on a paragraph is the language of their tags."""
    made = make_book("# One\n\nSay [שלום]{.language-he}.\n\n{.language-de-AT}\nGrüß Gott.\n", {"conf.py": CONF})
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        marks = [
            instruction.operands[1]
            for sheet in document.pages
            for instruction in pikepdf.parse_content_stream(sheet)
            if str(instruction.operator) == "BDC"
        ]
        named = {str(tag.Lang) for tag in elements(document.Root.StructTreeRoot) if "/Lang" in tag}
    assert named | {str(mark.Lang) for mark in marks if "/Lang" in mark} == {"en", "he", "de-AT"}


@pytest.mark.parametrize(
    ("text", "language", "counter"),
    [
        ("Only English here.", "he", True),
        ("Only English here.", "ar-EG", True),
        ("Only English here.", "de", False),
        ("שלום and English", "he", False),
        ("السلام 5 mg", "ar", False),
        ("5 + 5", "he", False),
    ],
)
def test_a_paragraph_without_letters_from_the_right_runs_from_the_left(
    text: str,
    language: str,
    counter: bool,  # noqa: FBT001
) -> None:
    """Its full stop stands at its own end, in books from right to left only."""
    assert is_counter(text, language) == counter


def _places(pdf: bytes, wanted: str) -> float:
    """Return where on the page the last piece of text begins that holds the words, as a share of its width."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheet = document.pages[-1]
        fonts, font, at, found = fonts_of(sheet), dict[int, str](), 0.0, -1.0
        for command in pikepdf.parse_content_stream(sheet):
            operands: list[Any] = list(command.operands)
            name = str(command.operator)
            if name == "Tf":
                font = fonts.get(str(operands[0]), {})
            elif name == "cm":
                at = float(operands[4])
            elif name in ("Tj", "TJ") and wanted in "".join(glyphs(operands[0], font)):
                found = at / float(sheet.mediabox[2])
        return found


@pytest.mark.parametrize("language", ["he", "en"])
def test_pages_are_mirrored(make_book: Callable[..., Any], language: str) -> None:
    """Foot and bars of boxes stand at the other side in a book from right to left."""
    text = "# One\n\n```{note}\nWords of a note.\n```\n"
    made = make_book(text, course_pdf_notice="Draft", language=language, course_pdf_title="Tea")
    assert (_places(made.pdf, "Draft") > 0.5) == (language == "he")
    assert (_places(made.pdf, "Page") < 0.5) == (language == "he")
    assert made.warnings == ""
