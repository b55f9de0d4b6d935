"""The letter of a choice stays with its text or picture, however high that is and wherever the page ends."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from course.outputs.pdf.reading import _page_texts
from course.outputs.pdf.tags import elements

if TYPE_CHECKING:
    from collections.abc import Callable

CONF = """
extensions = ["myst_parser", "quizzes", "course.outputs.pdf"]
project = "Small"
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"><path d="M0 0h{0}v{1}z"/></svg>'
ITEM = """  - id: pic{0}
    type: single
    stem: Which of these pictures shows {0} discs?
    choices:
      - {{id: a, text: "![Disc A](/a.svg)", correct: true, feedback: "It is."}}
      - {{id: b, text: "![Disc B](/b.svg)", feedback: "It is not."}}
      - {{id: c, text: "![Disc C](/c.svg)", feedback: "It is not."}}
"""


def _letters_and_pictures(pdf: bytes) -> list[tuple[int, int]]:
    """Return how many letters of choices and how many pictures each page has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tags = list(elements(document.Root.StructTreeRoot, "Figure"))
        figures = [next(kid.Pg for kid in [tag, *tag.get("/K", [])] if "/Pg" in kid).objgen for tag in tags]
        return [
            (
                sum(bool(re.fullmatch("[ABC]", text.strip())) for text in _page_texts(page).values()),
                figures.count(page.obj.objgen),
            )
            for page in document.pages
        ]


@pytest.mark.parametrize("heights", [(80, 80, 80), (300, 40, 420), (2000, 90, 700)])
@pytest.mark.parametrize("lines", [3, 14, 20])
def test_a_letter_never_parts_from_its_picture(
    make_book: Callable[..., Any], heights: tuple[int, int, int], lines: int
) -> None:
    """Every page has as many letters as pictures: small, middling and higher ones than a page, wherever they begin."""
    bank = "schema: quizbank/1\nid: pics\ntitle: Pictures\nitems:\n" + "".join(ITEM.format(n) for n in range(1, 5))
    files = {f"{name}.svg": PICTURE.format(200, height) for name, height in zip("abc", heights, strict=True)}
    text = (
        "# Pictures\n\n" + "Text that fills the page with words.\n\n" * lines + "```{quiz} pics\n:answers: none\n```\n"
    )
    made = make_book(text, {"conf.py": CONF, "quizzes/pics.yaml": bank, **files})
    assert made.warnings == ""
    found = _letters_and_pictures(made.pdf)
    assert sum(letters for letters, _ in found) == 12
    assert all(letters == pictures for letters, pictures in found), found


MIXED = """schema: quizbank/1
id: mixed
title: Mixed
stimuli:
  - {id: case, text: The case ends with this word.}
items:
  - id: sum
    type: single
    stimulus: case
    stem: What is it?
    choices:
      - {id: a, text: "$$x + y$$", correct: true, feedback: "It is."}
      - {id: b, text: "Barley", feedback: "It is not."}
  - {id: print, type: short, multiline: true, stem: What does it print?, answers: [{text: "a"}]}
"""


def test_a_formula_stands_beside_its_letter_and_a_case_apart_from_its_question(make_book: Callable[..., Any]) -> None:
    """A displayed formula too; the frame of a case does not touch the stem; lines to write on are equally long."""
    made = make_book(
        "# Mixed\n\n```{quiz} mixed\n:answers: none\n```\n", {"conf.py": CONF, "quizzes/mixed.yaml": MIXED}
    )
    assert made.warnings == ""
    page = next(page for page in PdfDocument(made.pdf) if "What is it" in page.get_textpage().get_text_range())
    letters = page.get_textpage()
    text = letters.get_text_range()
    letter, formula, stem = (letters.get_charbox(text.index(words)) for words in ("A 𝑥", "𝑥", "What is it"))
    left, bottom, right, top = range(4)
    assert 0 < formula[left] - letter[right] < 30
    assert abs(formula[bottom] - letter[bottom]) < 8
    drawn = [one.get_bounds() for one in page.get_objects() if one.type == FPDF_PAGEOBJ_PATH]
    frame = next(box for box in drawn if 20 < box[top] - box[bottom] < 100)
    assert frame[bottom] - stem[top] > 5
    written = [box for box in drawn if box[top] - box[bottom] < 1 and 400 < box[bottom] < stem[bottom]]
    assert len(written) == 5
    assert len({(round(box[left]), round(box[right])) for box in written}) == 1
