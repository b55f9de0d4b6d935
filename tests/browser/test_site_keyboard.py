"""A whole course by keyboard alone: pre-test, every type of item, post-test, evaluation, record of completion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.learner import progress, visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

LIMIT = 120


def go(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector names; fail when it cannot be reached."""
    for _ in range(LIMIT):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached by Tab")


def press(page: Page, selector: str, *keys: str) -> None:
    """Reach something and press keys there."""
    go(page, selector)
    for key in keys:
        page.keyboard.press(key)


def follow(page: Page, words: str) -> None:
    """Reach the link with these words, before which a lesson has its number, and open it."""
    found = page.get_by_role("link", name=re.compile(rf"^(\d+\W+)?{words}$")).first
    found.evaluate("(node) => { node.dataset.goal = 'here'; }")
    with page.expect_navigation():
        press(page, "[data-goal=here]", "Enter")


def push(page: Page, words: str) -> None:
    """Reach the button with these words and press it."""
    page.get_by_role("button", name=words).first.evaluate(
        "(node) => { node.dataset.goal = words; }".replace("words", "'b'")
    )
    press(page, "[data-goal=b]", "Enter")


def answer_every_type(page: Page) -> None:
    """Answer the practice of the first lesson, one item of each type."""
    press(page, "form[data-item=all-single] input", "ArrowDown")
    press(page, "form[data-item=all-single] .quiz-check", "Enter")
    press(page, "form[data-item=all-multiple] input[value=a]", "Space")
    press(page, "form[data-item=all-multiple] input[value=c]", "Space")
    press(page, "form[data-item=all-multiple] .quiz-check", "Enter")
    press(page, "form[data-item=all-truefalse] input", "Space")
    press(page, "form[data-item=all-truefalse] .quiz-check", "Enter")
    for name in ("all-match-fr", "all-match-it", "all-order-s1", "all-order-s2", "all-order-s3", "all-numeric-answer"):
        kind = name.rsplit("-", 1)[0]
        go(page, f"#{name}")
        keys = {"all-match": ("ArrowDown",), "all-numeric": ("5", "0")}.get(
            kind, ("ArrowDown",) * int(name[-1:] if kind == "all-order" else 1)
        )
        for key in keys:
            page.keyboard.press(key)
        if name in {"all-match-it", "all-order-s3", "all-numeric-answer"}:
            press(page, f"form[data-item={kind}] .quiz-check", "Enter")
    press(page, "#all-short-answer", "i", "c", "e", "Enter")
    press(page, "#all-cloze-g1", *"blue")
    press(page, "#all-cloze-g2", "ArrowDown")
    press(page, "form[data-item=all-cloze] .quiz-check", "Enter")


def test_the_whole_course_can_be_done_without_a_mouse(page: Page, learner_site: Path) -> None:
    """From the pre-test to the name on the record, by Tab, arrows, Space and Enter."""
    visit(page, learner_site, "index.html")
    for item in ("pre-1", "pre-2"):
        press(page, f"form[data-item={item}] input", "Space")
    push(page, "Check all answers")
    assert page.locator(".course-baseline tr").count() == 3
    follow(page, "Things")
    answer_every_type(page)
    assert progress(page) == "1 of 4 done, about 15 min left"
    follow(page, "More things")
    push(page, "Mark this lesson as done")
    follow(page, "Post-test")
    push(page, "Start the test")
    for item in page.locator(".course-test-sheet form").evaluate_all("(all) => all.map((f) => f.dataset.item)"):
        press(page, f"form[data-item={item}] input", "Space")
    push(page, "Review your answers")
    push(page, "Send and score")
    assert "3 of 3 points" in page.locator(".course-outcome").inner_text()
    follow(page, "Next: tell us what you think of the course")
    press(page, "form.quiz-item input", "Space")
    follow(page, "Record of completion")
    press(page, "#course-name", *"Ada")
    assert "Ada" in page.locator(".course-record-name").inner_text()
    assert progress(page) == "Parts done: all 4"
    go(page, ".course-record button")
