"""A case that questions share: once, above them, as a named group, in the page, the test, its review and its result."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.learner import answer, drawn, start_test, visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

CASE = "On a shelf stand small things"


def group_of_case(page: Page) -> list[str]:
    """Return the items inside the one visible group that a case names."""
    group = page.get_by_role("group", name=re.compile("^Case for questions"))
    assert group.count() == 1
    assert group.get_by_text(CASE).count() == 1
    ids: list[str] = group.locator("form").evaluate_all("(all) => all.map((form) => form.dataset.item)")
    first = drawn(page).index(ids[0]) + 1
    assert group.locator(".quiz-case-name").inner_text() == f"Case for questions {first} to {first + len(ids) - 1}"
    return ids


def test_a_shared_case_is_shown_once_in_the_test_and_in_the_result(page: Page, learner_site: Path) -> None:
    """Wherever the draw puts them, the questions of one case stand together below it."""
    for _ in range(3):
        items = start_test(page, learner_site) if not page.url.endswith("posttest.html") else drawn(page)
        case = group_of_case(page)
        assert sorted(case) == sorted(item for item in items if item.startswith("pa"))
        assert page.get_by_text(CASE).locator("visible=true").count() == 1
        for item in items:
            answer(page, item, "a")
        page.get_by_role("button", name="Review your answers").click()
        rows = page.locator(".course-case-rows")
        assert rows.count() == 1
        assert rows.locator("li").count() == 2
        assert CASE in rows.locator(".course-case-line").inner_text()
        page.get_by_role("button", name="Send and score").click()
        assert group_of_case(page) == case
        page.get_by_role("button", name="Take another test").click()


def test_without_a_script_a_case_stands_once_above_all_its_questions(chromium: Browser, learner_site: Path) -> None:
    """The page itself has the group; the six questions of the bank stand in it."""
    context = chromium.new_context(java_script_enabled=False)
    bare = context.new_page()
    visit(bare, learner_site, "posttest.html")
    group = bare.get_by_role("group", name="Case for questions 1 to 6")
    assert group.locator("form").count() == 6
    assert bare.get_by_text(CASE).count() == 1
    context.close()
