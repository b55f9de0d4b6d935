"""What is true on a screen only is not printed, and what is true on paper only is no part of the website."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from course.checks import all_checks
from course.material import read_material
from course.project import load_project
from tests.course.outputs.conftest import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Edition
    from tests.course.outputs.conftest import Shipped

ON_SCREEN = ("send the whole test", "you can try as often as you like", "stay in this browser")
ON_PAPER = ("They are printed without answers", "Nothing but this book.", "unless you hand them in")
DAY = dt.date(2026, 11, 22)
PAGES = ("posttest", "index", "evaluation", "about")


def words_of(html: str | bytes) -> str:
    """Return the words of a page with single blanks."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


def test_the_website_says_what_a_screen_does(klonopin_edition: Edition) -> None:
    """Words for the screen stand there, words for paper do not."""
    said = " ".join(words_of((klonopin_edition("html") / f"{page}.html").read_text(encoding="utf-8")) for page in PAGES)
    assert [words for words in ON_SCREEN if words not in said] == []
    assert [words for words in ON_PAPER if words in said] == []


def test_the_book_says_what_paper_does(shipped: Shipped) -> None:
    """The other way round, and the pages that collect what a device has kept are no chapters."""
    said = spoken(shipped.out / "print" / "klonopin.pdf")
    assert [words for words in ON_SCREEN if words in said] == []
    assert [words for words in ON_PAPER if words not in said] == []
    assert "Record of completion" not in said


def test_the_e_book_is_like_paper_and_leads_to_no_page_that_it_lacks(shipped: Shipped) -> None:
    """Pages of the website alone are neither packed nor in the contents."""
    (path,) = (shipped.out / "epub").glob("*.epub")
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        said = " ".join(words_of(book.read(f"{page}.xhtml")) for page in PAGES)
        contents = book.read("nav.xhtml").decode() + book.read("content.opf").decode() + book.read("toc.ncx").decode()
    assert {"record.xhtml", "review.xhtml"}.isdisjoint(names)
    assert "record.xhtml" not in contents
    assert [words for words in ON_SCREEN if words in said] == []
    assert [words for words in ON_PAPER if words not in said] == []


@pytest.mark.parametrize(
    "free",
    [
        ":::{screen}\nPress the button.\n:::",
        "{screen}`Scroll down.`",
        ":::{instructor}\nClick twice.\n:::",
        'He said, "click here".',
        "Alcohol can press on breathing, and a tap on the shoulder wakes no one.",
    ],
)
def test_words_that_are_marked_quoted_or_mean_something_else_are_free(tea: Path, free: str) -> None:
    """The check finds no button in them."""
    page = tea / "lessons" / "01-leaf.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{free}\n", encoding="utf-8")
    assert list(all_checks()["T501"].run(read_material(load_project(tea), today=DAY))) == []


def test_a_page_for_the_screen_may_speak_of_buttons(tea: Path) -> None:
    """Its front matter says that nobody prints it."""
    page = tea / "lessons" / "01-leaf.md"
    text = page.read_text(encoding="utf-8").replace("---\n", "---\nonly: screen\n", 1)
    page.write_text(f"{text}\nPress the button.\n", encoding="utf-8")
    assert list(all_checks()["T501"].run(read_material(load_project(tea), today=DAY))) == []
