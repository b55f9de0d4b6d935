"""Figures on slides: without their own title, which the slide has, so that the rest can be larger."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from course.charts.canvas import LEADING, MARGIN, TITLE, number
from course.charts.draw import draw
from course.charts.words import Table, in_words
from course.instructor.stage import Picture
from course.instructor.texts import table

if TYPE_CHECKING:
    from course.charts.model import AnyFigure

_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_PANEL = re.compile(r"<rect [^>]*/>\n?")
_NIGHT = re.compile(r"<style>[^<]*</style>")
_HEAD = re.compile(rf'<text [^>]*font-size="{number(TITLE)}" font-weight="700"[^>]*>[^<]*</text>\n?')
_LETTERS = re.compile(r'<text [^>]*font-size="([\d.]+)"[^>]*>')


def for_slide(figure: AnyFigure) -> str:
    """Return the SVG of a figure as low as it can be, without its panel and title, cut to what is left.

    A slide is white on every device, so that the colors for dark screens go with the panel.
    """
    picture = draw(figure, low=True).decode()
    lines = len(_HEAD.findall(picture))
    cut = round(MARGIN + lines * TITLE * LEADING)
    shown = _HEAD.sub("", _PANEL.sub("", _NIGHT.sub("", picture), count=1))
    return _BOX.sub(
        lambda box: f'viewBox="0 {cut} {box[1]} {number(float(box[2]) - cut - MARGIN / 2)}"', shown, count=1
    )


@lru_cache(maxsize=64)
def picture_of(figure: AnyFigure) -> Picture:
    """Return how large a figure is on its own, and the smallest letters in it."""
    picture = for_slide(figure)
    box = re.search(r'viewBox="0 \d+ ([\d.]+) ([\d.]+)"', picture)
    assert box
    sizes = [float(size) for size in _LETTERS.findall(picture)]
    return Picture(float(box[1]), float(box[2]), min(sizes, default=99.0), figure.caption)


def as_table(figure: AnyFigure) -> str:
    """Return the table that a figure is a picture of in Markdown; empty for other figures."""
    words = in_words(figure)
    return table(words.head, words.rows) if figure.kind == "grid" and isinstance(words, Table) else ""
