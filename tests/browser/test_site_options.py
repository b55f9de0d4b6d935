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
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('.bd-sidebar, .course-foot, .bd-main')]
  .filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.className)"""
UNBROKEN = "Tea" + "leafwithoutablank" * 8
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
    settings, leaf = course / "course.toml", course / "lessons" / "01-leaf.md"
    text = settings.read_text(encoding="utf-8").replace('title = "Tea"', f'title = "{UNBROKEN}"')
    settings.write_text(text + OPTIONS, encoding="utf-8")
    with (course / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('html_context = {"default_mode": "dark"}\n')
    table = "\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    leaf.write_text(leaf.read_text(encoding="utf-8").replace("# The leaf", f"# {UNBROKEN}") + table, encoding="utf-8")
    return build_small_course(course, folder / "out")


def test_arrow_keys_turn_pages_and_leave_questions_alone(page: Page, site: Path) -> None:
    """In a group of radio buttons an arrow chooses; anywhere else it leads on and back."""
    page.goto((site / "lessons" / "01-leaf.html").as_uri())
    shown = "document.documentElement.dataset.theme"
    assert page.evaluate(f"[{shown}, (courseLook(''), {shown})]") == ["dark", "light"]
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


@pytest.mark.parametrize("width", [320, 1280])
def test_a_title_without_a_blank_breaks(page: Page, site: Path, width: int) -> None:
    """In the side bar too: it was cut off there, and what scrolled to it moved the whole page out of sight."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto((site / "lessons" / "01-leaf.html").as_uri())
    assert page.evaluate(TOO_WIDE) == []
    assert (page.locator("h1").first.bounding_box() or {})["x"] >= 0
    page.evaluate("document.documentElement.lang = 'ja'")
    assert (
        page.locator("article td").first.evaluate(
            "(cell) => cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize)"
        )
        >= 4
    )


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(640, 450, ""), (683, 384, ""), (1366, 768, ""), (1366, 768, "112"), (1366, 768, "150")],
)
def test_a_bar_that_stays_covers_a_tenth_of_the_window_at_most(
    page: Page, site: Path, width: int, height: int, text: str
) -> None:
    """At double size and in large letters, where it is taller, it scrolls away with the page."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto((site / "lessons" / "02-kinds.html").as_uri())
    page.evaluate("(text) => courseLook('', text)", text)
    bar = page.locator(".bd-header-article")
    stays = bar.evaluate("(bar) => getComputedStyle(bar).position") == "sticky"
    assert not stays or bar.evaluate("(bar) => bar.offsetHeight") * 10 <= height
