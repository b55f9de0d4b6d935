"""Footnotes of PDFs without tags: small lines at the foot of a column that begin with a raised mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.readers.pdf_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.ingest.readers.pdf_lines import Line

_SMALLER = 0.95
_MARK = re.compile(r"\d{1,3}|[*†‡§¶∗#]+|[a-z]")


@dataclass
class FootNote:
    """A note: its lines as they stand, and without its mark."""

    all_lines: list[Line]
    lines: list[Line] = field(default_factory=list)
    is_cited: bool = False


def notes_of(lines: Sequence[Line], size: float) -> tuple[dict[str, FootNote], list[Line]]:
    """Return the notes of a page by their marks, and the lines that are left; `size` is that of most letters."""
    notes: dict[str, FootNote] = {}
    left: list[Line] = []
    for region in dict.fromkeys(line.region for line in lines):
        own = [line for line in lines if line.region == region]
        at = len(own)
        while at and own[at - 1].letters and own[at - 1].size < _SMALLER * size:
            at -= 1
        while at < len(own) and not _marked(own[at]):
            at += 1
        left += own[:at]
        held: FootNote | None = None
        for line in own[at:]:
            mark = _marked(line)
            if mark and mark not in notes:
                rest = list(line.letters)
                rest = rest[len(mark) :]
                held = notes[mark] = FootNote(
                    [line], [line_of(rest, line.page)] if any(one.sign.strip() for one in rest) else []
                )
                for one in held.lines:
                    one.region, one.indent, one.is_short = line.region, line.indent, line.is_short
            elif held is not None:
                held.all_lines.append(line)
                held.lines.append(line)
    return notes, left


def _marked(line: Line) -> str:
    """Return the raised mark with which a line begins."""
    mark = ""
    for letter in line.letters:
        if not (letter.size < 0.9 * line.size and letter.base > line.base + 0.08 * line.size):
            break
        mark += letter.sign
    return mark if _MARK.fullmatch(mark) else ""
