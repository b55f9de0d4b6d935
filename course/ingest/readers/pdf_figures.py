"""Pictures and displayed formulas of PDFs without tags, cut out where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place
from course.ingest.readers.pdf_beside import words_of
from course.ingest.readers.pdf_lines import Line
from course.ingest.readers.pdf_pictures import around
from course.ingest.readers.pdf_ruled import inside
from course.ingest.tree import Para

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from course.ingest.losses import Losses
    from course.ingest.readers.pdf_drawing import Drawn
    from course.ingest.readers.pdf_pictures import Box, Cutter
    from course.ingest.readers.pdf_sheet import Letter, Sheet

_SMALLEST = 18.0
_WHOLE_PAGE = 0.8
_LEAST_PATHS = 3
_LEAST_SIDE = 4.0
_NEAR = 12.0
_MATH = re.compile(r"CMMI|CMSY|CMEX|MSAM|MSBM|EUFM|Math|rsfs|StandardSymL|MTSY|MTMI", re.IGNORECASE)
_MATH_SIGN = re.compile(r"[=+\-−×÷±∑∫∏√≤≥≈∂∇∈∞·/^(){}\[\]|0-9]")
_MUCH_MATH = 0.45
_MANY_WORDS = 12


def figures_of(
    drawn: Sequence[Drawn],
    charts: Iterable[Box],
    letters: list[Letter],
    *,
    sheet: Sheet,
    cutter: Cutter,
    losses: Losses,
) -> tuple[list[Line], list[Letter]]:
    """Return the pictures of a page as lines that are blocks, and the letters that stand in none of them."""
    images = [one.box for one in drawn if one.kind == "image" and _is_picture(one.box, sheet)]
    shapes = [one.box for one in drawn if _is_shape(one, letters) and not _is_page(one.box, sheet)]
    clusters = [box for box, count in _clusters(shapes) if count >= _LEAST_PATHS]
    boxes = [box for box, _ in _clusters([*images, *charts, *(box for box in clusters if _is_picture(box, sheet))])]
    found: list[Line] = []
    place = Place(sheet.number, "page")
    for box in boxes:
        within = [letter for letter in letters if inside(letter, box)]
        words = words_of(within)
        if len(words.split()) > _MANY_WORDS * 4 and not any(_covers(box, image) for image in images):
            continue  # a frame or a ground behind words
        image = cutter.cut(sheet, box, "")
        if image is None:
            losses.add(place, LossKind.PICTURE, words or "a picture that cannot be cut out")
            continue
        if words:
            losses.add(place, LossKind.PICTURE, words, "words in a picture, kept in it")
            letters = [letter for letter in letters if not inside(letter, box)]
        found.append(Line([], sheet.number, box, Para((image,), place)))
    return found, letters


def _is_shape(one: Drawn, letters: Sequence[Letter]) -> bool:
    """Say whether a path is part of a drawing: it has a curve, or is a filled area behind no words."""
    if one.kind != "path" or one.bends:
        return one.bends
    wide, high = one.box[2] - one.box[0], one.box[3] - one.box[1]
    return one.filled and min(wide, high) > _LEAST_SIDE and not any(inside(letter, one.box) for letter in letters)


def _is_page(box: Box, sheet: Sheet) -> bool:
    wide, high = sheet.size
    return (box[2] - box[0]) * (box[3] - box[1]) > _WHOLE_PAGE * wide * high


def _is_picture(box: Box, sheet: Sheet) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= _SMALLEST and not _is_page(box, sheet)


def _covers(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - 1 <= inner[0] and outer[1] - 1 <= inner[1] and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
    )


def _clusters(boxes: Sequence[Box]) -> list[tuple[Box, int]]:
    """Return the boxes around those that touch or nearly do, each with how many it holds."""
    found: list[tuple[Box, int]] = []
    for box in sorted(boxes[:2000], key=lambda one: (-one[3], one[0])):
        merged, count = box, 1
        again = True
        while again:
            again = False
            for other in list(found):
                if _touch(merged, other[0]):
                    found.remove(other)
                    merged, count = around([merged, other[0]]) or merged, count + other[1]
                    again = True
        found.append((merged, count))
    return found


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] - _NEAR <= other[2]
        and other[0] - _NEAR <= one[2]
        and one[1] - _NEAR <= other[3]
        and other[1] - _NEAR <= one[3]
    )


def formulas_of(lines: Sequence[Line], sheet: Sheet, cutter: Cutter, losses: Losses) -> list[Line]:
    """Return lines of which displayed formulas are pictures: their letters say less than the page shows."""
    kept: list[Line] = []
    held: list[Line] = []
    for line in lines:
        if (
            _is_formula(line)
            and _is_alone(line, lines)
            and (not held or abs(held[-1].base - line.base) < 2.5 * max(line.size, held[-1].size))
        ):
            held.append(line)
            continue
        kept += _formula(held, sheet, cutter, losses)
        held = []
        kept.append(line)
    return [*kept, *_formula(held, sheet, cutter, losses)]


def _is_formula(line: Line) -> bool:
    shown = [letter for letter in line.letters if letter.sign.strip()]
    if len(shown) < 2 or len(line.words.split()) > _MANY_WORDS * 2:  # noqa: PLR2004
        return False
    math = sum(bool(_MATH.search(letter.style.font)) or bool(_MATH_SIGN.match(letter.sign)) for letter in shown)
    fonts = any(_MATH.search(letter.style.font) for letter in shown)
    words = re.findall(r"[^\W\d_]{4,}", line.words)
    return fonts and math >= _MUCH_MATH * len(shown) and len(words) < 3  # noqa: PLR2004


def _is_alone(line: Line, lines: Sequence[Line]) -> bool:
    """Say whether no words stand beside a line on its height."""
    middle = (line.box[1] + line.box[3]) / 2
    return not any(
        other is not line
        and other.box[1] < middle < other.box[3]
        and max(other.left - line.right, line.left - other.right) < 2 * line.size
        and not _is_formula(other)
        for other in lines
    )


def _formula(lines: list[Line], sheet: Sheet, cutter: Cutter, losses: Losses) -> list[Line]:
    box = around([line.box for line in lines])
    if box is None:
        return []
    shown = [letter for line in lines for letter in line.letters]
    words, place = words_of(shown), Place(sheet.number, "page")
    image = cutter.cut(sheet, (box[0] - 2, box[1] - 3, box[2] + 2, box[3] + 3), words)
    if image is None or ("=" not in words and len(shown) < 6):  # noqa: PLR2004
        return lines
    losses.add(place, LossKind.EQUATION, words, "kept as a picture")
    return [Line([], sheet.number, box, Para((image,), place))]
