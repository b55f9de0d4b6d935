"""Figures on slides: without their own title, which the slide has, so that the rest can be larger."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from course.charts.canvas import LEADING, MARGIN, TITLE, WIDTH, number
from course.charts.draw import draw
from course.charts.words import Table, in_words
from course.instructor.stage import LEAST, Picture, picture_scale
from course.instructor.texts import table

if TYPE_CHECKING:
    from course.charts.model import AnyFigure

WIDTHS = (WIDTH, 640.0, 600.0, 560.0, 520.0, 505.0)
"""Widths at which a figure is tried: the narrower a sheet, the larger are its letters on a slide."""
UNDER = "Fig. 00 [00, 00, 00]"
"""What stands below a figure on a slide, as wide as that: its number in the course and its works; the rest is said."""
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_PANEL = re.compile(r"<rect [^>]*/>\n?")
_NIGHT = re.compile(r"<style>[^<]*</style>")
_HEAD = re.compile(rf'<text [^>]*font-size="{number(TITLE)}" font-weight="700"[^>]*>[^<]*</text>\n?')
_LETTERS = re.compile(r'<text [^>]*font-size="([\d.]+)"[^>]*>')


@lru_cache(maxsize=64)
def for_slide(figure: AnyFigure, title: str = "") -> str:
    """Return the SVG of a figure as low as it can be, without its panel and title, cut to what is left.

    Of several widths it has the first at which its letters are large enough; one that is too small at each of them is
    drawn without notes and explanations, which the trainer says. A slide is white on every device, so that the colors
    for dark screens go with the panel. `title` is that of the slide, which takes room.
    """
    whole = [_cut(draw(figure, low=True, width=width).decode()) for width in WIDTHS]
    drawn = [*whole, *(_cut(draw(figure, low=True, width=width, brief=True).decode()) for width in WIDTHS)]
    large = (svg for svg in drawn if _letters(_measured(svg), title) >= LEAST)
    return next(large, None) or max(drawn, key=lambda svg: _letters(_measured(svg), title))


def _cut(picture: str) -> str:
    lines = len(_HEAD.findall(picture))
    cut = round(MARGIN + lines * TITLE * LEADING)
    shown = _HEAD.sub("", _PANEL.sub("", _NIGHT.sub("", picture), count=1))
    return _BOX.sub(
        lambda box: f'viewBox="0 {cut} {box[1]} {number(float(box[2]) - cut - MARGIN / 2)}"', shown, count=1
    )


def _letters(picture: Picture, title: str) -> float:
    return picture.letters * picture_scale(title, picture)


def _measured(svg: str) -> Picture:
    box = re.search(r'viewBox="0 \d+ ([\d.]+) ([\d.]+)"', svg)
    assert box
    sizes = [float(size) for size in _LETTERS.findall(svg)]
    return Picture(float(box[1]), float(box[2]), min(sizes, default=99.0), UNDER)


def picture_of(figure: AnyFigure, title: str = "") -> Picture:
    """Return how large a figure is on its own, and the smallest letters in it."""
    return _measured(for_slide(figure, title))


def as_table(figure: AnyFigure) -> str:
    """Return the table that a figure is a picture of in Markdown; empty for other figures."""
    words = in_words(figure)
    return table(words.head, words.rows) if figure.kind == "grid" and isinstance(words, Table) else ""
