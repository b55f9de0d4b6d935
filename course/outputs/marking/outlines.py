"""Where the rows of a side lie in its picture: paper of a photo is bent, and a row lies where its outlines are.

How far a row is moved from its place changes little from one row to the next. So rows are looked for from what is known
outwards (the squares of the corners, the code), each near the shift of the nearest row that was found; a row is never
taken for the next one, which is 6.7 mm away at least.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from course.outputs.marking.bubbles import SCALE
from course.outputs.marking.record import corners_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from course.outputs.marking.record import Mark, SheetSide
    from course.outputs.marking.scans import Gray

_REACH = 6
"""How far, in pixels, a row may lie from where the nearest one lets expect it: 1 mm."""
_MARGIN = 6
"""The pixels around a row that are looked at with it."""
_SEEN = 0.1
"""So much darker than what is beside them outlines are, where there are any."""
_SLOPES = (-12, -9, -6, -3, 3, 6, 9, 12)
"""How much farther, in pixels, the end of a row may be moved than its beginning on bent paper: 2 mm."""


class Anchor(NamedTuple):
    """A place of the printed page, in pixels of the straight one, and how far its picture is moved from there."""

    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0


class Bubbles(NamedTuple):
    """The bubbles of a row: their marks, the edge of each in millimetres, whether they are squares."""

    marks: Sequence[Mark]
    edge: float
    square: bool


def corner_anchors(side: SheetSide) -> list[Anchor]:
    """Return the middles of the squares, which lie at their place since the page was set straight by them."""
    near = side.corner[0] + side.corner[1] / 2
    return [
        Anchor(x * SCALE, y * SCALE) for x in (near, side.width - near) for y in (near, side.height - near)
    ]  # fmt: skip


def code_anchors(side: SheetSide, seen: NDArray[np.float64]) -> list[Anchor]:
    """Return the corners of the code, which are seen elsewhere (millimetres) where the paper is bent."""
    shifts = (seen - np.array(corners_of(side.code_box))) * SCALE
    return [
        Anchor(x * SCALE, y * SCALE, float(dx), float(dy))
        for (x, y), (dx, dy) in zip(corners_of(side.code_box), shifts, strict=True)
    ]


def places_of_rows(
    page: Gray, rows: Sequence[Bubbles], anchors: Sequence[Anchor], *, bent: bool
) -> list[list[tuple[int, int]] | None]:
    """Return the middles of the bubbles of each row, in pixels; None for a row whose outlines are not found."""
    middles = [_middle(row) for row in rows]
    found: list[list[tuple[int, int]] | None] = [None] * len(rows)
    nearest = {number: _nearest(middle, anchors) for number, middle in enumerate(middles)}
    while nearest:
        number = min(nearest, key=lambda one: nearest[one][0])
        _, anchor = nearest.pop(number)
        shifts = _shifts(page, rows[number], (round(anchor.dx), round(anchor.dy)), bent=bent)
        if shifts is None:
            continue
        found[number] = list(_moved(rows[number], shifts))
        new = Anchor(*middles[number], *map(float, np.mean(shifts, axis=0)))
        nearest = {one: min(before, _nearest(middles[one], [new])) for one, before in nearest.items()}
    return found


def _moved(row: Bubbles, shifts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    half = row.edge / 2
    for mark, (dx, dy) in zip(row.marks, shifts, strict=True):
        yield round((mark.x + half) * SCALE) + dx, round((mark.y + half) * SCALE) + dy


def _middle(row: Bubbles) -> tuple[float, float]:
    xs, ys = [mark.x for mark in row.marks], [mark.y for mark in row.marks]
    return ((min(xs) + max(xs) + row.edge) / 2 * SCALE, (min(ys) + max(ys) + row.edge) / 2 * SCALE)


def _nearest(at: tuple[float, float], anchors: Iterable[Anchor]) -> tuple[float, Anchor]:
    """Return the nearest anchor with the square of its distance."""
    return min(((one.x - at[0]) ** 2 + (one.y - at[1]) ** 2, one) for one in anchors)


def _shifts(page: Gray, row: Bubbles, expected: tuple[int, int], *, bent: bool) -> list[tuple[int, int]] | None:
    """Return how far each bubble of a row lies from its place; None where their outlines are not there."""
    best = max(_fits(page, row, expected, [(0, 0)]), default=None)
    if bent:
        for slopes in ([(0, slope) for slope in _SLOPES], None):
            tilt = best[1] if best else (0, 0)
            every = slopes or [(slope, tilt[1]) for slope in _SLOPES]
            best = max([*([best] if best else []), *_fits(page, row, expected, every)], default=None)
    if best is None or best[0] <= _SEEN:
        return None
    _, tilt, (dx, dy) = best
    return [(dx + x, dy + y) for x, y in _tilted(row, tilt)]


def _tilted(row: Bubbles, tilt: tuple[int, int]) -> list[tuple[int, int]]:
    """Return how far each bubble is moved beyond the middle of its row, whose end is moved by `tilt` more."""
    places = np.array([(mark.x, mark.y) for mark in row.marks])
    along = (places - places.mean(axis=0)).sum(axis=1)
    share = along / max(np.ptp(along), 1.0)
    return [(round(tilt[0] * one), round(tilt[1] * one)) for one in share]


def _fits(
    page: Gray, row: Bubbles, expected: tuple[int, int], tilts: Iterable[tuple[int, int]]
) -> Iterator[tuple[float, tuple[int, int], tuple[int, int]]]:
    """Yield how well outlines fit at their best place, for each tilt of the row, and how far that place is moved."""
    edge = round(row.edge * SCALE)
    for tilt in tilts:
        moved = [
            (round(mark.x * SCALE) + x, round(mark.y * SCALE) + y)
            for mark, (x, y) in zip(row.marks, _tilted(row, tilt), strict=True)
        ]
        left, top = min(x for x, _ in moved), min(y for _, y in moved)
        wide, high = max(x for x, _ in moved) - left + edge, max(y for _, y in moved) - top + edge
        pad = _REACH + _MARGIN
        x, y = left + expected[0], top + expected[1]
        if x < pad or y < pad or x + wide + pad > page.shape[1] or y + high + pad > page.shape[0]:
            continue
        shown = page[y - pad : y + high + pad, x - pad : x + wide + pad].astype(np.float32)
        dark = 1 - shown / max(30.0, float(np.percentile(shown, 85)))
        places = tuple((one - left, other - top) for one, other in moved)
        fits = cv2.matchTemplate(dark, _printed(places, wide, high, edge, row.square), cv2.TM_CCORR)
        _, best, _, where = cv2.minMaxLoc(fits)
        yield best, tilt, (expected[0] + where[0] - _REACH, expected[1] + where[1] - _REACH)


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
