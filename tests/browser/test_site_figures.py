"""Figures on phones: the narrow drawing alone is loaded, its type can be read, and nothing moves when it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.charts.canvas import NARROW, SMALL, WIDTH
from tests.browser.conftest import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LESSON = "lessons/07-withdrawal.html"
SHOWN = """() => Array.from(document.querySelectorAll('.course-chart img'), (image) => [
  image.currentSrc.split('/').pop(), image.clientWidth, image.clientHeight, image.naturalWidth])"""
PICTURES = "**/_images/*"


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """Serve the shipped course."""
    with served(real_site) as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "narrow"), [(320, True), (390, True), (1280, False)])
def test_a_browser_loads_the_drawing_that_fits(
    page: Page, address: str, width: int, scheme: str, *, narrow: bool
) -> None:
    """One of the two drawings is loaded, with type of at least 10 CSS pixels."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}{LESSON}", wait_until="load")
    figures = page.evaluate(SHOWN)
    assert len(figures) == 4
    for name, shown, _, _ in figures:
        assert name.endswith("-narrow.svg") == narrow
        assert SMALL * shown / (NARROW if narrow else WIDTH) >= 10
    pictures = [url.rpartition("/")[2] for url in loaded if "/_images/" in url]
    assert sorted(pictures) == sorted(name for name, *_ in figures)


def test_the_place_of_a_figure_is_kept_until_it_comes(page: Page, address: str) -> None:
    """The height is known without the picture, so that the text below does not move."""
    waiting: list[Route] = []
    page.set_viewport_size({"width": 390, "height": 800})
    page.route(PICTURES, lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks its listeners
    page.goto(f"{address}{LESSON}", wait_until="domcontentloaded")
    before = page.evaluate(SHOWN)
    assert {natural for *_, natural in before} == {0}
    page.unroute(PICTURES)
    page.goto(f"{address}{LESSON}", wait_until="load")
    after = page.evaluate(SHOWN)
    assert 0 not in {natural for *_, natural in after}
    for (_, _, kept, _), (_, _, height, _) in zip(before, after, strict=True):
        assert abs(kept - height) <= 1
