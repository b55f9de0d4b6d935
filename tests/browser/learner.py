"""What a learner does in the small course, one function a deed; the tests of the site share them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    Site = Path | str

LESSON = "lessons/01-things.html"
MORE = "lessons/02-more.html"
KEY = "course/1/test-learner/"


def visit(page: Page, site: Site, name: str) -> None:
    """Open a page, from disk when the site is a folder, from its server when it is an address."""
    page.goto(f"{site}{name}" if isinstance(site, str) else (site / name).as_uri())


def progress(page: Page) -> str:
    """Return the line on how far the learner is."""
    return page.locator("[data-course-progress]").inner_text()


def entry(page: Page, kind: str, name: str) -> Any:
    """Return what the device keeps under a kind and a name; None when there is nothing."""
    text = page.evaluate("(key) => localStorage.getItem(key)", f"{KEY}{kind}/{name}")
    return None if text is None else json.loads(text)


def unfold(page: Page) -> None:
    """Open what the start page keeps folded: the learner's own copy, and who learns here."""
    page.get_by_text("Your progress on this device").click()


def finish_lessons(page: Page, site: Site) -> None:
    """Mark both lessons as done."""
    for name in (LESSON, MORE):
        visit(page, site, name)
        page.get_by_role("button", name="Mark this lesson as done").click()


def start_test(page: Page, site: Site) -> list[str]:
    """Start a test with all lessons done; return the ids of its questions."""
    finish_lessons(page, site)
    visit(page, site, "posttest.html")
    page.get_by_role("button", name="Start the test").click()
    return drawn(page)


def drawn(page: Page) -> list[str]:
    """Return the ids of the questions of the test in their order."""
    found: list[str] = page.locator(".course-test-sheet form").evaluate_all("(all) => all.map((f) => f.dataset.item)")
    return found


def answer(page: Page, item: str, choice: str) -> None:
    """Choose an answer."""
    page.locator(f"form[data-item={item}] input[value={choice}]").check()


def send(page: Page) -> None:
    """Review and send the test."""
    page.get_by_role("button", name="Review your answers").click()
    page.get_by_role("button", name="Send and score").click()
