"""The slides in a browser, from a folder, without a network: keys, counts, notes, and a scan of every slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner

from course.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PLACE = "JSON.stringify(Reveal.getIndices())"
SMALLEST = 18
"""Pixels on a screen of 1280: smaller letters cannot be read from the last row."""
SIZES = """() => {
  const walk = document.createTreeWalker(Reveal.getCurrentSlide(), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const box = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim();
    if (text && !box.closest("aside.notes")) found.push([parseFloat(getComputedStyle(box).fontSize), text]);
  }
  return found;
}"""
FITS = "Reveal.getCurrentSlide().scrollHeight <= 720 && Reveal.getCurrentSlide().scrollWidth <= 1280"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the trainer's edition of the shipped course."""
    out = tmp_path_factory.mktemp("trainer")
    done = CliRunner().invoke(main, ["build", "klonopin", "--to", "instructor", "--out", str(out), "--quiet"])
    assert done.exit_code == 0, done.output
    return out / "instructor"


def open_deck(page: Page, edition: Path, name: str = "in-service") -> list[str]:
    """Open a deck from the folder at a size of a projector; return the list of addresses asked for elsewhere."""
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if request.url.startswith("http") else None)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto((edition / "slides" / f"{name}.html").as_uri())
    page.wait_for_function("globalThis.Reveal && Reveal.isReady()")
    return foreign


def faults(page: Page) -> list[Any]:
    """Return what axe finds on the page as it is."""
    return [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]


def test_one_key_goes_through_every_slide(page: Page, edition: Path) -> None:
    """Space visits each slide once; all fit the screen in letters of a size, and nothing comes from a network."""
    foreign = open_deck(page, edition, "half-day")
    seen = []
    for _ in range(page.evaluate("Reveal.getTotalSlides()")):
        seen.append(page.evaluate(PLACE))
        assert page.evaluate(FITS), seen[-1]
        assert [one for one in page.evaluate(SIZES) if one[0] < SMALLEST] == []
        page.keyboard.press("Space")
    assert len(set(seen)) == len(seen) > 50
    assert page.evaluate("Reveal.isLastSlide()")
    assert foreign == []


def test_no_slide_has_a_fault_that_axe_knows(page: Page, edition: Path) -> None:
    """Every slide of the in-service is scanned while it is shown."""
    open_deck(page, edition)
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        assert faults(page) == [], number
        page.keyboard.press("Space")


def test_the_count_of_a_vote_can_be_typed(page: Page, edition: Path) -> None:
    """Fields have names; typing moves no slide, shows shares and says the sum."""
    open_deck(page, edition)
    while not page.evaluate("!!Reveal.getCurrentSlide().querySelector('form.tally')"):
        page.keyboard.press("Space")
    before = page.evaluate(PLACE)
    fields = page.locator("section.present form.tally input:visible")
    assert fields.count() >= 3
    fields.nth(0).fill("3")
    fields.nth(1).focus()
    page.keyboard.type("9")
    form = page.locator("section.present form.tally:visible")
    assert form.locator("output").all_inner_texts()[:2] == ["25%", "75%"]
    assert form.locator(".tally-sum").inner_text() == "12 votes"
    assert page.evaluate(PLACE) == before
    assert faults(page) == []


def test_the_notes_open_under_the_slide(page: Page, edition: Path) -> None:
    """The key T shows what to do, say and ask, with the minutes, and the key closes it again."""
    open_deck(page, edition)
    while not page.evaluate("Reveal.getCurrentSlide().innerText.startsWith('The boxed warning')"):
        page.keyboard.press("Space")
    notes = page.locator(".slides-notes")
    assert not notes.is_visible()
    page.keyboard.press("t")
    text = notes.inner_text()
    assert "0:03–0:13, 10 minutes" in text
    assert all(word in text for word in ("DO", "SAY", "ASK"))
    assert faults(page) == []
    page.keyboard.press("t")
    assert not notes.is_visible()


def test_the_speaker_view_has_the_notes(page: Page, edition: Path) -> None:
    """The key S opens the second window with the slide and its notes, from a folder too."""
    open_deck(page, edition)
    for _ in range(7):
        page.keyboard.press("Space")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    opened.value.wait_for_function("document.querySelector('.speaker-controls-notes .value')?.innerText.includes('DO')")


def test_the_overview_opens_by_its_key(page: Page, edition: Path) -> None:
    """The key O shows all slides at once."""
    open_deck(page, edition)
    page.keyboard.press("o")
    assert page.evaluate("Reveal.isOverview()")


@pytest.mark.parametrize("name", ["guide/half-day", "guide/virtual", "kits/role-plays", "kits/sign-in", "index"])
def test_the_pages_of_the_trainer_have_no_fault_that_axe_knows(page: Page, edition: Path, name: str) -> None:
    """Guides, kits and the first page are scanned."""
    page.goto((edition / "view/instructor" / f"{name}.html").as_uri())
    assert faults(page) == []


def test_a_lesson_with_notes_and_keys_has_no_fault_that_axe_knows(page: Page, edition: Path) -> None:
    """The trainer's boxes keep the lesson accessible."""
    page.goto((edition / "view/lessons/03-boxed-warning.html").as_uri())
    assert faults(page) == []
