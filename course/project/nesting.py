"""How deeply a page of a course is nested, and the finding when that is too deep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.nesting import TOO_DEEP, line_too_deep

if TYPE_CHECKING:
    from pathlib import Path

CODE = "C081"
_OPENERS = re.compile(r"[*_\[{<]")


def place_of_most(text: str) -> int:
    """Return the line on which most is nested: by blocks, or where those are few, by marks such as of emphasis."""
    marks = [len(_OPENERS.findall(row)) for row in text.splitlines()] or [0]
    return line_too_deep(text) or marks.index(max(marks)) + 1


def refuse_deep(text: str, page: Path) -> None:
    """Raise FindingsError (T301) for a page of which the parser would drop what lies deepest."""
    if line := line_too_deep(text):
        raise FindingsError(Finding(page, line, "T301", TOO_DEEP))


def too_deep(page: Path, line: int) -> Finding:
    """Return the finding for a page whose nesting Python gave up on."""
    return Finding(page, line, CODE, TOO_DEEP)
