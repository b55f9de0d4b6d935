"""Pages on paper: the text without the frame, answers as they are unfolded, questions in one piece, black on white."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser.learner import LESSON, MORE, answer, send, start_test, visit
from tests.course.outputs.print.marks import page_words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

ENDS = """(all) => all.map((form) => {
  const names = ['.quiz-stem', '.quiz-choice .quiz-text', '.quiz-row .quiz-text', '.quiz-entry label'];
  const parts = [...form.querySelectorAll(names.join(', '))];
  const words = (node) => node.textContent.trim().split(/\\s+/).slice(0, 2).join(' ');
  return [form.dataset.item, words(parts[0]), words(parts.at(-1))];
})"""
LOOSE = "@media print { .quiz-item, .quiz-fields { break-inside: auto !important; } }"
FRAME = (
    "Contents",
    "Display",
    "Check answer",
    "Start again",
    "Previous",
    "Report an error",
    "Mark this lesson",
    "Go on",
)


def squeezed(text: str) -> str:
    """Return text without spaces and ligatures: a PDF knows where letters stand, not where words end."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def paper(page: Page) -> list[str]:
    """Print the page on A4 and return the letters of each sheet."""
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as document:
        return [squeezed(page_words(sheet)) for sheet in document.pages]


def missing(sheets: list[str], *texts: str) -> list[str]:
    """Return which of the texts are on no sheet."""
    return [text for text in texts if not any(squeezed(text) in sheet for sheet in sheets)]


def on_paper(sheets: list[str], *texts: str) -> list[str]:
    """Return which of the texts are on some sheet."""
    return [text for text in texts if text not in missing(sheets, text)]


def test_a_lesson_is_printed_with_what_is_open_and_without_the_frame(page: Page, learner_server: str) -> None:
    """Title, notice, the verdict given, the answer unfolded; no folded answer, no button, no navigation."""
    page.emulate_media(color_scheme="dark")
    visit(page, learner_server, MORE)
    answer(page, "more-q1", "b")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    page.locator("form[data-item=more-q1] .quiz-answer summary").click()
    shown = page.locator("form[data-item=more-q1] .quiz-answer .quiz-feedback").first.inner_text()
    sheets = paper(page)
    rest = page.locator(".course-notice p:not(.admonition-title)").first
    expect(rest).to_be_hidden()
    page.locator(".course-notice summary").click()
    expect(rest).to_be_visible()
    page.locator(".course-notice summary").click()
    assert (
        missing(
            sheets,
            "More things",
            "Not reviewed",
            str(rest.text_content()),
            "Not correct",
            shown,
            "Small things, version 2.0",
        )
        == []
    )
    assert on_paper(sheets, *FRAME) == []
    assert sum(sheet.count(squeezed(shown)) for sheet in sheets) == 1  # the same words stand folded in other answers


DESIGN = """<div class="sd-tab-set"><input type="radio" id="t1" name="t" checked>
<label class="sd-tab-label" for="t1">One</label>
<div class="sd-tab-content"><p>First words</p></div><input type="radio" id="t2" name="t"><label class="sd-tab-label"
for="t2">Two</label><div class="sd-tab-content"><p>Second words</p></div></div>
<details class="sd-sphinx-override sd-dropdown sd-card"><summary class="sd-summary-title sd-card-header">More</summary>
<div class="sd-summary-content sd-card-body"><p>Folded words</p></div></details>
<div class="sd-card"><div class="sd-card-body"><p>Card words</p></div></div>"""


def test_tabs_cards_and_what_is_folded_are_printed_whole(page: Page, learner_server: str) -> None:
    """Paper cannot be opened: all tabs below each other, a dropdown with what is in it, cards as they are."""
    visit(page, learner_server, MORE)
    page.locator(".bd-article").evaluate("(it, html) => it.insertAdjacentHTML('beforeend', html)", DESIGN)
    assert missing(paper(page), "One", "First words", "Two", "Second words", "More", "Folded words", "Card words") == []


HEIGHTS = (180, 195, 210)
"""Sheets as broad as A5, in millimeters: on one of them some question would lie across the end."""


def broken_questions(page: Page, height: int) -> list[str]:
    """Return the items that begin on one sheet of this height and end on another."""
    with pikepdf.open(io.BytesIO(page.pdf(width="148mm", height=f"{height}mm"))) as document:
        sheets = [squeezed(page_words(sheet)) for sheet in document.pages]
    items: list[list[str]] = page.locator("form.quiz-item").evaluate_all(ENDS)
    broken = []
    for name, first, last in items:
        begins, ends = ({n for n, sheet in enumerate(sheets) if squeezed(text) in sheet} for text in (first, last))
        assert begins, f"the stem of {name} is on no sheet"
        if not begins & ends:
            broken.append(name)
    return broken


def test_no_question_is_broken_over_two_sheets(page: Page, learner_server: str) -> None:
    """Where the rules that keep questions whole are taken back, the same look finds broken ones."""
    visit(page, learner_server, LESSON)
    assert [name for height in HEIGHTS for name in broken_questions(page, height)] == []
    page.evaluate("(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); "
                  "document.adoptedStyleSheets.push(sheet); }", LOOSE)  # fmt: skip
    assert [name for height in HEIGHTS for name in broken_questions(page, height)] != []


def test_paper_is_white_in_dark_colors_too(page: Page, learner_server: str) -> None:
    """Ink of the text and of verdicts is black when printed."""
    page.emulate_media(color_scheme="dark", media="print")
    visit(page, learner_server, MORE)
    answer(page, "more-q1", "b")
    page.locator("form[data-item=more-q1] .quiz-check").dispatch_event("click")
    colors = page.evaluate(
        "() => ['article p', 'h1', '.quiz-result', '.quiz-stem'].map((name) => "
        "getComputedStyle(document.querySelector(name)).color)"
    )
    assert set(colors) == {"rgb(0, 0, 0)"}


def test_a_result_is_printed_with_its_verdicts(page: Page, learner_server: str) -> None:
    """Score, objectives and each question with what was answered and how it was judged."""
    for item in start_test(page, learner_server):
        answer(page, item, "a" if item.startswith("pb") else "b")
    send(page)
    sheets = paper(page)
    wanted = (
        "1 of 3 points (33%)",
        "Result by objective",
        "✗ Not correct",
        "✓ Correct",
        "On a shelf stand small things",
    )
    assert missing(sheets, *wanted) == []
    assert on_paper(sheets, *FRAME, "Take another test", "Look again") == []


def test_the_record_alone_is_printed(page: Page, learner_server: str) -> None:
    """One sheet: the card, without title, field and button of the page."""
    visit(page, learner_server, "record.html")
    page.evaluate("() => { for (const [doc] of Course.data.steps) Course.progress.mark(doc, true, 'marked'); }")
    page.reload()
    page.get_by_label("Your name").fill("Ada Nurse")
    sheets = paper(page)
    assert len(sheets) == 1
    assert missing(sheets, "Ada Nurse", "has completed the course", "no continuing-education credit") == []
    assert on_paper(sheets, "Your name", "Print or save", *FRAME) == []
