"""The slides in a browser, from a folder, without a network: keys, counts, notes, and a scan of every slide."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from course.charts.canvas import SMALL
from course.instructor import stage
from tests.browser.scan import violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.conftest import Edition

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("slides")]

PLACE = "JSON.stringify(Reveal.getIndices())"
DECKS = ("half-day", "virtual", "in-service", "huddle-1", "huddle-2", "huddle-3", "huddle-4")
SIZES = """([least, leastInFigures, smallestInPicture]) => {
  const walk = document.createTreeWalker(Reveal.getCurrentSlide(), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const box = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim();
    const wanted = box.closest("figcaption") ? leastInFigures : least;
    if (text && !box.closest("aside.notes") && parseFloat(getComputedStyle(box).fontSize) < wanted) found.push(text);
  }
  for (const image of Reveal.getCurrentSlide().querySelectorAll("figure img")) {
    const scale = Math.min(image.clientWidth / image.naturalWidth, image.clientHeight / image.naturalHeight);
    if (scale * smallestInPicture < leastInFigures - 1) found.push(image.alt);
  }
  return found;
}"""
"""What a slide shows in too small letters; a picture is measured by its smallest, and may be rounded by a pixel."""
UNSEEN = "Reveal.getCurrentSlide().querySelectorAll('.fragment:not(.visible)').length"
LETTERS = [stage.LEAST, stage.LEAST_IN_FIGURES, SMALL]
LOWEST = """() => {
  const stage = document.querySelector(".reveal .slides").getBoundingClientRect();
  const parts = [...Reveal.getCurrentSlide().querySelectorAll(".slide-body, .slide-body *")];
  const shown = parts.filter((one) => !one.closest(".tally-sum")).map((one) => one.getBoundingClientRect());
  const scale = stage.width / 1280;
  return [Math.max(0, ...shown.map((one) => one.bottom - stage.top)) / scale,
    Math.max(0, ...shown.map((one) => one.right - stage.left)) / scale];
}"""
"""The lowest and the rightmost point of what a slide shows, in pixels of the stage."""


@pytest.fixture(scope="module")
def edition(klonopin_edition: Edition) -> Path:
    """Give the trainer's edition of the shipped course."""
    return klonopin_edition("instructor")


def open_deck(page: Page, edition: Path, name: str = "in-service") -> list[str]:
    """Open a deck from the folder at a size of a projector; return the list of addresses asked for elsewhere."""
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if request.url.startswith("http") else None)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto((edition / "slides" / f"{name}.html").as_uri())
    page.wait_for_function("globalThis.Reveal && Reveal.isReady()")
    return foreign


def faults(page: Page, within: str | None = None) -> list[Any]:
    """Return what axe finds on the page as it is, or in a part of it."""
    return [(one["id"], one["nodes"][0]["html"]) for one in violations(page, within)]


@pytest.mark.parametrize("name", DECKS)
def test_one_key_goes_through_every_slide(page: Page, edition: Path, name: str) -> None:
    """Space visits each slide; what `course check` computed holds: all fit the stage in letters that can be read."""
    foreign = open_deck(page, edition, name)
    seen = [page.evaluate(PLACE)]
    while True:
        low, right = page.evaluate(LOWEST)
        assert low <= stage.HEIGHT - stage.FOOT + 1, (seen[-1], low)
        assert right <= stage.WIDTH, (seen[-1], right)
        assert page.evaluate(SIZES, LETTERS) == []
        page.keyboard.press("Space")
        if page.evaluate(PLACE) == seen[-1]:
            break
        seen.append(page.evaluate(PLACE))
    assert page.evaluate("Reveal.isLastSlide()")
    assert len({tuple(json.loads(one).get(key) for key in "hv") for one in seen}) == page.evaluate(
        "Reveal.getTotalSlides()"
    )
    assert foreign == []


@pytest.mark.parametrize("name", ["in-service", "huddle-4", "virtual"])
def test_no_slide_has_a_fault_that_axe_knows(page: Page, edition: Path, name: str) -> None:
    """Every slide is scanned while it is shown with all its parts; between them the decks have every slide there is.

    What stands around the slides is the same beside each of them: it is scanned with the first and with the last.
    """
    open_deck(page, edition, name)
    slides = page.evaluate("Reveal.getSlides().map((slide) => Reveal.getIndices(slide))")
    assert len(slides) == page.evaluate("Reveal.getTotalSlides()")
    for number, place in enumerate(slides):
        page.evaluate("({h, v}) => Reveal.slide(h, v, 99)", place)
        assert page.evaluate(UNSEEN) == 0
        around = number in (0, len(slides) - 1)
        assert faults(page, None if around else ".reveal .slides .present") == [], number
    assert page.evaluate("Reveal.isLastSlide()")


def test_the_count_of_a_vote_can_be_typed(page: Page, edition: Path) -> None:
    """Fields have names; typing moves no slide, shows shares and says the sum."""
    open_deck(page, edition)
    while not page.evaluate("!!Reveal.getCurrentSlide().querySelector('form.tally')"):
        page.keyboard.press("Space")
    fields = page.locator(".slides > section.present > section.present form.tally input:visible")
    assert fields.count() == 0, "the question stands alone first"
    page.keyboard.press("Space")
    before = page.evaluate(PLACE)
    assert fields.count() >= 3
    fields.nth(0).fill("3")
    fields.nth(1).focus()
    page.keyboard.type("9")
    form = page.locator(".slides > section.present > section.present form.tally")
    assert form.locator("output").all_inner_texts()[:2] == ["25%", "75%"]
    assert form.locator(".tally-sum").inner_text() == "12 votes"
    assert page.evaluate(PLACE) == before
    assert faults(page) == []


def test_the_notes_open_under_the_slide(page: Page, edition: Path) -> None:
    """The key T shows what to do, say and ask, with the minutes, hides nothing of the slide, and closes it again."""
    open_deck(page, edition)
    while not page.evaluate("Reveal.getCurrentSlide().innerText.startsWith('The boxed warning')"):
        page.keyboard.press("Space")
    notes = page.locator(".slides-notes")
    assert not notes.is_visible()
    page.keyboard.press("t")
    text = notes.inner_text()
    assert "0:04–0:12, 8 minutes" in text
    assert all(word in text for word in ("DO", "SAY", "ASK"))
    assert faults(page) == []
    stage = page.locator(".reveal .slides")
    assert [edge(stage, "bottom") <= edge(notes, "top"), edge(stage, "top") >= 0] == [True, True]
    page.keyboard.press("t")
    assert not notes.is_visible()
    assert edge(stage, "bottom") > 0.9 * 720
    assert page.locator("section[inert]").count() == 0


def edge(part: Locator, name: str) -> float:
    """Return where an edge of a part of the page is, in pixels."""
    return float(part.evaluate("(node, name) => node.getBoundingClientRect()[name]", name))


def test_a_phone_scrolls_the_slides(page: Page, edition: Path) -> None:
    """They stand one below the other on a narrow screen."""
    open_deck(page, edition)
    assert not page.evaluate("Reveal.isScrollView()")
    page.set_viewport_size({"width": 390, "height": 760})
    page.wait_for_function("globalThis.Reveal && Reveal.isReady() && Reveal.isScrollView()")
    assert page.evaluate("document.querySelector('.reveal-viewport').scrollHeight") > 5000


def test_the_speaker_view_has_the_notes(page: Page, edition: Path) -> None:
    """The key S opens the second window with the slide and its notes, from a folder too."""
    open_deck(page, edition)
    for _ in range(6):
        page.keyboard.press("Space")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    opened.value.wait_for_function("document.querySelector('.speaker-controls-notes .value')?.innerText.includes('DO')")


def test_the_overview_opens_by_its_key(page: Page, edition: Path) -> None:
    """The key O shows all slides at once."""
    open_deck(page, edition)
    page.keyboard.press("o")
    assert page.evaluate("Reveal.isOverview()")


def test_the_pages_of_the_trainer_have_no_fault_that_axe_knows(page: Page, edition: Path) -> None:
    """Guides, kits, checklists and the first page of the folder are scanned, each of them."""
    pages = [edition / "index.html", *sorted((edition / "view/instructor").rglob("*.html"))]
    pages = [path for path in pages if path.parent.name != "slides"]
    assert len(pages) == 1 + 1 + 4 + 10
    found = {}
    for path in pages:
        page.goto(path.as_uri())
        found[path.name] = faults(page)
    assert {name: one for name, one in found.items() if one} == {}


def test_a_lesson_with_notes_and_keys_has_no_fault_that_axe_knows(page: Page, edition: Path) -> None:
    """The trainer's boxes keep the lesson accessible."""
    page.goto((edition / "view/lessons/03-boxed-warning.html").as_uri())
    assert faults(page) == []
