"""Figures: a phone loads the narrow drawing alone, night is dark whatever the device says, a grid is a table."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from course.charts.canvas import NARROW, SMALL, WIDTH

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LESSON = "lessons/07-withdrawal.html"
SHOWN = """() => Array.from(document.querySelectorAll('.course-chart img'), (image) => [
  image.currentSrc.split('/').pop(), image.clientWidth, image.clientHeight, image.naturalWidth])"""
PICTURES = "**/_images/*"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "narrow"), [(320, True), (390, True), (1280, False)])
def test_a_browser_loads_the_drawing_that_fits(
    page: Page, real_server: str, width: int, scheme: str, *, narrow: bool
) -> None:
    """One of the two drawings is loaded, with type of at least 10 CSS pixels."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{real_server}{LESSON}", wait_until="load")
    figures = page.evaluate(SHOWN)
    assert len(figures) == 3
    for name, shown, _, _ in figures:
        assert name.endswith("-narrow.svg") == narrow
        assert SMALL * shown / (NARROW if narrow else WIDTH) >= 10
    pictures = [url.rpartition("/")[2] for url in loaded if "/_images/" in url]
    assert sorted(pictures) == sorted(name for name, *_ in figures)


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_drawing_has_the_colors_of_the_page_and_not_of_the_device(page: Page, real_server: str, device: str) -> None:
    """Its panel is as dark as the page by the button of the site, on any device, and white on paper."""
    page.emulate_media(color_scheme="dark" if device == "dark" else "light")
    page.goto(f"{real_server}{LESSON}", wait_until="load")
    drawing = page.locator(".course-chart > picture > img").first
    drawing.scroll_into_view_if_needed()
    shades = {}
    for mode in ("light", "dark"):
        page.evaluate("(mode) => { document.documentElement.dataset.theme = mode; }", mode)
        with Image.open(io.BytesIO(drawing.screenshot())) as shown:
            shades[mode] = shown.convert("L").getpixel((shown.width // 2, 6))
    page.emulate_media(media="print")
    with Image.open(io.BytesIO(drawing.screenshot())) as shown:
        shades["paper"] = shown.convert("L").getpixel((shown.width // 2, 6))
    assert (shades["light"], shades["paper"], shades["dark"] < 40) == (255, 255, True)


def test_a_grid_is_a_table_with_its_title_above(page: Page, real_server: str) -> None:
    """Text, not a picture of text: rows have heads, the title comes first to the eye, and nothing is said twice."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{real_server}{LESSON}", wait_until="load")
    grid = page.locator("figure.course-grid")
    assert grid.locator("img, picture").count() == 0
    assert grid.locator("tbody th.stub").count() == grid.locator("tbody tr").count() == 5
    tops = [box["y"] for part in ("figcaption", "table") if (box := grid.locator(part).bounding_box())]
    assert tops == sorted(tops)
    assert grid.evaluate("(figure) => figure.nextElementSibling.matches('.course-figure-words')") is False


def test_the_place_of_a_figure_is_kept_until_it_comes(page: Page, real_server: str) -> None:
    """The height is known without the picture, so that the text below does not move."""
    waiting: list[Route] = []
    page.set_viewport_size({"width": 390, "height": 800})
    page.route(PICTURES, lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks its listeners
    page.goto(f"{real_server}{LESSON}", wait_until="domcontentloaded")
    before = page.evaluate(SHOWN)
    assert {natural for *_, natural in before} == {0}
    page.unroute(PICTURES)
    page.goto(f"{real_server}{LESSON}", wait_until="load")
    after = page.evaluate(SHOWN)
    assert 0 not in {natural for *_, natural in after}
    for (_, _, kept, _), (_, _, height, _) in zip(before, after, strict=True):
        assert abs(kept - height) <= 1
