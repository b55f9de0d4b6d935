"""The way from pre-test to record from disk and from a server, on a desktop and on a phone; its states for axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.learner import LESSON, MORE, answer, drawn, entry, finish_lessons, progress, send, visit
from tests.browser.scan import violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, ViewportSize

    from tests.browser.learner import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
COVERED = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  if (node === document.body) return '';
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
  return seen && (node.contains(seen) || seen.contains(node)) ? '' : node.outerHTML.slice(0, 120);
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["server", "phone"])
def site(request: pytest.FixtureRequest, page: Page, learner_server: str) -> str:
    """Serve the small course, to a page as large as the screen that it is to be seen on."""
    page.set_viewport_size(request.param)
    return learner_server


def test_the_way_from_the_pretest_to_the_record(page: Page, site: str) -> None:
    """Every step by the links that a learner sees, on a phone through the dialog of contents."""
    walk(page, site, page)


def test_the_way_from_disk_and_another_tab_that_follows(page: Page, learner_site: Path) -> None:
    """Pages from disk keep what was done for each other; a second tab says each step, and only then comes the next."""
    page.set_viewport_size(PHONE)
    other = page.context.new_page()
    visit(other, learner_site, "review.html")
    page.bring_to_front()
    walk(page, learner_site, other)


def walk(page: Page, site: Site, witness: Page) -> None:
    """Go the whole way; a step is done when the page of a witness says so."""
    visit(page, site, "index.html")
    told = expect(witness.locator("[data-course-progress]"))
    for item in ("pre-1", "pre-2"):
        answer(page, item, "b")
    page.get_by_role("button", name="Check all answers").click()
    page.get_by_role("link", name="Begin: Things").click()
    page.get_by_role("button", name="Mark this lesson as done").click()
    told.to_contain_text("1 of 4 done")
    go_to(page, "More things")
    for item in ("more-q1", "more-q2"):
        answer(page, item, "a")
        page.locator(f"form[data-item={item}] .quiz-check").click()
    told.to_have_text("2 of 4 done, about 6 min left")
    go_to(page, "Post-test")
    page.get_by_role("button", name="Start the test").click()
    for item in drawn(page):
        answer(page, item, "a")
    send(page)
    assert "Pre-test 0%, this test 100%" in page.locator(".course-gain").inner_text()
    told.to_contain_text("3 of 4 done")
    page.get_by_role("link", name="Next: tell us what you think").click()
    page.get_by_role("radio", name="Agree", exact=True).check()
    told.to_have_text("Parts done: all 4")
    page.locator(".course-finish").get_by_role("link", name="Record of completion").click()
    page.get_by_label("Your name").fill("Ada")
    assert "3 of 3 points (100%)" in page.locator(".course-record-card").inner_text()
    assert progress(page) == "Parts done: all 4"


def go_to(page: Page, title: str) -> None:
    """Follow a link of the contents, which a small screen shows in a dialog."""
    opener = page.get_by_role("button", name="Contents")
    if opener.is_visible():
        opener.click()
    with page.expect_navigation():
        page.get_by_role("navigation", name="Course").get_by_role("link", name=title).click()


def test_the_contents_of_a_phone_have_a_name_and_a_way_out(page: Page, learner_site: Path) -> None:
    """The panel is called as its button, keeps the focus, and gives everything back when it closes."""
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto((learner_site / "lessons" / "02-more.html").as_uri())
    opener = page.get_by_role("button", name="Contents")
    for close in ("click", "Escape"):
        opener.click()
        panel = page.get_by_role("dialog", name="Contents")
        assert panel.get_by_role("link", name="More things").count() == 1
        assert panel.evaluate("panel => panel.contains(document.activeElement)")
        if close == "click":
            panel.get_by_role("button", name="Close").click()
        else:
            page.keyboard.press(close)
        assert page.get_by_role("dialog").count() == 0
        assert opener.evaluate("button => button === document.activeElement")
    assert page.locator("#pst-primary-sidebar .course-panel-head").count() == 0
    assert page.locator("#pst-primary-sidebar a").count() > 3


def test_a_reload_and_a_second_tab_lose_nothing(page: Page, site: str) -> None:
    """Storage is shared by all pages of the course."""
    finish_lessons(page, site)
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Start the test").click()
    items = drawn(page)
    answer(page, items[0], "c")
    page.reload()
    page.get_by_role("button", name="Continue the test").click()
    assert drawn(page) == items
    other = page.context.new_page()
    visit(other, site, "posttest.html")
    other.get_by_role("button", name="Continue the test").click()
    assert other.locator(f"form[data-item={items[0]}] input[value=c]").is_checked()
    send(other)
    page.get_by_text("Result of test 1").wait_for()
    assert entry(page, "result", "1")["points"] == 0


def test_every_state_of_the_way_is_accessible(page: Page, site: str) -> None:
    """Practice judged, test, review before sending, result, record: axe finds nothing, nothing sticks out sideways."""
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    faults = {}

    def look(name: str) -> None:
        found = [fault["id"] for fault in violations(page)]
        faults[name] = found + (["sideways"] if page.evaluate(SIDEWAYS) > 0 else [])

    visit(page, site, MORE)
    answer(page, "more-q1", "b")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    look("practice")
    page.get_by_role("button", name="Mark this lesson as done").click()
    visit(page, site, LESSON)
    page.get_by_role("button", name="Mark this lesson as done").click()
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Start the test").click()
    look("test")
    page.get_by_role("button", name="Review your answers").click()
    look("review")
    page.get_by_role("button", name="Send and score").click()
    look("result")
    page.evaluate("() => { for (const [doc] of Course.data.steps) Course.progress.mark(doc, true, 'marked'); }")
    visit(page, site, "record.html")
    look("record")
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_bar_below_a_test_never_covers_the_focus(page: Page, site: str) -> None:
    """The count of answers stays in sight, and whatever Tab reaches stays above it."""
    finish_lessons(page, site)
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Start the test").click()
    items = drawn(page)
    answer(page, items[0], "a")
    assert page.locator(".course-test-count").inner_text() == "Answered: 1 of 3"
    while page.evaluate("() => document.activeElement.textContent") != "Review your answers":
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) == ""
