"""Tests of a course that changes, and courses with more than one: no page counts what was done for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import rebuild
from tests.browser.learner import answer, drawn, entry, finish_lessons, send, visit
from tests.browser.test_site_truth import change, finish, take_test

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

MIDTERM = "---\nminutes: 4\n---\n# Midterm\n\n```{quiz} pool-b\n:mode: posttest\n```\n"


def test_two_tests_of_a_course_are_passed_one_by_one(page: Page, own_site: tuple[Path, str]) -> None:
    """What was passed on one page opens no other, each page shows its own result, and the record names both."""
    source, site = own_site
    (source / "midterm.md").write_text(MIDTERM, encoding="utf-8")
    path = source / "posttest.md"
    path.write_text(path.read_text(encoding="utf-8").partition("```{quiz} pool-b")[0], encoding="utf-8")
    change(source, "index.md", "lessons/02-more\n", "lessons/02-more\nmidterm\n")
    finish_lessons(page, site)
    visit(page, site, "midterm.html")
    page.get_by_role("button", name="Start the test").click()
    for item in drawn(page):
        answer(page, item, "a")
    send(page)
    assert entry(page, "step", "midterm")["done"] is True
    visit(page, site, "posttest.html")
    assert page.locator(".course-score").count() == 0
    assert entry(page, "step", "posttest")["done"] is False
    page.get_by_role("button", name="Start the test").click()
    assert "Test 1" in page.locator("#course-test-title").inner_text()
    for item in drawn(page):
        answer(page, item, "b")
    send(page)
    assert "0 of 2 points" in page.locator(".course-score").inner_text()
    assert entry(page, "step", "posttest")["done"] is False
    visit(page, site, "midterm.html")
    assert "1 of 1 points" in page.locator(".course-score").inner_text()
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Take another test").click()
    for item in drawn(page):
        answer(page, item, "a")
    send(page)
    visit(page, site, "evaluation.html")
    answer(page, "op-1", "s2")
    visit(page, site, "record.html")
    told = page.locator(".course-record-card").inner_text()
    assert "Midterm: 1 of 1 points" in told
    assert "Post-test: 2 of 2 points" in told


def test_a_renamed_test_keeps_its_result_and_the_edition_of_its_day(page: Page, own_site: tuple[Path, str]) -> None:
    """The new page shows the test that was taken, and its part of the record is of the state in which it was."""
    source, site = own_site
    finish(page, site)
    (source / "posttest.md").rename(source / "exam.md")
    start = (source / "index.md").read_text(encoding="utf-8")
    (source / "index.md").write_text(start.replace("\nposttest\n", "\nexam\n"), encoding="utf-8")
    change(source, "course.toml", 'version = "2.0"', 'version = "3.0"')
    visit(page, site, "exam.html")
    assert "3 of 3 points" in page.locator(".course-score").inner_text()
    assert entry(page, "step", "exam")["edition"] == "2.0"


def test_a_question_that_was_written_anew_is_judged_by_nothing(page: Page, own_site: tuple[Path, str]) -> None:
    """The score stays that of its day, and what was answered before is neither shown nor called wrong."""
    source, site = own_site
    first = take_test(page, site)[0]
    for bank in ("pool-a", "pool-b"):
        path = source / "quizzes" / f"{bank}.yaml"
        text = path.read_text(encoding="utf-8").replace(f"id: {first}\n", f"id: {first}\n    revision: 2\n")
        path.write_text(text.replace(f"The right one of {first}", "Another right one"), encoding="utf-8")
    rebuild(source)
    visit(page, site, "posttest.html")
    assert "3 of 3 points" in page.locator(".course-score").inner_text()
    assert "no longer in the course: 1" in page.locator(".course-rekeyed").inner_text()
    assert page.locator(".course-test-sheet form").count() == 2
    assert page.locator(".course-test-sheet form:not([data-verdict=correct])").count() == 0
