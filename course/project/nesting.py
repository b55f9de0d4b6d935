"""How deeply quotes and boxes of a Markdown page are nested."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

CODE = "C081"
MOST = 20
"""The parser drops what lies deeper in silence (`maxNesting` of markdown-it's CommonMark)."""
_QUOTE = re.compile(r"(?:\s{0,3}>)+")
_FENCE = re.compile(r"\s*(:{3,}|`{3,}|~{3,})(.*)")
_WORDS = re.compile(r"\{(?!code|math|raw|literal|mermaid|csv|list-table|prompt)")
"""The beginning of a box whose body is read as Markdown, unlike that of code."""


def deepest(text: str) -> tuple[int, int]:
    """Return how many quotes and boxes are open at most, and the first line (from 1) where they are."""
    most, found = 0, 1
    fences: list[str] = []
    code = ""
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        mark, told = (fence[1], fence[2].strip()) if fence else ("", "")
        if code:
            code = "" if mark.startswith(code) and not told else code
            continue
        if mark and not told:
            del fences[next((at for at, one in enumerate(fences) if one == mark), len(fences)) :]
        elif mark and _WORDS.match(told):
            fences.append(mark)
        elif mark and not mark.startswith(":"):
            code = mark
        quotes = _QUOTE.match(line)
        depth = len(fences) + (quotes[0].count(">") if quotes else 0)
        if depth > most:
            most, found = depth, number
    return most, found


def refuse_deep(text: str, page: Path) -> None:
    """Raise FindingsError (C081) for a page of which the parser would drop what lies deepest."""
    depth, line = deepest(text)
    if depth > MOST:
        raise FindingsError(too_deep(page, line))


def too_deep(page: Path, line: int) -> Finding:
    """Return the finding for a page that is nested too deeply."""
    return Finding(page, line, CODE, "is nested too deeply", hint=f"at most {MOST} quotes or boxes in each other")
