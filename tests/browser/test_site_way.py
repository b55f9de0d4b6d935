"""The learner's way through a small course: progress, tests, evaluation, record, review, own copy."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOTS, build_small_course
from tests.browser.learner import (
    LESSON,
    MORE,
    answer,
    drawn,
    entry,
    finish_lessons,
    progress,
    send,
    start_test,
    unfold,
    visit,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

LIMITS = ("no continuing-education credit", "Not reviewed.")
LISTEN = """() => {
  const all = [];
  const names = ["course:progressed", "course:completed"];
  for (const name of names) document.addEventListener(name, (event) => all.push([name, event.detail]));
  return all;
}"""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]


def test_every_page_says_how_far_the_learner_is(page: Page, learner_server: str) -> None:
    """Four parts and a start page, 24 minutes; a lesson marked as done takes its minutes away, on other pages too."""
    visit(page, learner_server, "index.html")
    assert progress(page) == "0 of 4 done, about 24 min left"
    visit(page, learner_server, LESSON)
    page.get_by_role("button", name="Mark this lesson as done").click()
    assert "This lesson is marked as done." in page.locator(".course-finish [role=status]").inner_text()
    visit(page, learner_server, "review.html")
    assert progress(page) == "1 of 4 done, about 15 min left"


def test_the_side_bar_says_the_state_of_each_lesson_in_words(page: Page, learner_server: str) -> None:
    """Done and started are words in the name of the link, so they do not hang on color."""
    finish_lessons(page, learner_server)
    page.get_by_role("button", name="Mark this lesson as not done").click()
    assert page.get_by_role("link", name=re.compile(r"^1\W+Things done$")).count() == 1
    assert page.get_by_role("link", name=re.compile(r"^2\W+More things started$")).count() == 1
    assert page.get_by_role("link", name="Post-test", exact=True).first.is_visible()


def test_answering_every_practice_question_does_a_lesson(page: Page, learner_server: str) -> None:
    """Recalled items of earlier lessons do not count; the last own answer does it, and says so."""
    visit(page, learner_server, MORE)
    events = page.evaluate_handle(LISTEN)
    for item in ("more-q1", "more-q2"):
        assert progress(page) == "0 of 4 done, about 22 min left"
        answer(page, item, "b")
        page.locator(f"form[data-item={item}] .quiz-check").click()
    assert progress(page) == "1 of 4 done, about 13 min left"
    assert "this lesson is done" in page.locator(".course-finish [role=status]").inner_text()
    assert [(name, detail["step"], detail["minutesLeft"]) for name, detail in events.json_value()] == [
        ("course:progressed", "lessons/02-more", 13)
    ]


def test_start_offers_to_continue_where_the_learner_left(page: Page, learner_server: str) -> None:
    """The link names the last lesson and leads there."""
    visit(page, learner_server, "index.html")
    assert page.locator("[data-course-return] a").inner_text() == "Begin: Things"
    visit(page, learner_server, MORE)
    visit(page, learner_server, "index.html")
    with page.expect_navigation():
        page.get_by_role("link", name="Continue where you left: More things").click()
    assert MORE in page.url


def test_start_names_what_comes_after_a_part_that_is_done(page: Page, learner_server: str) -> None:
    """Not the part that is done already; after the last one the record."""
    visit(page, learner_server, LESSON)
    page.get_by_role("button", name="Mark this lesson as done").click()
    visit(page, learner_server, "index.html")
    assert page.locator("[data-course-return] a").inner_text() == "Go on with: More things"
    page.evaluate("() => { for (const [doc] of Course.data.steps) Course.progress.mark(doc, true, 'marked'); }")
    page.reload()
    assert page.locator("[data-course-return] a").inner_text() == "Go on with: Record"


def test_each_part_says_its_place_and_time(page: Page, learner_server: str) -> None:
    """Above the title, without a script; pages that are no part say nothing."""
    visit(page, learner_server, MORE)
    assert page.locator(".course-place").inner_text() == "Part 2 of 4, about 9 minutes"
    visit(page, learner_server, "review.html")
    assert page.locator(".course-place").count() == 0


def test_pretest_is_the_baseline_once(page: Page, learner_server: str) -> None:
    """The first full answer is kept by objective; answering again changes nothing."""
    visit(page, learner_server, "index.html")
    answer(page, "pre-1", "a")
    answer(page, "pre-2", "b")
    page.get_by_role("button", name="Check all answers").click()
    baseline = entry(page, "result", "pretest")
    assert (baseline["points"], baseline["max"]) == (1, 2)
    assert page.locator(".course-baseline tr.course-weak").inner_text().split("\t")[:2] == [
        "explain more things",
        "0 of 1",
    ]
    page.locator(".quiz .quiz-tools .quiz-check").click()
    answer(page, "pre-2", "a")
    page.locator(".quiz .quiz-tools .quiz-check").click()
    assert entry(page, "result", "pretest") == baseline


def test_the_test_opens_when_the_lessons_are_done(page: Page, learner_server: str) -> None:
    """Before that it names the open lessons with links and shows no question."""
    visit(page, learner_server, "posttest.html")
    assert page.locator(".course-test li a").all_inner_texts() == ["Things", "More things"]
    assert page.locator("form.quiz-item:visible").count() == 0
    assert page.get_by_role("button", name="Start the test").count() == 0
    start_test(page, learner_server)
    assert page.locator("form.quiz-item:visible").count() == 3


def test_a_test_follows_the_blueprint_and_is_reviewed_before_it_is_scored(page: Page, learner_server: str) -> None:
    """Two of one cell and one of the other; what is open is listed with links; nothing is scored before sending."""
    items = start_test(page, learner_server)
    assert sorted(item[:2] for item in items) == ["pa", "pa", "pb"]
    answer(page, items[0], "a")
    page.get_by_role("button", name="Review your answers").click()
    assert "Questions without an answer: 2." in page.locator(".course-test").inner_text()
    assert page.locator(".course-open").count() == 2
    assert entry(page, "result", "1") is None
    page.get_by_role("link", name="Question 2.").click()
    assert page.evaluate("() => document.activeElement.form.dataset.item") == items[1]
    for item in items[1:]:
        answer(page, item, "a")
    send(page)
    result = entry(page, "result", "1")
    assert (result["points"], result["max"], result["passed"]) == (3, 3, True)
    assert page.locator(".course-outcome").inner_text().split("\n\n") == [
        "3 of 3 points (100%)",
        "Passed. The pass mark is 66%.",
    ]
    assert page.locator(".course-ring-part").get_attribute("stroke-dasharray") == "100 100"
    assert page.locator(".course-ring-mark").get_attribute("transform") == "rotate(237.6 50 50)"  # at 66 of 100
    shares = page.locator(".course-objectives-table progress").evaluate_all("(all) => all.map((bar) => bar.position)")
    assert set(shares) == {1}
    assert page.locator(".course-wrong").count() == 0
    assert page.evaluate("() => document.activeElement.id") == "course-test-title"


def test_results_name_weak_objectives_with_links_and_the_gain(page: Page, learner_server: str) -> None:
    """Below the pass mark the lesson to read again is linked; the pre-test is compared in points of percent."""
    visit(page, learner_server, "index.html")
    for item in ("pre-1", "pre-2"):
        answer(page, item, "b")
    page.get_by_role("button", name="Check all answers").click()
    items = start_test(page, learner_server)
    for item in items:
        answer(page, item, "a" if item.startswith("pb") else "b")
    send(page)
    assert "Not passed yet" in page.locator(".course-outcome").inner_text()
    assert "Pre-test 0%, this test 33%: +33 percentage points." in page.locator(".course-gain").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="Read again: Things").click()
    assert page.url.endswith(LESSON)
    page.get_by_text("2 of 4 done").wait_for()


def test_another_test_asks_what_was_not_seen_while_the_pool_lasts(page: Page, learner_server: str) -> None:
    """Three tests of the pool of nine share no question; the fourth repeats."""
    seen: list[str] = []
    start_test(page, learner_server)
    for number in range(4):
        items = drawn(page)
        assert len(items) == 3
        assert bool(set(items) & set(seen)) == (number == 3)
        seen += items
        send(page)
        page.get_by_role("button", name="Take another test").click()
        assert page.locator(".course-test-sheet input:checked").count() == 0


def test_evaluation_and_test_lead_to_the_record(page: Page, learner_server: str) -> None:
    """When every part is done the record shows title, score, version, hash; the name stays on the device."""
    visit(page, learner_server, "record.html")
    assert page.locator(".course-record li").count() == 4
    for item in start_test(page, learner_server):
        answer(page, item, "a")
    send(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Next: tell us what you think").click()
    page.get_by_role("radio", name="Agree", exact=True).check()
    assert page.get_by_role("link", name="Record of completion").first.is_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, learner_server, "record.html")
    page.get_by_label("Your name").fill("Ada <b>Nurse</b>")
    card = page.locator(".course-record-card").inner_text()
    expected = ("Ada <b>Nurse</b>", "Small things", "3 of 3 points (100%)", "24 minutes", "2.0", *LIMITS)
    for words in expected:
        assert words in card
    assert len(page.locator(".course-record-card dd").last.inner_text()) == 16
    assert [url for url in asked if not url.startswith((learner_server, "data:"))] == []
    page.emulate_media(media="print")
    assert page.locator(".course-record-card").is_visible()
    assert not page.get_by_label("Your name").is_visible()
    visit(page, learner_server, "record.html")
    assert page.get_by_label("Your name").input_value() == "Ada <b>Nurse</b>"


def test_review_collects_what_was_missed_and_what_was_sure_and_wrong(page: Page, learner_server: str) -> None:
    """Each question stands in one list; its link opens it afresh in its lesson."""
    visit(page, learner_server, "review.html")
    assert "Nothing to review yet" in page.locator(".course-review").inner_text()
    visit(page, learner_server, MORE)
    page.get_by_label("Ask me how sure I am").check()
    page.locator("form[data-item=more-q1]").get_by_role("button", name="Certain").click()
    for item in ("more-q1", "more-q2"):
        answer(page, item, "b")
        page.locator(f"form[data-item={item}] .quiz-check").click()
    visit(page, learner_server, "review.html")
    assert page.locator(".course-review h2").all_inner_texts() == [
        "Sure, but not correct",
        "Not correct at the last try",
        "Reminders",
    ]
    with page.expect_navigation():
        page.get_by_role("link", name="Which is the first of more things?").click()
    assert page.locator("form[data-item=more-q1] .quiz-status").inner_text() == ""
    answer(page, "more-q1", "a")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    visit(page, learner_server, "review.html")
    assert page.locator(".course-review ul").count() == 1


def test_one_session_leads_through_all_that_is_due(page: Page, learner_server: str) -> None:
    """The start page counts what is due; each question leads to the next, and a right answer waits."""
    page.clock.set_fixed_time("2026-12-20T10:00:00")
    visit(page, learner_server, MORE)
    for item in ("more-q1", "more-q2"):
        answer(page, item, "b")
        page.locator(f"form[data-item={item}] .quiz-check").click()
    assert page.locator(".course-next-due").count() == 0
    visit(page, learner_server, "index.html")
    page.get_by_role("link", name="Due for review today: 2").click()
    page.get_by_role("button", name="Review them now, one after the other: 2").click()
    page.wait_for_url("**/lessons/**")
    for item, words in (("more-q1", "still to come: 1"), ("more-q2", "That was the last one")):
        assert page.locator(f"form[data-item={item}] .quiz-status").inner_text() == ""
        answer(page, item, "a")
        page.locator(f"form[data-item={item}] .quiz-check").click()
        page.get_by_role("link", name=words).click()
    expect(page.locator(".course-review")).to_contain_text("none is due today")
    visit(page, learner_server, "index.html")
    assert page.locator(".course-due").count() == 0
    page.clock.set_fixed_time("2026-12-21T10:00:01")
    page.reload()
    expect(page.locator(".course-due")).to_contain_text("Due for review today: 2")


def test_reminders_are_a_calendar_file_for_three_days(page: Page, learner_server: str) -> None:
    """Three whole-day entries, 1, 7 and 22 days ahead, over the end of the year."""
    page.clock.set_fixed_time("2026-12-20T10:00:00")
    visit(page, learner_server, "review.html")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download reminders").click()
    assert waiting.value.suggested_filename == "test-learner.ics"
    text = waiting.value.path().read_bytes().decode()
    dates = [line.partition(":")[2] for line in text.split("\r\n") if line.startswith("DTSTART")]
    assert dates == ["20261221", "20261227", "20270111"]
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_progress_goes_to_another_device_as_a_file(
    page: Page, learner_server: str, learner_site: Path, tmp_path: Path
) -> None:
    """Export, reset with a question, import: everything is back; a foreign file changes nothing."""
    finish_lessons(page, learner_server)
    visit(page, learner_server, "index.html")
    unfold(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save progress to a file").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    page.get_by_role("button", name="Delete my progress").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    assert progress(page).startswith("2 of 4")
    page.get_by_role("button", name="Delete my progress").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    page.get_by_text("0 of 4 done").wait_for()
    page.get_by_text("All progress of this course was removed").wait_for()
    foreign = tmp_path / "foreign.json"
    foreign.write_text(json.dumps(json.loads(saved.read_text()) | {"course": "other"}))
    for path, words in (
        (foreign, "belongs to another course"),
        (learner_site / "index.html", "no progress file"),
        (saved, "was taken over"),
    ):
        page.get_by_label("Take over progress").set_input_files(path)
        page.locator(".course-keep [role=status]").get_by_text(words).wait_for()
        assert progress(page).startswith("2 of 4" if path == saved else "0 of 4")


def test_every_question_has_its_code_and_a_way_to_report(page: Page, learner_server: str) -> None:
    """One line below each question; the address of course.toml carries the code."""
    visit(page, learner_server, LESSON)
    lines = page.locator(".course-report a")
    assert lines.count() == page.locator("form.quiz-item").count()
    assert lines.first.get_attribute("href") == "mailto:errors%40example.org?subject=Small%20things%3A%20all-single"


def test_a_book_in_one_page_keeps_its_questions(page: Page, tmp_path: Path) -> None:
    """`singlehtml` has no progress and no drawn test; its questions answer, and no script fails."""
    site = build_small_course(ROOTS / "test-learner", tmp_path, "singlehtml")
    visit(page, site, "index.html")
    answer(page, "more-q1", "a")
    page.locator("form[data-item=more-q1] .quiz-check").click()
    assert "Correct" in page.locator("form[data-item=more-q1] .quiz-status").inner_text()
    assert page.locator("[data-course-progress], .course-test").count() == 0
    assert page.locator("form[data-item=pa-1]").is_visible()
