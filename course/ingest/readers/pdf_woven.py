"""Letters that a program draws after the rest of their line, though they stand in gaps of it.

Programs for text set a line font by font: the ① that another font has comes after the words around it, and "① 5 mg
② 10 mg" would read "5 mg 10 mg ① ②".
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from course.ingest.readers.pdf_bidi import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from course.ingest.readers.pdf_sheet import Letter

_SAME_BASE = 0.5
_BACK = 1.0
_NEAR = 0.12
"""Of the size of a letter: by so much it may reach over its gap."""


def woven(letters: Iterable[Letter]) -> list[Letter]:
    """Return letters of which each that stands in a gap of the line before it has its place there."""
    found: list[list[Letter]] = []
    for run in _runs(letters):
        whole = _in_gaps(found[-1], run) if found else None
        if whole is None:
            found.append(run)
        else:
            found[-1] = whole
    return [letter for run in found for letter in run]


def _runs(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield letters that follow each other to the right on one base line."""
    run: list[Letter] = []
    for letter in letters:
        if run and (abs(letter.base - run[-1].base) > _SAME_BASE or letter.left < run[-1].left - _BACK * letter.size):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _in_gaps(line: list[Letter], run: list[Letter]) -> list[Letter] | None:
    """Return a line with the pieces of a run in its gaps, None when one of them does not fit."""
    first, last = run[0], line[-1]
    if abs(first.base - last.base) > _SAME_BASE or first.left > last.right or first.left < line[0].left:
        return None
    pieces = list(_pieces(run))
    if not pieces or any(RIGHT_TO_LEFT.match(letter.sign) for letter in (*line, *run)):
        return None
    whole = list(line)
    for piece in pieces:
        near = _NEAR * piece[0].size
        at = bisect_left(whole, piece[0].left, key=lambda letter: letter.left)
        before, after = whole[at - 1] if at else None, whole[at] if at < len(whole) else None
        if (
            before is None
            or after is None
            or before.right > piece[0].left + near
            or after.left < piece[-1].right - near
        ):
            return None
        whole[at:at] = piece
    return [*whole, *(letter for letter in run if letter.sign == "\n")]


def _pieces(run: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters between blanks."""
    piece: list[Letter] = []
    for letter in run:
        if letter.sign.strip():
            piece.append(letter)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece
