"""Options of the theme in a browser: arrow keys turn pages, but not those of a question; an announcement fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import build_small_course
from tests.conftest import copy_tea

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OPTIONS = f"""
[html.theme_options]
announcement = "{"A long announcement about a new edition of the course. " * 5}"
navigation_with_keys = true
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the course on tea with an announcement and with keys."""
    folder = tmp_path_factory.mktemp("options")
    course = copy_tea(folder)
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(OPTIONS)
    return build_small_course(course, folder / "out")


def test_arrow_keys_turn_pages_and_leave_questions_alone(page: Page, site: Path) -> None:
    """In a group of radio buttons an arrow chooses; anywhere else it leads on and back."""
    page.goto((site / "lessons" / "01-leaf.html").as_uri())
    icon = page.locator("link[rel=icon]").get_attribute("href") or ""
    assert icon.startswith("data:image/svg+xml,")
    assert "T%3C/text" in icon
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("01-leaf.html")
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/02-kinds.html")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/01-leaf.html")


@pytest.mark.parametrize("width", [320, 1280])
def test_an_announcement_makes_no_page_wider(page: Page, site: Path, width: int) -> None:
    """It breaks into lines, and the text of the page begins below it."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto((site / "lessons" / "01-leaf.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box, title = page.locator(".course-announcement").bounding_box(), page.locator("h1").first.bounding_box()
    assert box
    assert title
    assert box["y"] + box["height"] <= title["y"]
