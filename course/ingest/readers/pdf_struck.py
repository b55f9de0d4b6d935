"""Words of a PDF through which a line is drawn: a dose that was struck out must not come as one that holds.

No file says that words are deleted; programs draw a thin line over them, about a third of their size above the base
line. A rule of a table or of a chart is longer than the words that it happens to cross.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from course.ingest.readers.pdf_beside import laid_over
from course.ingest.readers.pdf_drawing import read_drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from course.ingest.readers.pdf_pictures import Box
    from course.ingest.readers.pdf_sheet import Letter, Sheet, Style

_LOWEST, _HIGHEST = 0.15, 0.5
"""Where a line strikes words out, in parts of their size above the base line."""
_THICKEST, _SHORTEST = 0.15, 0.3
_BEYOND = 1.0
"""How far it may reach beyond the words, at both ends, in parts of their size."""
_STEP = 8.0
_MOST = 4_000


def mark_struck(sheet: Sheet) -> list[str]:
    """Mark the letters of a page that a line strikes out, and return their words, line by line."""
    rows = defaultdict[int, list[int]](list)
    for at, letter in enumerate(sheet.letters):
        if letter.sign.strip():
            rows[int(letter.base // _STEP)].append(at)
    styles: dict[Style, Style] = {}
    told: list[str] = []
    for left, middle, right, thick in _lines(sheet):
        near = [at for row in range(int(middle // _STEP) - 3, int(middle // _STEP) + 1) for at in rows.get(row, ())]
        own = sorted(at for at in near if _is_struck(sheet.letters[at], left, middle, right, thick))
        if not own or not any(sheet.letters[at].sign.isalnum() for at in own):
            continue
        size = sheet.letters[own[0]].size
        begin, end = (min(sheet.letters[at].left for at in own), max(sheet.letters[at].right for at in own))
        if begin - left > _BEYOND * size or right - end > _BEYOND * size:
            continue
        told.append(_struck(sheet, own, styles))
    return told


def mark_remarked(sheet: Sheet, page: pikepdf.Page) -> list[str]:
    """Mark the letters that a remark of a reader of the file strikes out, and return their words, remark by remark."""
    styles: dict[Style, Style] = {}
    told: list[str] = []
    for one in laid_over(page):
        if str(one.get("/Subtype")) != "/StrikeOut":
            continue
        boxes = [sheet.shown(*box) for box in _quads(one)]
        own = [
            at
            for at, letter in enumerate(sheet.letters)
            if letter.sign.strip() and any(_lies_in(letter, box) for box in boxes)
        ]
        if own:
            told.append(_struck(sheet, own, styles))
    return told


def _quads(remark: Any) -> list[Box]:
    """Return the boxes of the words that a remark is about."""
    try:
        numbers = [float(value) for value in (remark.get("/QuadPoints") or remark.get("/Rect") or ())]
    except (TypeError, ValueError):
        return []
    size = 8 if len(numbers) % 8 == 0 else 4
    parts = [numbers[at : at + size] for at in range(0, min(len(numbers), _MOST) // size * size, size)]
    return [(min(one[::2]), min(one[1::2]), max(one[::2]), max(one[1::2])) for one in parts]


def _lies_in(letter: Letter, box: Box) -> bool:
    left, low, right, top = box
    return left <= (letter.left + letter.right) / 2 <= right and low <= letter.base + letter.size / 4 <= top


def _struck(sheet: Sheet, own: list[int], styles: dict[Style, Style]) -> str:
    """Mark letters as struck out, and return them with what stands between them."""
    for at in own:
        letter = sheet.letters[at]
        style = styles.setdefault(letter.style, letter.style._replace(struck=True))
        sheet.letters[at] = letter._replace(style=style)
    return "".join(letter.sign for letter in sheet.letters[own[0] : own[-1] + 1])


def _lines(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """Yield the thin level lines of a page: left end, height, right end, thickness."""
    for one in read_drawn(sheet):
        if one.kind != "path" or one.bends:
            continue
        for left, low, right, top in one.parts or (one.box,):
            if top - low < _STEP / 2 and right - left > top - low:
                yield left, (low + top) / 2, right, top - low


def _is_struck(letter: Letter, left: float, middle: float, right: float, thick: float) -> bool:
    above = (middle - letter.base) / (letter.size or 1)
    within = left - 0.1 * letter.size <= (letter.left + letter.right) / 2 <= right + 0.1 * letter.size
    is_long = right - left > _SHORTEST * letter.size
    return within and is_long and _LOWEST < above < _HIGHEST and thick < _THICKEST * letter.size
