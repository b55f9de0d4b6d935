"""The style sheet of the e-book, as a reading program shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import course.outputs.epub

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SHEET = Path(course.outputs.epub.__file__).with_name("static") / "book.css"
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='50' height='2000'/%3E"


def test_a_letter_stands_at_the_head_of_its_picture(page: Page) -> None:
    """A picture as a choice may be higher than the page: it is shown whole, and its letter where it begins."""
    page.set_viewport_size({"width": 600, "height": 800})
    choice = f'<li><p><span>B.</span><img src="{PICTURE}"></p></li>'
    page.set_content(f"<style>{SHEET.read_text(encoding='utf-8')}</style><div class=quiz><ol>{choice}</ol></div>")
    letter, picture = (page.locator(f".quiz {name}").bounding_box() for name in ("span", "img"))
    assert letter is not None
    assert picture is not None
    assert abs(letter["y"] - picture["y"]) < letter["height"]
    assert 0 < picture["height"] <= 720
