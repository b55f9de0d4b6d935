"""What is in the bubbles of a side: how dark each is inside, how much of it, and what crosses its edge.

The page is set straight at six pixels a millimetre (152 dpi). Each row is then moved to where its printed outlines are,
so that paper that is not flat is read where it lies. Darkness is measured against the paper beside the bubble: 0 is
white, 1 black; shadows change both alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from course.outputs.exam.labels import INSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from course.outputs.marking.corners import Points
    from course.outputs.marking.record import Mark, SheetSide
    from course.outputs.marking.scans import Gray

SCALE = 6
"""Pixels of a millimetre."""
_REACH = 6
"""How far, in pixels, a row may lie from its place: 1 mm."""
_MARGIN = 6
"""The pixels around a row that are looked at with it."""
_SEEN = 0.1
"""So much darker than what is beside them outlines are, where there are any."""
_SECTORS = 8
_CROSSING, _SIDES = 0.1, 3
"""The share of a sector with ink where a line crosses it, and how many sectors an X crosses at least."""
_INK = 0.22
"""What is darker than this share below the paper is ink."""


@dataclass(frozen=True)
class Ink:
    """What is in one bubble.

    `mean` and `middle` are the mean and the median darkness inside, `light` that of its lightest quarter; `cover` is
    the share of the inside with ink; `crossed` is true when lines leave the bubble on three sides and more, as those
    of an X do.
    """

    mean: float
    middle: float
    light: float
    cover: float
    crossed: bool


def straightened(gray: Gray, way: Points, side: SheetSide) -> Gray:
    """Return the side as it was printed, at `SCALE` pixels a millimetre."""
    size = (round(side.width * SCALE), round(side.height * SCALE))
    shift = np.array([[1 / SCALE, 0, 0], [0, 1 / SCALE, 0], [0, 0, 1]])
    return np.asarray(
        cv2.warpPerspective(
            gray, way @ shift, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
        )
    )


@dataclass(frozen=True)
class _Masks:
    inside: NDArray[np.bool_]
    beside: NDArray[np.bool_]
    sectors: tuple[NDArray[np.bool_], ...]
    half: int


@lru_cache(maxsize=16)
def _masks(bubble: float, square: bool) -> _Masks:  # noqa: FBT001 - a cache has no names
    radius = bubble * SCALE / 2
    half = int(radius + 1.3 * SCALE)
    y, x = np.mgrid[-half : half + 1, -half : half + 1]
    far, angle = np.hypot(x, y), np.arctan2(y, x)
    edge = np.maximum(abs(x), abs(y)) if square else far
    beside = (edge > radius + 0.6 * SCALE) & (edge < radius + 1.2 * SCALE)
    which = ((angle + np.pi) / (2 * np.pi) * _SECTORS).astype(int) % _SECTORS
    return _Masks(far < INSIDE * radius, beside, tuple(beside & (which == one) for one in range(_SECTORS)), half)


def read_row(page: Gray, marks: Sequence[Mark], bubble: float, *, several: bool) -> list[Ink] | None:
    """Return what is in the bubbles of a row; None where their printed outlines are not found."""
    place = _outlines(page, marks, bubble, several=several)
    if place is None:
        return None
    dx, dy = place
    masks = _masks(bubble, several)
    return [_ink(page, mark, bubble, (dx, dy), masks) for mark in marks]


def _ink(page: Gray, mark: Mark, bubble: float, moved: tuple[int, int], masks: _Masks) -> Ink:
    x = round((mark.x + bubble / 2) * SCALE) + moved[0]
    y = round((mark.y + bubble / 2) * SCALE) + moved[1]
    part = page[y - masks.half : y + masks.half + 1, x - masks.half : x + masks.half + 1].astype(np.float32)
    white = max(30.0, float(np.percentile(part[masks.beside], 75)))
    dark = 1 - part / white
    inside = dark[masks.inside]
    crossing = [float((dark[sector] > _INK).mean()) > _CROSSING for sector in masks.sectors]
    light, middle = (float(value) for value in np.percentile(inside, (25, 50)))
    return Ink(float(inside.mean()), middle, light, float((inside > _INK).mean()), _is_cross(crossing))


def _is_cross(crossing: Sequence[bool]) -> bool:
    half = _SECTORS // 2
    opposite = sum(crossing[one] and crossing[one + half] for one in range(half))
    return opposite >= 1 and sum(crossing) >= _SIDES


def _outlines(page: Gray, marks: Sequence[Mark], bubble: float, *, several: bool) -> tuple[int, int] | None:
    """Return how far, in pixels, the outlines of a row lie from their place; None where there are none."""
    left, top = min(m.x for m in marks) * SCALE, min(m.y for m in marks) * SCALE
    edge = bubble * SCALE
    pad = _REACH + _MARGIN
    wide = round((max(m.x for m in marks) - min(m.x for m in marks)) * SCALE + edge)
    high = round((max(m.y for m in marks) - min(m.y for m in marks)) * SCALE + edge)
    x, y = round(left), round(top)
    if x < pad or y < pad or x + wide + pad > page.shape[1] or y + high + pad > page.shape[0]:
        return None
    shown = page[y - pad : y + high + pad, x - pad : x + wide + pad].astype(np.float32)
    dark = 1 - shown / max(30.0, float(np.percentile(shown, 85)))
    places = tuple((round(m.x * SCALE - left), round(m.y * SCALE - top)) for m in marks)
    fits = cv2.matchTemplate(dark, _printed(places, wide, high, round(edge), several), cv2.TM_CCORR)
    _, best, _, where = cv2.minMaxLoc(fits)
    middle = pad - _MARGIN
    return (where[0] - middle, where[1] - middle) if best > _SEEN else None


@lru_cache(maxsize=2048)
def _printed(  # one cache for all rows, and it has no names
    places: tuple[tuple[int, int], ...],
    wide: int,
    high: int,
    edge: int,
    square: bool,  # noqa: FBT001
) -> NDArray[np.float32]:
    """Return weights: their sum with a picture is how much darker outlines are than what is right outside of them.

    The inside has no weight, because it may be filled.
    """
    line, outside = (np.zeros((high + 2 * _MARGIN, wide + 2 * _MARGIN), dtype=np.uint8) for _ in range(2))
    for x, y in places:
        for shape, grown in ((line, 0), (outside, 4)):
            if square:
                start = x + _MARGIN - grown, y + _MARGIN - grown
                cv2.rectangle(shape, start, (start[0] + edge + 2 * grown, start[1] + edge + 2 * grown), 1, 2)
            else:
                middle = round(x + _MARGIN + edge / 2), round(y + _MARGIN + edge / 2)
                cv2.circle(shape, middle, round(edge / 2) + grown, 1, 2)
    return np.asarray(line / line.sum() - outside / outside.sum(), dtype=np.float32)
