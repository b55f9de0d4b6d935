"""Terms and works beside the word: by key, by finger, without the mouse, without a script; and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.browser.scan import violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LESSON = "lessons/07-withdrawal.html"
TERM = 'a[href$="glossary.html#term-withdrawal"]'
WORK = ".bibtex-citation a:visible"
NOTE = ".course-note"


def test_a_term_opens_beside_the_word_and_gives_the_focus_back(page: Page, real_site: Path) -> None:
    """Enter opens it with the focus inside, Escape closes it, and the reader stands where they stood; axe agrees."""
    page.goto((real_site / LESSON).as_uri())
    term = page.locator(TERM).first
    term.focus()
    page.keyboard.press("Enter")
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    expect(note).to_be_focused()
    expect(note).to_contain_text("Symptoms that appear")
    assert note.get_attribute("role") == "dialog"
    assert note.get_attribute("aria-label") == "withdrawal"
    at, word = note.bounding_box(), term.bounding_box()
    assert at
    assert word
    assert at["y"] >= word["y"] + word["height"] or at["y"] + at["height"] <= word["y"]
    assert violations(page, NOTE) == []
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(term).to_be_focused()
    assert page.url.endswith(LESSON)


def test_a_work_opens_at_the_foot_of_a_phone_with_a_link_to_the_source(chromium: Browser, real_site: Path) -> None:
    """A tap opens it within the screen, the next one takes its place, and its links lead out and to the entry."""
    context = chromium.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((real_site / LESSON).as_uri())
    page.locator(WORK).first.tap()
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 390, 700)
    links = note.locator("a").evaluate_all("(links) => links.map((link) => link.href)")
    assert links[0].startswith("https://")
    assert re.search(r"/appendix/references\.html#\w+$", links[-1])
    note.get_by_role("button", name="Close").tap()
    expect(note).to_have_count(0)
    page.locator(WORK).first.tap()
    page.mouse.click(195, 60)
    expect(note).to_have_count(0)
    context.close()


def test_without_a_script_the_link_leads_to_the_entry(chromium: Browser, real_site: Path) -> None:
    """What nobody enriches works as it is written."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((real_site / LESSON).as_uri())
    page.locator(TERM).first.click()
    assert page.url.endswith("appendix/glossary.html#term-withdrawal")
    context.close()


def test_every_term_and_work_that_is_linked_has_its_note(page: Page, real_site: Path) -> None:
    """No link of any page leads to a note that is not there, and none carries a tooltip for the mouse alone."""
    page.goto((real_site / LESSON).as_uri())
    page.locator(TERM).first.click()
    notes = page.evaluate("() => courseNotes.notes")
    asked = set()
    for path in real_site.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        links = tree.xpath(
            '//*[contains(@class, "bibtex-citation")]//a | //a[*[contains(concat(" ", @class, " "), " std-term ")]]'
        )
        assert not [link for link in links if link.get("title")]
        for link in links:
            target, _, anchor = link.get("href").partition("#")
            where = (path.parent / target).resolve() if target else path
            asked.add(f"{where.relative_to(real_site.resolve()).as_posix()}#{anchor}")
    assert len(asked) > 100
    assert asked <= set(notes)
    assert not [key for key, (_, text) in notes.items() if "Cited in" in text or len(text) < 10]


def test_works_lead_back_to_where_they_are_cited(real_site: Path) -> None:
    """Each work that a lesson cites names that lesson, and the link leads to a place that is there."""
    references = html.fromstring((real_site / "appendix/references.html").read_bytes())
    works = references.xpath("//div[@role='listitem']")
    back = {work.get("id"): work.xpath('.//*[@class="course-cited"]//a/@href') for work in works}
    cited = html.fromstring((real_site / LESSON).read_bytes()).xpath(
        '//*[contains(@class, "bibtex-citation")]//a/@href'
    )
    for work in {href.partition("#")[2] for href in cited}:
        assert any(href.startswith(f"../{LESSON}#") for href in back[work]), work
    for href in {href for hrefs in back.values() for href in hrefs}:
        name, _, anchor = href.partition("#")
        assert f'id="{anchor}"' in (real_site / "appendix" / name).read_text(encoding="utf-8"), href
