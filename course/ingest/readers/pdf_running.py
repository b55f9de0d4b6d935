"""Heads and feet of pages of a PDF without tags: lines at the edge of the sheet that come again, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.ingest.readers.pdf_lines import Line
    from course.ingest.readers.pdf_sheet import Sheet

_EDGE = 0.1
_NUMBER = re.compile(r"\d{1,4}")
_OF_ALL = re.compile(r"\b(\d{1,4})(?= ?(?:of|von|de|/|\|) ?\d)")
_PAGE = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|von|de|/|\|)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_OFTEN = 0.3
_LARGE = 1.3
_MOST_WORDS = 14


def running_lines(pages: Sequence[tuple[Sheet, list[Line]]]) -> list[Line]:
    """Return the lines that head or end pages; the bare number of its page ends one that has a wide margin, too."""
    sizes = Counter(line.size for _, lines in pages for line in lines for _ in line.letters)
    body = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
    edges = [
        (sheet, line)
        for sheet, lines in pages
        for line in lines
        if line.letters and line.size < _LARGE * body and _is_at_edge(sheet, line)
    ]
    outer = {id(line) for _, lines in pages for line in _outermost([one for one in lines if one.letters])}
    often = _often(edges, max(2, _OFTEN * len(pages)))
    held = {id(line) for _, line in edges}
    further_in = [
        line
        for sheet, lines in pages
        for line in lines
        if id(line) in outer - held and line.words == str(sheet.number) and _is_at_edge(sheet, line, 2 * _EDGE)
    ]
    return further_in + [
        line
        for sheet, line in edges
        if _key(sheet, line) in often
        or _PAGE.fullmatch(line.words)
        or (id(line) in outer and _is_numbered(sheet, line, body))
    ]


def _often(edges: Sequence[tuple[Sheet, Line]], least: float) -> set[str]:
    """Return what stands at the edge of so many pages, the same but for the number of the page."""
    spots = Counter(key for key, _ in {(_key(sheet, line), line.page) for sheet, line in edges})
    return {key for key, count in spots.items() if count >= least}


def _key(sheet: Sheet, line: Line) -> str:
    """Return a line with a sign for the number of its page: "3 of 9", or the first or the last of its words."""
    whole, count = _OF_ALL.subn(lambda found: f"#{int(found[1]) - sheet.number}", line.words)
    words = whole.split()
    for at in () if count else (0, -1):
        if _NUMBER.fullmatch(words[at]):
            words[at] = f"#{int(words[at]) - sheet.number}"
            break
    return " ".join(words)


def _outermost(lines: list[Line]) -> list[Line]:
    """Return the lines at the top and at the foot of a page."""
    if not lines:
        return []
    top, foot = max(line.base for line in lines), min(line.base for line in lines)
    return [line for line in lines if line.base > top - line.size / 3 or line.base < foot + line.size / 3]


def _is_numbered(sheet: Sheet, line: Line, body: float) -> bool:
    """Say whether a short line that is no heading begins or ends with the number of its page."""
    words = line.words.split()
    if line.is_bold or line.size > body:
        return False
    return len(words) <= _MOST_WORDS and str(sheet.number) in (words[0], words[-1]) and len(words) > 1


def _is_at_edge(sheet: Sheet, line: Line, edge: float = _EDGE) -> bool:
    high = sheet.size[1] or 1
    return line.base / high > 1 - edge or line.base / high < edge
