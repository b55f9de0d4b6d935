"""What a learner does in the small course, in Firefox: answer, come back, search, choose a size of text, print."""

from __future__ import annotations

import base64
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pytest

from tests.browser.conftest import served
from tests.browser.learner import LESSON, MORE
from tests.browser.test_site_print import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("default")  # the client of the browser opens files that it leaves to Python
PATIENCE = 30
ANSWER = """const form = document.querySelector("form[data-item=more-q1]");
form.querySelector("input[value=a]").click();
form.querySelector(".quiz-check").click();"""
SEARCH = """const field = document.querySelector("#course-search-words");
field.value = "things";
field.form.requestSubmit();"""
DONE = "return document.querySelector('[data-course-progress]').innerText.trim().slice(0, 6);"
TROUBLE = "return document.querySelector('[data-course-trouble]').textContent;"
LOOK = """document.querySelector("[data-course-asks=look]").click();"""
LARGE = """document.querySelector("dialog input[value='150']").click();"""


def page(firefox: Any, site: Path | str, name: str) -> None:
    """Open a page, from disk when the site is a folder, from its server when it is an address."""
    firefox.navigate(f"{site}{name}" if isinstance(site, str) else (site / name).as_uri())


def ask(firefox: Any, script: str) -> Any:
    """Run a script in the page itself and return what it returns."""
    return firefox.execute_script(script, sandbox=None)


def becomes(firefox: Any, question: str, wanted: object) -> None:
    """Wait until the page gives an answer."""
    end = time.monotonic() + PATIENCE
    while (found := ask(firefox, f"return {question};")) != wanted:
        assert time.monotonic() < end, f"{question} is {found!r}, not {wanted!r}"
        time.sleep(0.05)


@pytest.fixture
def server(small_site: Path) -> Iterator[str]:
    """Serve the small course."""
    with served(small_site) as address:
        yield address


def test_an_answer_is_graded_and_kept(firefox: Any, server: str) -> None:
    """The verdict stands at the question, also when the page is opened again, and other pages know what is done."""
    page(firefox, server, MORE)
    ask(firefox, ANSWER)
    verdict = "document.querySelector('form[data-item=more-q1]').dataset.verdict"
    becomes(firefox, verdict, "correct")
    page(firefox, server, LESSON)
    ask(firefox, "document.querySelector('[data-course-finish] button').click();")
    page(firefox, server, MORE)
    becomes(firefox, verdict, "correct")
    assert ask(firefox, DONE) == "1 of 4"
    assert ask(firefox, TROUBLE) == ""


def test_from_disk_a_page_says_that_it_knows_no_other(firefox: Any, small_site: Path) -> None:
    """Each file has a storage of its own: that is said before anything is lost, and the test is not locked for ever."""
    page(firefox, small_site, LESSON)
    ask(firefox, "document.querySelector('[data-course-finish] button').click();")
    page(firefox, small_site, "posttest.html")
    assert ask(firefox, DONE) == "0 of 4"
    assert ask(firefox, TROUBLE).startswith("Firefox keeps each page on a disk apart")
    assert "the test is open" in ask(firefox, "return document.querySelector('.course-test').innerText;")


def test_search_finds_a_place(firefox: Any, small_site: Path) -> None:
    """The index comes from disk, and its first result is a lesson."""
    page(firefox, small_site, "index.html")
    ask(firefox, SEARCH)
    becomes(firefox, "!!document.querySelector('.course-hits a')", wanted=True)
    assert "lessons/" in ask(firefox, "return document.querySelector('.course-hits a').href;")


def test_large_letters_hold_on_the_next_page(firefox: Any, server: str) -> None:
    """Chosen in the dialog, they are there before the next page is painted; nothing is wider than the window."""
    page(firefox, server, LESSON)
    ask(firefox, LOOK)
    becomes(firefox, "!!document.querySelector('dialog[open].course-look')", wanted=True)
    ask(firefox, LARGE)
    page(firefox, server, MORE)
    assert ask(firefox, "return getComputedStyle(document.documentElement).fontSize;") == "24px"
    assert ask(firefox, "return document.documentElement.scrollWidth <= innerWidth;")
    ask(firefox, "localStorage.removeItem('text');")


def test_a_page_prints_its_text_alone(firefox: Any, small_site: Path) -> None:
    """The printed page has the words of the lesson, and nothing of its frame."""
    page(firefox, small_site, LESSON)
    data = firefox._send_message("WebDriver:Print", {"background": False}, key="value")
    with closing(pdfium.PdfDocument(base64.b64decode(data))) as document:
        text = squeezed("".join(sheet.get_textpage().get_text_range() for sheet in document))
    assert "Things" in text
    for words in ("Display", "Check answer", "Mark this lesson", "Contents"):
        assert squeezed(words) not in text
