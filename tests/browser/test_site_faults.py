"""What goes wrong around a learner: storage, tabs, updates, reloads, clocks. Nothing lost, nothing counted twice."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import rebuild
from tests.browser.learner import (
    KEY,
    LESSON,
    MORE,
    answer,
    drawn,
    entry,
    finish_lessons,
    progress,
    send,
    start_test,
    visit,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.mark.parametrize(("fault", "words"), [(BLOCKED, "keeps nothing"), (FULL, "storage of this browser is full")])
def test_without_storage_the_course_works_and_says_so(
    fault: str, words: str, page: Page, context: BrowserContext, learner_server: str
) -> None:
    """A lesson can be done on its page, a question answered, and the page says that it does not last."""
    context.add_init_script(fault)
    visit(page, learner_server, MORE)
    answer(page, "more-q1", "b")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    assert "Not correct" in page.locator("form[data-item=more-q1] .quiz-status").inner_text()
    page.get_by_role("button", name="Mark this lesson as done").click()
    assert progress(page) == "1 of 4 done, about 13 min left"
    assert words in page.locator("[data-course-trouble]").inner_text()


@pytest.mark.parametrize("fault", [BLOCKED, FULL])
def test_without_storage_a_locked_test_is_open_and_says_why(
    fault: str, page: Page, context: BrowserContext, learner_server: str
) -> None:
    """What was done on other pages cannot be known: the lock opens, and the test scores though nothing is kept."""
    context.add_init_script(fault)
    visit(page, learner_server, "posttest.html")
    assert "the test is open. Questions drawn for you: 3." in page.locator(".course-test").inner_text()
    assert page.locator(".course-test li").count() == 0
    page.get_by_role("button", name="Start the test").click()
    for item in drawn(page):
        answer(page, item, "a")
    send(page)
    assert "3 of 3 points" in page.locator(".course-outcome").inner_text()


def test_a_test_without_a_lock_names_the_open_lessons_and_starts(
    page: Page, learner_site: Path, tmp_path: Path
) -> None:
    """With `lock = false` the learner decides; the setting reaches the page through the data of the course."""
    site = shutil.copytree(learner_site, tmp_path / "html")
    data = site / "_static" / "course-data.js"
    text = data.read_text(encoding="utf-8")
    assert '"lock": true' in text
    data.write_text(text.replace('"lock": true', '"lock": false'), encoding="utf-8")
    visit(page, site, "posttest.html")
    assert "You may take the test now" in page.locator(".course-test").inner_text()
    assert page.locator(".course-test li").count() == 2
    page.get_by_role("button", name="Start the test").click()
    assert len(drawn(page)) == 3


@pytest.mark.parametrize("text", ["{", "null", "[1]", '{"done":7,"at":"x"}'])
def test_damaged_entries_are_left_out_and_said(text: str, page: Page, learner_server: str) -> None:
    """One broken entry does not take the others with it."""
    finish_lessons(page, learner_server)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{KEY}step/lessons/01-things", text])
    visit(page, learner_server, "review.html")
    assert progress(page) == "1 of 4 done, about 13 min left"
    assert "could not be read" in page.locator("[data-course-trouble]").inner_text()


def test_damaged_attempts_and_results_let_the_test_begin_anew(page: Page, learner_server: str) -> None:
    """Broken entries of the test do not lock the learner out."""
    start_test(page, learner_server)
    for name in ("attempt/1", "result/1"):
        page.evaluate("(key) => localStorage.setItem(key, '[')", f"{KEY}{name}")
    page.reload()
    page.get_by_role("button", name="Start the test").click()
    assert len(drawn(page)) == 3


def test_two_tabs_see_each_other(page: Page, context: BrowserContext, learner_server: str) -> None:
    """A lesson done in one tab counts at once in the other, and once."""
    visit(page, learner_server, LESSON)
    other = context.new_page()
    visit(other, learner_server, MORE)
    other.get_by_role("button", name="Mark this lesson as done").click()
    page.get_by_text("1 of 4 done").wait_for()
    page.get_by_role("button", name="Mark this lesson as done").click()
    other.get_by_text("2 of 4 done").wait_for()
    assert progress(page) == progress(other) == "2 of 4 done, about 6 min left"


def test_two_tabs_share_one_test_and_score_it_once(page: Page, context: BrowserContext, learner_server: str) -> None:
    """What one tab sends, the other shows; the second sending changes nothing."""
    items = start_test(page, learner_server)
    for item in items:
        answer(page, item, "a")
    other = context.new_page()
    visit(other, learner_server, "posttest.html")
    other.get_by_role("button", name="Continue the test").click()
    assert drawn(other) == items
    assert other.locator(".course-test-sheet input[value=a]:checked").count() == 3
    page.get_by_role("button", name="Review your answers").click()
    send(other)
    page.get_by_text("Result of test 1").wait_for()
    kept = entry(page, "result", "1")
    assert kept["points"] == 3
    assert page.get_by_role("button", name="Send and score").count() == 0
    count = "() => Object.keys(localStorage).filter((key) => key.includes('/result/')).length"
    assert page.evaluate(count) == 1


def test_a_reload_in_the_middle_of_the_test_loses_nothing(page: Page, learner_server: str) -> None:
    """The same questions in the same order, with what was answered."""
    items = start_test(page, learner_server)
    answer(page, items[1], "c")
    page.reload()
    assert "You have begun this test" in page.locator(".course-test").inner_text()
    page.get_by_role("button", name="Continue the test").click()
    assert drawn(page) == items
    assert page.locator(f"form[data-item={items[1]}] input[value=c]").is_checked()
    assert page.locator(".course-test-sheet input:checked").count() == 1
    # On a page whose questions stand right below its title the test is no part of a section of its own.
    page.evaluate("document.querySelector('.bd-article > section').append(document.querySelector('.course-test'))")
    page.locator(".course-test-sheet form").first.wait_for()


def test_an_update_of_the_course_keeps_what_did_not_change(page: Page, own_site: tuple[Path, str]) -> None:
    """Reworded texts keep everything; a raised revision asks again for that item alone and says so."""
    source, site = own_site
    visit(page, site, MORE)
    for item in ("more-q1", "more-q2"):
        answer(page, item, "a")
        page.locator(f"form[data-item={item}] .quiz-check").click()
    visit(page, site, LESSON)
    page.get_by_role("button", name="Mark this lesson as done").click()
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Start the test").click()
    items = drawn(page)
    answer(page, items[0], "b")
    answer(page, items[1], "b")
    raise_revisions(source, ["more-q2", items[0]])
    rebuild(source)
    visit(page, site, MORE)
    assert progress(page) == "2 of 4 done, about 6 min left"
    assert page.locator("form[data-item=more-q1]").get_attribute("data-verdict") == "correct"
    assert page.locator("form[data-item=more-q2]").get_attribute("data-verdict") is None
    assert "A question has changed" in page.locator(".quiz-summary").last.inner_text()
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Continue the test").click()
    assert drawn(page) == items
    assert page.locator(f"form[data-item={items[0]}] input:checked").count() == 0
    assert page.locator(f"form[data-item={items[1]}] input[value=b]").is_checked()


def raise_revisions(source: Path, items: list[str]) -> None:
    """Reword every stem of the practice and raise the revision of some items."""
    for bank in (source / "quizzes").glob("*.yaml"):
        text = bank.read_text(encoding="utf-8").replace("of more things?", "of the more things?")
        for item in items:
            text = text.replace(f"  - id: {item}\n", f"  - id: {item}\n    revision: 2\n")
        bank.write_text(text, encoding="utf-8")


def test_a_clock_set_back_neither_loses_nor_hides_anything(page: Page, learner_server: str) -> None:
    """Entries from a later day count, and are due at once: nobody can say how long ago they were."""
    page.clock.set_fixed_time("2027-03-01T10:00:00")
    visit(page, learner_server, MORE)
    for item in ("more-q1", "more-q2"):
        answer(page, item, "a")
        page.locator(f"form[data-item={item}] .quiz-check").click()
    page.clock.set_fixed_time("2026-11-01T10:00:00")
    visit(page, learner_server, "review.html")
    assert progress(page) == "1 of 4 done, about 13 min left"
    assert page.locator(".course-review li").count() == 2
    page.clock.set_fixed_time("2027-03-01T11:00:00")
    visit(page, learner_server, "review.html")
    assert "none is due today" in page.locator(".course-review").inner_text()
    page.clock.set_fixed_time("2027-03-04T10:00:00")
    visit(page, learner_server, "review.html")
    assert page.locator(".course-review li").count() == 2


def test_hostile_saved_text_stays_text(page: Page, learner_server: str) -> None:
    """Markup in a stored title or stem is shown, never run."""
    visit(page, learner_server, LESSON)
    evil = "<img src=x onerror=document.title='x'>"
    place = {"doc": "lessons/02-more", "title": evil, "anchor": "", "at": 1}
    item = {"right": False, "page": "lessons/02-more", "tries": 1, "at": 1, "box": 0, "stem": evil, "anchor": "more-q1"}
    page.goto("about:blank")
    visit(page, learner_server, "search.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{KEY}last/place", json.dumps(place)])
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{KEY}item/more-q1", json.dumps(item)])
    visit(page, learner_server, "index.html")
    assert evil in page.locator("[data-course-return]").inner_text()
    visit(page, learner_server, "review.html")
    assert evil in page.locator(".course-review").inner_text()
    assert page.locator("main img").count() == 0
