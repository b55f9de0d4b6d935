"""Find the line on which a text stops being TOML, by asking the parser and not by reading its words.

Until Python 3.13 the parser tells the line in words only, and for a bracket or quotation mark that is never closed it
tells the end of the file, where nobody finds it.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from itertools import product

_BRACKETS = tuple("".join(each) for depth in range(4) for each in product("]}", repeat=depth))
_CLOSINGS = tuple(quotes + brackets for quotes in ("", '"""', "'''") for brackets in _BRACKETS)
_MOST_LINES = 2_000
_MOST_CHARACTERS = 100_000


def fault_line(text: str) -> int:
    """Return the line (from 1) that cannot be read, or on which begins what is never closed; `text` is not TOML.

    Where an array is nested more than three deep it may be the line on which the array begins. Of a text beyond all
    sense (2,000 lines, 100,000 characters) it is 1.
    """
    lines = text.splitlines(keepends=True)
    if len(lines) > _MOST_LINES or len(text) > _MOST_CHARACTERS:
        return 1
    counts = range(len(lines) + 1)
    readable = bisect_left(counts, x=True, key=lambda count: not _can_go_on("".join(lines[:count]))) - 1
    if readable < len(lines):
        return readable + 1
    whole = next((count for count in reversed(counts) if _is_toml("".join(lines[:count]))), 0)
    return min(whole + 1, len(lines)) or 1


def _can_go_on(text: str) -> bool:
    """Say whether the beginning of a text is TOML once what is open in it is closed."""
    return any(_is_toml(text + closing) for closing in _CLOSINGS)


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):  # what is not TOML; numbers and nesting beyond what Python reads
        return False
    return True
