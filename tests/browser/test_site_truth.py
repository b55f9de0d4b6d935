"""True to what was learned: records, scores and answers when the course, the device or the learner changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

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
    unfold,
    visit,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

COMEBACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
"""What a browser does when it shows a page again as it was left."""


def change(source: Path, name: str, old: str, new: str) -> None:
    """Change a file of the course and build it again into the same site."""
    path = source / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    rebuild(source)


def take_test(page: Page, site: str, choice: str = "a") -> list[str]:
    """Do the lessons and send a test in which every answer is the same choice; return the ids of its questions."""
    finish_lessons(page, site)
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Start the test").click()
    items = drawn(page)
    for item in items:
        answer(page, item, choice)
    send(page)
    return items


def finish(page: Page, site: str) -> None:
    """Do the whole course, and be on the page of the record."""
    take_test(page, site)
    visit(page, site, "evaluation.html")
    answer(page, "op-1", "s2")
    visit(page, site, "record.html")
    page.locator(".course-record-card").wait_for()


def test_a_corrected_key_changes_score_and_verdicts_together_and_is_said(
    page: Page, own_site: tuple[Path, str]
) -> None:
    """A key corrected without a raised revision: one grading for score and verdicts, the old score beside it."""
    source, site = own_site
    first = take_test(page, site)[0]
    assert "3 of 3 points" in page.locator(".course-score").inner_text()
    bank = "quizzes/pool-a.yaml" if first.startswith("pa") else "quizzes/pool-b.yaml"
    start = (source / bank).read_text(encoding="utf-8").index(f"id: {first}\n")
    block = (source / bank).read_text(encoding="utf-8")[start:].split("  - id:")[0]
    right = f"- {{id: a, text: The right one of {first}, correct: true,"
    wrong = f"- {{id: b, text: A wrong one of {first},"
    assert right in block
    swapped = block.replace(right, right.replace(" correct: true,", "")).replace(wrong, f"{wrong} correct: true,")
    change(source, bank, block, swapped)
    visit(page, site, "posttest.html")
    assert "2 of 3 points" in page.locator(".course-score").inner_text()
    assert page.locator(".course-test-sheet form[data-verdict=correct]").count() == 2
    note = page.locator(".course-rekeyed").inner_text()
    assert "question 1." in note
    assert "3 of 3 points" in note
    assert entry(page, "step", "posttest")["done"] is True


def test_a_test_without_its_questions_is_closed_and_never_failed(page: Page, own_site: tuple[Path, str]) -> None:
    """An open test whose questions the course no longer has is closed; one that was scored keeps its score."""
    source, site = own_site
    items = take_test(page, site)
    page.get_by_role("button", name="Take another test").click()
    second = drawn(page)
    for name in ("pool-a", "pool-b"):
        path = source / "quizzes" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        for item in {*items, *second}:
            text = text.replace(f"id: {item}\n", f"id: {item}-new\n")
        path.write_text(text, encoding="utf-8")
    rebuild(source)
    visit(page, site, "posttest.html")
    told = page.locator(".course-test").inner_text()
    assert "of 3 questions of this test it no longer has 3" in told
    assert "0 of 0" not in told
    page.evaluate("(key) => localStorage.removeItem(key)", f"{KEY}attempt/2")
    page.reload()
    assert "3 of 3 points" in page.locator(".course-score").inner_text()
    assert "no longer in the course: 3" in page.locator(".course-rekeyed").inner_text()
    page.get_by_role("button", name="Take another test").click()
    assert len(drawn(page)) == 3


def test_an_earned_record_outlives_a_new_lesson_and_names_its_edition(page: Page, own_site: tuple[Path, str]) -> None:
    """A lesson that comes later is offered as new; the record stays, for the edition in which it was earned."""
    source, site = own_site
    finish(page, site)
    before = page.locator(".course-record-card").inner_text()
    assert "2.0" in before
    (source / "lessons" / "03-new.md").write_text("---\nminutes: 5\n---\n# Newer things\n\nNew.\n", encoding="utf-8")
    change(source, "index.md", "lessons/02-more\n", "lessons/02-more\nlessons/03-new\n")
    change(source, "course.toml", 'version = "2.0"', 'version = "3.0"')
    visit(page, site, "record.html")
    assert page.locator(".course-record-card").inner_text() == before
    told = page.locator(".course-record").inner_text()
    assert "The course has changed since: it is now version 3.0" in told
    assert "Parts still open: 1" in told
    page.get_by_role("link", name="Newer things").last.click()
    page.get_by_role("button", name="Mark this lesson as done").click()
    visit(page, site, "record.html")
    card = page.locator(".course-record-card").inner_text()
    assert "3.0" in card
    assert "4 in version 2.0" in card
    assert "1 in version 3.0" in card


def test_answers_that_are_not_checked_survive_a_reload(page: Page, learner_server: str) -> None:
    """In a lesson and in a pre-test, whole and in part."""
    visit(page, learner_server, MORE)
    answer(page, "more-q1", "b")
    page.reload()
    assert page.locator("form[data-item=more-q1] input[value=b]").is_checked()
    assert page.locator("form[data-item=more-q1]").get_attribute("data-verdict") is None
    visit(page, learner_server, LESSON)
    page.locator("form[data-item=all-cloze] input").first.fill("gr")
    page.reload()
    assert page.locator("form[data-item=all-cloze] input").first.input_value() == "gr"
    visit(page, learner_server, "index.html")
    answer(page, "pre-1", "c")
    page.reload()
    assert page.locator("form[data-item=pre-1] input[value=c]").is_checked()


def test_a_question_is_opened_again_once(page: Page, learner_server: str) -> None:
    """The address from the review page loses `again` as soon as it is used, so that a reload takes nothing away."""
    visit(page, learner_server, MORE)
    answer(page, "more-q1", "b")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    visit(page, learner_server, "review.html")
    page.locator(".course-review li a").first.click()
    page.wait_for_url(lambda address: "more.html" in address and "?" not in address)
    answer(page, "more-q1", "a")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    page.reload()
    assert page.locator("form[data-item=more-q1]").get_attribute("data-verdict") == "correct"


def test_other_tabs_and_the_way_back_show_what_is_true_now(
    page: Page, context: BrowserContext, learner_server: str
) -> None:
    """A question answered in one tab is answered in the other; a page that comes back counts what came since."""
    visit(page, learner_server, MORE)
    other = context.new_page()
    visit(other, learner_server, MORE)
    answer(other, "more-q1", "a")
    other.locator("form[data-item=more-q1] .quiz-check").click()
    expect(page.locator("form[data-item=more-q1]")).to_have_attribute("data-verdict", "correct")
    other.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"{KEY}step/evaluation", '{"done":true,"at":1}']
    )
    other.evaluate(COMEBACK)
    assert progress(other).startswith("1 of 4 done")


def test_deleting_is_confirmed_though_the_page_is_loaded_anew(page: Page, learner_server: str) -> None:
    """The start page has questions and so is loaded again; what was done is still said."""
    visit(page, learner_server, "index.html")
    answer(page, "pre-1", "c")
    unfold(page)
    page.get_by_role("button", name="Delete my progress").click()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_text("All progress of this course was removed").wait_for()
    assert page.locator("form[data-item=pre-1] input:checked").count() == 0


def test_two_learners_on_one_device_share_nothing(page: Page, learner_server: str) -> None:
    """Each has progress and answers of their own, and every page says whose they are."""
    visit(page, learner_server, MORE)
    answer(page, "more-q1", "b")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    page.get_by_role("button", name="Mark this lesson as done").click()
    visit(page, learner_server, "index.html")
    unfold(page)
    page.get_by_label("Not you?").fill("Bea")
    page.get_by_role("button", name="Go on as this learner").click()
    page.get_by_text("Bea is learning here now.").wait_for()
    assert progress(page) == "Bea: 0 of 4 done, about 24 min left"
    visit(page, learner_server, MORE)
    assert page.locator("form[data-item=more-q1] input:checked").count() == 0
    visit(page, learner_server, "index.html")
    unfold(page)
    page.get_by_role("button", name="learner without a name").click()
    page.get_by_text("The learner without a name goes on.").wait_for()
    assert progress(page).startswith("1 of 4 done")
    page.get_by_role("button", name="Go on as Bea").click()
    page.get_by_text("Bea is learning here now.").wait_for()


@pytest.mark.parametrize("name", ["index.html", "record.html", "posttest.html", "review.html", LESSON])
def test_a_browser_that_keeps_nothing_is_told_of_before_anything_is_lost(
    name: str, page: Page, context: BrowserContext, learner_server: str
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    visit(page, learner_server, name)
    assert "keeps nothing" in page.locator("[data-course-trouble]").inner_text()


DO_ALL = "Course.data.steps.forEach(([doc]) => Course.progress.mark(doc, true, 'marked'))"
RECORDS = "Object.keys(localStorage).filter((key) => key.includes('/record/')).length"


def test_after_its_last_day_an_activity_says_so_and_gives_no_record(page: Page, own_site: tuple[Path, str]) -> None:
    """Pages live on where they were put; the last day itself still counts, by the calendar of the learner."""
    source, site = own_site
    change(source, "course.toml", "[contact]", "[activity]\nexpires = 2027-03-31\n\n[contact]")
    ended = page.get_by_text("This activity ended on March 31, 2027")
    page.clock.set_fixed_time("2027-04-01T00:30:00")
    visit(page, site, LESSON)
    expect(ended).to_be_visible()
    page.evaluate(DO_ALL)
    assert page.evaluate(RECORDS) == 0
    page.clock.set_fixed_time("2027-03-31T23:30:00")
    visit(page, site, LESSON)
    expect(ended).to_be_hidden()
    page.evaluate(DO_ALL)
    assert page.evaluate(RECORDS) == 1
