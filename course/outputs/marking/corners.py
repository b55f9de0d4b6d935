"""The four black squares of an answer sheet in a picture, and the way from millimetres to pixels that they give."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from course.outputs.marking.scans import Gray

    Points = NDArray[np.float64]

_LOOKED_AT = 1300
"""The pixels of the longer edge in which squares are looked for: a mark has at least 20."""
_LEAST, _MOST = 0.012, 0.05
"""The edge of a mark as a share of the shorter edge of the picture, of which the page fills half or all."""
_FULL = 0.86
"""The share of its upright or turned box that a square fills; a circle fills 0.785."""
_UNLIKE = 0.29
"""The logarithm of how much longer than on paper one edge may be than the other: a third."""
_MOST_MARKS = 14


@dataclass(frozen=True)
class Mark:
    """A black square: its middle in pixels, and its edge."""

    x: float
    y: float
    edge: float


def find_marks(gray: Gray) -> list[Mark]:
    """Return what may be corner marks, the largest first."""
    scale = min(1.0, _LOOKED_AT / max(gray.shape))
    small = gray if scale == 1 else cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    short = min(small.shape)
    block = max(31, short // 11 | 1)
    black = cv2.adaptiveThreshold(
        cv2.GaussianBlur(small, (3, 3), 0), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 25
    )
    outlines, _ = cv2.findContours(black, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    found = [mark for outline in outlines if (mark := _mark(outline, black, short))]
    found.sort(key=lambda mark: -mark.edge)
    return [Mark((m.x + 0.5) / scale - 0.5, (m.y + 0.5) / scale - 0.5, m.edge / scale) for m in found[:_MOST_MARKS]]


def _mark(outline: Any, black: Any, short: int) -> Mark | None:
    left, top, width, height = cv2.boundingRect(outline)
    if not (_LEAST * short <= width <= _MOST * short and _LEAST * short <= height <= _MOST * short):
        return None
    _, (one, other), _ = cv2.minAreaRect(outline)
    if min(one, other) < 0.7 * max(one, other):
        return None
    area = cv2.countNonZero(black[top : top + height, left : left + width])
    full = area / ((one + 1) * (other + 1))
    if full < _FULL:
        return None
    moments = cv2.moments(black[top : top + height, left : left + width], binaryImage=True)
    middle = moments["m10"] / moments["m00"] + left, moments["m01"] / moments["m00"] + top
    return Mark(*middle, float(area) ** 0.5)


def quadrilaterals(marks: list[Mark]) -> Iterator[Points]:
    """Yield four marks at a time that may be the corners of a page, clockwise, the largest page first."""
    found = []
    for four in combinations(marks, 4):
        edges = [mark.edge for mark in four]
        if max(edges) > 1.7 * min(edges):
            continue
        points = np.array([(mark.x, mark.y) for mark in four])
        middle = points.mean(axis=0)
        points = points[np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))]
        area = float(cv2.contourArea(points.astype(np.float32)))
        if cv2.isContourConvex(points.astype(np.float32)) and area > (10 * max(edges)) ** 2:
            found.append((area, points))
    found.sort(key=lambda one: -one[0])
    yield from (points for _, points in found)


def ways(points: Points, width: float, height: float, corner: tuple[float, float]) -> Iterator[Points]:
    """Yield for each of the four ways in which a page may lie the matrix from millimetres to pixels.

    `points` are the middles of the marks, clockwise; a page whose edges are too unlike those of the paper is none.
    """
    inset, size = corner
    near, right, low = inset + size / 2, width - inset - size / 2, height - inset - size / 2
    page = np.array([(near, near), (right, near), (right, low), (near, low)])
    for turn in range(4):
        turned = np.roll(points, turn, axis=0)
        across = np.linalg.norm(turned[1] - turned[0]) + np.linalg.norm(turned[2] - turned[3])
        down = np.linalg.norm(turned[3] - turned[0]) + np.linalg.norm(turned[2] - turned[1])
        if abs(np.log((across / down) / ((right - near) / (low - near)))) < _UNLIKE:
            yield np.asarray(cv2.getPerspectiveTransform(page.astype(np.float32), turned.astype(np.float32)))
