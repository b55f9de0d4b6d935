"""The start page on a phone: short, help in sight, and nothing lost by what is folded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PHONE = {"width": 390, "height": 844}
SCREENS = 5


@pytest.fixture
def phone(chromium: Browser, real_site: Path) -> Iterator[Page]:
    """Open the start page of the shipped course on a phone."""
    page = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto((real_site / "index.html").as_uri())
    yield page
    page.close()


def test_it_takes_five_screens_with_help_on_the_first(phone: Page) -> None:
    """Whoever needs help now finds the first number without a touch; everything else is at most five screens long."""
    height = phone.evaluate("document.documentElement.scrollHeight")
    assert height <= SCREENS * PHONE["height"], f"{height / PHONE['height']:.2f} screens"
    expect(phone.locator(".danger .course-tel").first).to_be_in_viewport()


def test_it_tells_one_number_of_minutes(phone: Page) -> None:
    """The bar and the button agree before the first step."""
    told = phone.locator(".course-span").inner_text()
    (minutes,) = re.findall(r"(\d+) minutes", told)
    assert phone.locator("[data-course-progress]").inner_text() == f"0 of 12 done, about {minutes} min left"


def test_what_a_provider_must_show_opens_by_key_and_is_whole_on_paper(phone: Page) -> None:
    """Each folded section has its heading in sight; a printed page shows its words without a touch."""
    fold = phone.locator("details.course-fold", has=phone.get_by_role("heading", name="About this version"))
    words = fold.get_by_text("The people in the cases are fictional.")
    assert not words.is_visible()
    phone.emulate_media(media="print")
    expect(words).to_be_visible()
    phone.emulate_media(media="screen")
    fold.locator("summary").focus()
    phone.keyboard.press("Enter")
    expect(words).to_be_visible()
