"""Which side of which sheet a picture shows: the code is compared with those that the exam has.

Comparing is faster than decoding: two codes differ in some ninety of their 625 modules and more, so that one of which
few are wrong is certain. A dirtier one is decoded, which corrects a quarter of its words or fails.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from course.outputs.exam.sheetcode import MODULES, SheetCode, modules_of
from course.outputs.marking.corners import find_marks, quadrilaterals, ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from course.outputs.marking.corners import Points
    from course.outputs.marking.record import ExamRecord, SheetSide
    from course.outputs.marking.scans import Gray

_CELL = 6
"""Pixels of a module in the picture that is looked at."""
_WRONG, _APART = 30, 30
"""So many modules of the nearest code may be wrong, and so many more of the next one must be."""
_FINDERS = 0.85
"""The share of the three large squares of a code that is seen where there is one."""
_QUADRILATERALS = 12
_QUIET = 4


def locate(gray: Gray, exam: ExamRecord) -> tuple[SheetSide, Points] | SheetCode | None:
    """Return the side of the exam in a picture and the way to it; the code of another exam; None for neither."""
    shapes = {(s.width, s.height, s.corner, s.code_box): s for s in exam.sides.values()}
    foreign: SheetCode | None = None
    for points in _first(quadrilaterals(find_marks(gray))):
        for width, height, corner, box in shapes:
            for way in ways(points, width, height, corner):
                seen = _modules(gray, way, box)
                if not _is_code(seen):
                    continue
                side = _nearest(seen, exam)
                if side is None:
                    said = _decoded(seen)
                    side = exam.sides.get(said.text()) if said else None
                    foreign = foreign or said
                if side is not None:
                    # A code says which print it is; another print may have its code at the same place.
                    return side, _fitting(points, way, side, (width, height, corner))
    return foreign or _anywhere(gray)


def _first(found: Iterator[Points]) -> Iterator[Points]:
    yield from (points for _, points in zip(range(_QUADRILATERALS), found, strict=False))


def _fitting(points: Points, way: Points, side: SheetSide, shape: tuple[float, float, tuple[float, float]]) -> Points:
    if (side.width, side.height, side.corner) == shape:
        return way
    first = cv2.perspectiveTransform(np.array([[[side.corner[0], side.corner[0]]]], dtype=np.float64), way)[0, 0]
    every = ways(points, side.width, side.height, side.corner)
    return min(every, key=lambda one: float(np.linalg.norm(_middle(one, side) - first)), default=way)


def _middle(way: Points, side: SheetSide) -> Points:
    place = np.array([[[side.corner[0], side.corner[0]]]], dtype=np.float64)
    return np.asarray(cv2.perspectiveTransform(place, way)[0, 0])


def _modules(gray: Gray, way: Points, box: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    """Return the modules of the code at its place, true where it is dark."""
    x, y, width, height = box
    pixels = MODULES * _CELL
    to_page = np.array([[width / pixels, 0, x], [0, height / pixels, y], [0, 0, 1]])
    shown = cv2.warpPerspective(
        gray, way @ to_page, (pixels, pixels), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=255
    )
    cells = shown.reshape(MODULES, _CELL, MODULES, _CELL)[:, 1:-1, :, 1:-1].mean(axis=(1, 3))
    limit, _ = cv2.threshold(cells.astype(np.uint8), 0, 255, cv2.THRESH_OTSU)
    return np.asarray(cells <= limit)


@lru_cache(maxsize=1)
def _finders() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where the three large squares of a code are, and their modules."""
    seven = np.zeros((7, 7), dtype=bool)
    seven[[0, -1], :] = seven[:, [0, -1]] = True
    seven[2:5, 2:5] = True
    where, dark = np.zeros((MODULES, MODULES), dtype=bool), np.zeros((MODULES, MODULES), dtype=bool)
    for rows, columns in ((slice(7), slice(7)), (slice(7), slice(-7, None)), (slice(-7, None), slice(7))):
        where[rows, columns], dark[rows, columns] = True, seven
    return where, dark


def _is_code(seen: NDArray[np.bool_]) -> bool:
    where, dark = _finders()
    return bool((seen[where] == dark[where]).mean() > _FINDERS)


_patterns: dict[str, NDArray[np.bool_]] = {}


def _nearest(seen: NDArray[np.bool_], exam: ExamRecord) -> SheetSide | None:
    far: dict[str, int] = {}
    for text in exam.sides:
        if text not in _patterns:
            _patterns[text] = np.array(modules_of(text))
        far[text] = int((seen != _patterns[text]).sum())
    order = sorted(far, key=far.__getitem__)
    clear = len(order) == 1 or far[order[1]] - far[order[0]] >= _APART
    return exam.sides[order[0]] if order and far[order[0]] <= _WRONG and clear else None


def _decoded(seen: NDArray[np.bool_]) -> SheetCode | None:
    """Return what a code says that is none of this exam."""
    clean = np.pad(np.where(seen, 0, 255).astype(np.uint8), _QUIET, constant_values=255)
    return _read(np.kron(clean, np.ones((8, 8), dtype=np.uint8)))


def _anywhere(gray: Gray) -> SheetCode | None:
    scale = min(1.0, 1600 / max(gray.shape))
    return _read(gray if scale == 1 else np.asarray(cv2.resize(gray, None, fx=scale, fy=scale)))


def _read(picture: NDArray[np.uint8]) -> SheetCode | None:
    try:
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    except cv2.error:
        return None
    return SheetCode.read(text)
