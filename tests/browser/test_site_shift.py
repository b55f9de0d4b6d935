"""Nothing moves while a page is loaded: what scripts write has its room before it is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

OBSERVE = """globalThis.shifts = [];
const named = (one) => (one.node ? `${one.node.nodeName}.${one.node.className}` : "?");
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.shifts.push([entry.value, ...entry.sources.map(named)]);
}).observe({ type: "layout-shift", buffered: true });
localStorage.setItem("text", TEXT);"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
PAGES = (
    "index", "pretest", "lessons/07-withdrawal", "posttest", "evaluation", "review", "record", "search",
    "appendix/references", "about",
)  # fmt: skip
BEGUN = """() => {
  for (const [doc] of Course.data.steps.slice(0, 3)) Course.progress.mark(doc, true, "marked");
  Course.store.set("item", "x", { right: false, tries: 1, at: 1, due: 1, page: "lessons/02-uses" });
}"""
ENDED = '() => { for (const [doc] of Course.data.steps) Course.progress.mark(doc, true, "marked"); }'


def moved(page: Page, site: Path, names: tuple[str, ...]) -> dict[str, object]:
    """Return by page what moved while it was loaded; nothing for a page that stood still."""
    found = {}
    for name in names:
        page.goto((site / f"{name}.html").as_uri())
        page.wait_for_load_state("networkidle")
        page.evaluate(PAINTED)
        if shifts := page.evaluate("shifts"):
            found[name] = shifts
    return found


@pytest.mark.parametrize(("width", "text"), [(390, ""), (820, "150"), (1366, "")])
def test_nothing_moves_on_any_page(width: int, text: str, chromium: Browser, real_site: Path) -> None:
    """Each kind of page: new, with a course begun and due reviews, and finished; also in large letters."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(OBSERVE.replace("TEXT", json.dumps(text)))
    found = {"new": moved(page, real_site, PAGES)}
    for state, deeds in (("begun", BEGUN), ("ended", ENDED)):
        page.goto((real_site / "index.html").as_uri())
        page.evaluate(deeds)
        found[state] = moved(page, real_site, ("index", "lessons/04-dependence", "review", "record"))
    context.close()
    assert {state: shifts for state, shifts in found.items() if shifts} == {}


def test_what_moves_is_seen(chromium: Browser, real_site: Path) -> None:
    """The observer sees a line that is put above the text, so that silence means something."""
    page = chromium.new_page()
    page.add_init_script(OBSERVE.replace("TEXT", '""'))
    page.goto((real_site / "about.html").as_uri())
    page.evaluate(PAINTED)
    page.evaluate(
        "document.querySelector('h1').before(Object.assign(document.createElement('p'), { textContent: 'x' }))"
    )
    page.wait_for_function("() => shifts.length > 0")
    page.close()
