"""What is drawn on a page of a PDF beside its letters: images, straight lines, and shapes."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.ingest.readers.pdf_pictures import Box
    from course.ingest.readers.pdf_sheet import Sheet

_DEEPEST = 12
_MOST = 60_000
_MOST_SEGMENTS = 2_000


class Drawn(NamedTuple):
    """A thing on a page: an `image`, a `path`, or `other`; `mark` as that of letters, `bends` when it has a curve.

    `parts` are the boxes of the straight lines and the rectangles of a path that has several.
    """

    kind: str
    box: Box
    mark: int
    filled: bool = False
    stroked: bool = False
    bends: bool = False
    parts: tuple[Box, ...] = ()


def read_drawn(sheet: Sheet) -> Iterator[Drawn]:
    """Yield what is drawn on a page, at most 60,000 things."""
    for at, (thing, kind, matrix) in enumerate(_things(sheet.page.raw)):
        if at >= _MOST:
            return
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        left, low, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(thing, left, low, right, top):
            continue
        box = _moved((left.value, low.value, right.value, top.value), matrix)
        shown = sheet.shown(*box)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
            shapes, bends = _shapes(thing, matrix)
            parts = tuple(sheet.shown(*shape) for shape in shapes) if len(shapes) > 1 else ()
            yield Drawn("path", shown, mark, bool(fill.value), bool(stroke.value), bends, parts)
        else:
            yield Drawn("image" if kind == pdfium.FPDF_PAGEOBJ_IMAGE else "other", shown, mark)


_Matrix = tuple[float, float, float, float, float, float]


def _things(page: Any) -> Iterator[tuple[Any, int, _Matrix]]:
    """Yield the objects of a page and of the forms in it, with the matrix that brings each to the page."""
    one: _Matrix = (1, 0, 0, 1, 0, 0)
    tops = (pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page)))
    waiting: list[tuple[Iterator[Any], _Matrix]] = [(iter(tops), one)]
    while waiting:
        things, matrix = waiting[-1]
        thing = next(things, None)
        if thing is None:
            waiting.pop()
            continue
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and len(waiting) < _DEEPEST:
            inner = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(thing, inner)
            own = _times((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), matrix)
            waiting.append((_inside(thing), own))
        else:
            yield thing, kind, matrix


def _inside(form: Any) -> Iterator[Any]:
    return (pdfium.FPDFFormObj_GetObject(form, at) for at in range(pdfium.FPDFFormObj_CountObjects(form)))


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(box: Box, matrix: _Matrix) -> Box:
    if matrix == (1, 0, 0, 1, 0, 0):
        return box
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _shapes(path: Any, matrix: _Matrix) -> tuple[list[Box], bool]:
    """Return the boxes of the parts of a path, and whether one of them has a curve or runs askew.

    A part that closes, or that turns more than once, is the box around it; else each straight line is one.
    """
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, own)
    whole = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return [], True
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        left, low, _, _ = _moved((x.value, y.value, x.value, y.value), whole)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([(left, low)])
            continue
        before = parts[-1][-1]
        if abs(before[0] - left) > 1 and abs(before[1] - low) > 1:
            return [], True
        parts[-1].append((left, low))
    boxes: list[Box] = []
    for points in parts:
        if len(points) > 1:
            across, up = zip(*points, strict=True)
            boxes.append((min(across), min(up), max(across), max(up)))
    return boxes, False
