"""Which side of which sheet a picture shows: the code is compared with those that the exam has.

Comparing is faster than decoding: two codes differ in some ninety of their 625 modules and more, so that one of which
few are wrong is certain. A dirtier one is decoded, which corrects a quarter of its words or fails.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from course.outputs.exam.sheetcode import MODULES, SheetCode, modules_of
from course.outputs.marking.corners import find_marks, quadrilaterals, ways
from course.outputs.marking.record import corners_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_MOST_SHEETS, _ROOM = 8, 1.5
"""So many sheets are looked for in a picture, as long as it is that much larger than a sheet of those found."""
_BENT = 9.0
"""So far, in millimetres, the code of a bent leaf may lie from where the squares let expect it."""


class Located(NamedTuple):
    """A side of the exam in a picture, the way to it, and where its code is seen if that is not its place.

    `code` are the corners of the code in millimetres, clockwise from its upper left one: the paper is bent there.
    """

    side: SheetSide
    way: Points
    code: Points | None = None


def locate(gray: Gray, exam: ExamRecord) -> Located | SheetCode | None:
    """Return the side of the exam in a picture; the code of another exam; None for neither."""
    every = list(_first(quadrilaterals(find_marks(gray))))
    found = _at_its_place(gray, exam, every)
    if isinstance(found, Located):
        return found
    seen, corners = _anywhere(gray)
    if seen is not None and seen.text() in exam.sides:
        return _bent(exam.sides[seen.text()], corners, every) or seen
    return found or seen


def locate_all(gray: Gray, exam: ExamRecord) -> list[Located | SheetCode]:
    """Return every sheet in a picture, of which one may show several side by side; nothing where there is none."""
    found: list[Located | SheetCode] = []
    rest = gray
    while (one := locate(rest, exam)) is not None:
        found.append(one)
        if isinstance(one, SheetCode) or len(found) == _MOST_SHEETS or gray.size < _ROOM * _size(one):
            break
        rest = _without(rest, one)
        if len(find_marks(rest)) < 4:  # noqa: PLR2004 - the squares of a sheet
            break
    return found


def _outline(one: Located) -> Points:
    corners = np.array([corners_of((0, 0, one.side.width, one.side.height))], dtype=np.float64)
    return np.asarray(cv2.perspectiveTransform(corners, one.way)[0])


def _size(one: Located) -> float:
    return float(cv2.contourArea(_outline(one).astype(np.float32)))


def _without(gray: Gray, one: Located) -> Gray:
    """Return the picture with white paper where a sheet was."""
    rest = gray.copy()
    cv2.fillConvexPoly(rest, _outline(one).round().astype(np.int32), 255)
    return rest


def _at_its_place(gray: Gray, exam: ExamRecord, every: Sequence[Points]) -> Located | SheetCode | None:
    shapes = {(s.width, s.height, s.corner, s.code_box): s for s in exam.sides.values()}
    foreign: SheetCode | None = None
    for points in every:
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
                    return Located(side, _fitting(points, way, side, (width, height, corner)))
    return foreign


def _bent(side: SheetSide, code: Points, every: Sequence[Points]) -> Located | None:
    """Return the side by the squares that let its code be expected near where it is seen."""
    place = np.array(corners_of(side.code_box))
    found = []
    for points in every:
        for way in ways(points, side.width, side.height, side.corner):
            seen = np.asarray(cv2.perspectiveTransform(code.reshape(1, 4, 2), np.linalg.inv(way))[0])
            found.append((float(np.abs(seen - place).max()), Located(side, way, seen)))
    far, located = min(found, key=lambda one: one[0], default=(_BENT + 1, None))
    return located if far <= _BENT else None


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
    return _read(np.kron(clean, np.ones((8, 8), dtype=np.uint8)))[0]


def _anywhere(gray: Gray) -> tuple[SheetCode | None, Points]:
    """Return what a code says, wherever it is, and its corners in pixels, clockwise from its upper left one."""
    scale = min(1.0, 1600 / max(gray.shape))
    code, corners = _read(gray if scale == 1 else np.asarray(cv2.resize(gray, None, fx=scale, fy=scale)))
    return code, corners / scale


def _read(picture: NDArray[np.uint8]) -> tuple[SheetCode | None, Points]:
    try:
        text, corners, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    except cv2.error:
        return None, np.zeros((4, 2))
    code = SheetCode.read(text)
    return code, np.asarray(corners, dtype=np.float64).reshape(4, 2) if code else np.zeros((4, 2))
