"""The picture of a lesson in the README looks like that lesson."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.docs import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PATCHES = (24, 20)
MOST = 5.0
"""How far apart patches may be in brightness, of 255: moving every box by 43 pixels made 3.5, another lesson 5.8."""


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference in brightness of two pictures, patch by patch."""
    small = [each.convert("L").resize(PATCHES, Image.Resampling.BOX) for each in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0]


def test_the_picture_of_the_lesson_looks_like_the_lesson(chromium: Browser, real_site: Path) -> None:
    """A page that is laid out or coloured anew needs a new picture; another lesson would be found too."""
    now, other = (
        Image.open(io.BytesIO(pictures.screenshot(chromium, real_site / "lessons" / f"{name}.html")))
        for name in (pictures.LESSON, "10-capstone")
    )
    with Image.open(pictures.SCREEN) as shown:
        assert shown.size == now.size
        far = difference(shown, now)
        assert far < MOST, f"{far:.1f}; run: python -m tests.docs.pictures, and look at what it made"
        assert difference(shown, other) > MOST
