"""What is in the bubbles of a side: how dark each is inside, how much of it, and what crosses its edge.

The page is set straight at six pixels a millimetre (152 dpi), and each row is read where its outlines are (`outlines`).
Darkness is measured against the paper beside the bubble: 0 is white, 1 black; shadows change both alike.
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
    from course.outputs.marking.record import SheetSide
    from course.outputs.marking.scans import Gray

SCALE = 6
"""Pixels of a millimetre."""
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


def read_row(page: Gray, middles: Sequence[tuple[int, int]], bubble: float, *, several: bool) -> list[Ink]:
    """Return what is in the bubbles of a row, whose middles, in pixels, are given."""
    masks = _masks(bubble, several)
    return [_ink(page, middle, masks) for middle in middles]


def _ink(page: Gray, middle: tuple[int, int], masks: _Masks) -> Ink:
    x, y = middle
    part = page[y - masks.half : y + masks.half + 1, x - masks.half : x + masks.half + 1].astype(np.float32)
    white = max(30.0, float(np.percentile(part[masks.beside], 75)))
    dark = 1 - part / white
    inside = dark[masks.inside]
    crossing = [float((dark[sector] > _INK).mean()) > _CROSSING for sector in masks.sectors]
    light, median = (float(value) for value in np.percentile(inside, (25, 50)))
    return Ink(float(inside.mean()), median, light, float((inside > _INK).mean()), _is_cross(crossing))


def _is_cross(crossing: Sequence[bool]) -> bool:
    half = _SECTORS // 2
    opposite = sum(crossing[one] and crossing[one + half] for one in range(half))
    return opposite >= 1 and sum(crossing) >= _SIDES
