"""One left and one right edge for all that stands in an article, at every width and from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

WIDTHS = (320, 390, 600, 768, 820, 1024, 1280, 1366, 1440, 1536, 1720, 1920)
PAGES = ("index.html", "lessons/04-dependence.html", "lessons/07-withdrawal.html", "appendix/references.html")
BLOCKS = "h1, h2, h3, p, .admonition, .quiz, figure, details, .pst-scrollable-table-container"
MEASURE = """async (blocks) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.all(document.getAnimations().map((one) => one.finished));  // side bars slide into their places
  const top = [...document.querySelectorAll('.bd-article section')].flatMap((section) => [...section.children]);
  const around = [...document.querySelectorAll('.course-finish, .prev-next-area')];
  const found = [...top.filter((node) => node.matches(blocks)), ...around];
  const edges = found.map((node) => node.getBoundingClientRect()).filter((box) => box.width);
  return [...new Set(edges.map((box) => `${Math.round(box.left)} to ${Math.round(box.right)}`))];
}"""


@pytest.fixture(scope="module")
def edges(chromium: Browser, real_site: Path) -> dict[int, dict[str, Any]]:
    """Give the edges on each page by width; a page is loaded once, and its window changed."""
    found: dict[int, dict[str, Any]] = {width: {} for width in WIDTHS}
    page = chromium.new_page()
    for name in PAGES:
        page.goto((real_site / name).as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[width][name] = page.evaluate(MEASURE, BLOCKS)
    page.close()
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_in_an_article_shares_its_edges(width: int, edges: dict[int, dict[str, Any]]) -> None:
    """The same two edges on all pages: nothing stands beside the text, nothing jumps when the page is turned."""
    assert len({edge for found in edges[width].values() for edge in found}) == 1, edges[width]


def test_no_heading_is_larger_than_the_one_above_it(chromium: Browser, learner_site: Path) -> None:
    """Six levels, of which a document of somebody else may have all; each is at most as large as the one before."""
    page = chromium.new_page()
    page.goto((learner_site / "lessons/01-things.html").as_uri())
    sizes = page.evaluate(
        """() => [1, 2, 3, 4, 5, 6].map((level) => {
          const heading = document.createElement(`h${level}`);
          document.querySelector(".bd-article section").append(heading);
          return parseFloat(getComputedStyle(heading).fontSize);
        })"""
    )
    page.close()
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1] > sizes[2] > sizes[3]


def test_a_long_quiz_leaves_out_what_is_not_in_view_and_prints_whole(chromium: Browser, learner_site: Path) -> None:
    """A link to a question far below still leads to it, and paper leaves nothing out."""
    page = chromium.new_page()
    page.goto((learner_site / "lessons/01-things.html").as_uri())
    page.locator(".quiz").first.evaluate("(quiz) => quiz.classList.add('quiz-long')")
    shown = "(form) => form.checkVisibility({ contentVisibilityAuto: true })"
    last = page.locator(".quiz-long form.quiz-item").last
    stem = last.locator(".quiz-stem")
    page.wait_for_function(f"(node) => !({shown})(node)", arg=stem.element_handle())
    page.evaluate("(id) => { location.hash = id; }", last.get_attribute("id"))
    page.wait_for_function(f"(node) => ({shown})(node)", arg=stem.element_handle())
    page.evaluate("scrollTo(0, 0)")
    page.emulate_media(media="print")
    page.wait_for_function(f"(node) => ({shown})(node)", arg=stem.element_handle())
    page.close()
