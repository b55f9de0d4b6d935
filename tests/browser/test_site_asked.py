"""What comes when it is asked for: colors and size of text, what can be taken along, and the end of a course."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from course.sphinxext.learner.scripts import beside
from tests.browser.conftest import served
from tests.browser.learner import LESSON, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

SIZE = "() => getComputedStyle(document.documentElement).fontSize"
PRINT = "window.print = () => { globalThis.printed = true; }"


def told(kind: str, path: str, page: str = "") -> dict[str, object]:
    """Return a file as the list of editions tells it."""
    return {"kind": kind, "path": path, "bytes": 1_300_000, "page": page, "title": "Things", "paper": ""}


@pytest.fixture
def shelf(learner_site: Path, tmp_path: Path) -> Path:
    """Give a folder with the site and beside it one edition that is there and one that was removed."""
    site = Path(shutil.copytree(learner_site, tmp_path / "out" / "html"))
    for name in ("print/small.pdf", "print/handouts/01-things.pdf", "print/edition.js"):
        path = tmp_path / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('"use strict";\n', encoding="utf-8")
    handout = told("handout", "print/handouts/01-things.pdf", LESSON.removesuffix(".html"))
    listed = beside([told("book", "print/small.pdf"), handout, told("epub", "epub/small.epub")])
    (site / "_static" / "course-beside.js").write_text(listed, encoding="utf-8")
    return tmp_path / "out"


@pytest.mark.parametrize("is_served", [False, True])
def test_pages_offer_the_editions_that_still_stand_beside_them(page: Page, shelf: Path, *, is_served: bool) -> None:
    """From disk and from a server: the start page lists them, a lesson has its handout, what is gone is not named."""
    page.add_init_script(PRINT)
    with served(shelf) as address:
        site = f"{address}html/" if is_served else f"{(shelf / 'html').as_uri()}/"
        visit(page, site, "index.html")
        links = page.locator(".course-take-along .course-take a")
        expect(links.first).to_have_attribute("href", "./../print/small.pdf")
        assert page.locator(".course-take-along small").first.inner_text() == "PDF, 1.3 MB"
        assert links.count() == 2
        visit(page, site, LESSON)
        page.get_by_role("button", name="Print").click()
        dialog = page.get_by_role("dialog", name="Print or take along")
        handout = dialog.get_by_role("link", name="Handout", exact=True)
        assert handout.get_attribute("href") == "../../print/handouts/01-things.pdf"
        assert page.evaluate("(path) => new URL(path, location.href).href", handout.get_attribute("href")).startswith(
            site.removesuffix("html/")
        )
        assert dialog.get_by_text("E-book").count() == 0
        dialog.get_by_role("button", name="Print this page").click()
        page.wait_for_function("() => globalThis.printed")


def test_a_site_alone_prints_at_once(page: Page, learner_site: Path) -> None:
    """Nothing was built beside it: no list, no dialog."""
    page.add_init_script(PRINT)
    visit(page, learner_site, "index.html")
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("() => globalThis.printed")
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(".course-take-along").inner_text() == ""


def test_colors_and_size_of_text_are_kept_for_every_page(page: Page, learner_server: str) -> None:
    """Chosen once by keyboard, they hold on the next page before anything is painted; the focus comes back."""
    visit(page, learner_server, LESSON)
    opener = page.get_by_role("button", name="Display")
    opener.click()
    dialog = page.get_by_role("dialog", name="Display")
    dialog.get_by_label("150%").check()
    dialog.get_by_label("Dark").check()
    assert page.evaluate(SIZE) == "24px"
    page.keyboard.press("Escape")
    assert opener.evaluate("(node) => node === document.activeElement")
    visit(page, learner_server, "index.html")
    assert page.evaluate(SIZE) == "24px"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_finished_course_says_so_once_and_shows_it(page: Page, learner_site: Path) -> None:
    """The last part done is announced where it was done; start page and record then show it, until a part is open."""
    visit(page, learner_site, LESSON)
    page.evaluate("() => Course.data.steps.slice(1).forEach(([doc]) => Course.progress.mark(doc, true, 'marked'))")
    assert page.locator(".course-finished-line").count() == 0
    page.get_by_role("button", name="Mark this lesson as done").click()
    line = page.locator("[role=status].course-finished-line")
    expect(line).to_have_text("You have finished the course. Open your record")
    visit(page, learner_site, "index.html")
    expect(page.locator(".course-start.course-done")).to_contain_text("You have finished the course.")
    assert page.locator(".course-finished-line").count() == 0
    visit(page, learner_site, "record.html")
    card = page.get_by_role("region", name="You have finished the course.")
    assert "4 of 4" in card.inner_text()
    expect(card.get_by_role("link", name="Plan your reviews")).to_have_attribute("href", "./review.html")
    page.evaluate("() => Course.progress.mark(Course.data.steps[0][0], false, 'marked')")
    expect(card).to_have_count(0)
