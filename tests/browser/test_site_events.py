"""What the scripts of a course tell whoever listens: every answer with what is needed to report it, nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.learner import answer, send, start_test, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

LISTEN = """window.heard = [];
for (const name of ["quiz:answered", "quiz:scored", "course:scored"])
  document.addEventListener(name, (event) => window.heard.push([name, event.detail]));"""


def heard(page: Page, name: str) -> list[dict[str, Any]]:
    """Return the details of the events called `name` since the page was opened."""
    return [detail for kind, detail in page.evaluate("() => window.heard") if kind == name]


def test_a_pretest_is_passed_by_nobody_and_told_once(page: Page, learner_server: str) -> None:
    """A wrong answer was reported as passed; the score came again with every load of the page."""
    page.add_init_script(LISTEN)
    visit(page, learner_server, "index.html")
    items = page.locator(".quiz[data-mode=pretest] form").evaluate_all("(all) => all.map((f) => f.dataset.item)")
    for item in items:
        page.locator(f"form[data-item={item}] input").last.check()
    page.get_by_role("button", name="Check all answers").click()
    (told,) = heard(page, "course:scored")
    assert (told["attempt"], told["passed"], told["max"]) == ("pretest", None, len(items))
    assert {"at", "edition", "hash"} <= set(told)
    assert len(heard(page, "quiz:scored")) == 1
    page.reload()
    page.locator(".quiz-summary").get_by_text("Score:").wait_for()
    assert [name for name, _ in page.evaluate("() => window.heard")] == []


def test_a_test_tells_each_answer_with_what_a_platform_asks(page: Page, learner_server: str) -> None:
    """Item, bank, type, revision, response by ids, points, largest points, time; then the score by the pass mark."""
    page.add_init_script(LISTEN)
    items = start_test(page, learner_server)
    for item in items[1:]:
        answer(page, item, "b")
    answer(page, items[0], "a")
    send(page)
    told = {one["item"]: one for one in heard(page, "quiz:answered")}
    assert list(told) == items
    first = told[items[0]]
    assert (first["mode"], first["type"], first["response"], first["attempt"]) == ("posttest", "single", "a", 1)
    assert (first["revision"], first["max"], first["points"] in (0, 1)) == ("1", 1, True)
    assert first["at"] > 1.7e12
    (score,) = heard(page, "course:scored")
    right = sum(one["points"] for one in told.values())
    assert (score["points"], score["max"], score["passed"]) == (right, len(items), right >= score["pass"] * len(items))
    page.reload()
    page.get_by_role("heading", name="Your answers").wait_for()
    assert page.evaluate("() => window.heard") == []
