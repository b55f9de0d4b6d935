"""How wide words are, so that text is broken before it leaves its box.

A picture may be shown with any sans-serif font of the reader. The widths are those of a wide one, in thousandths of
the font size and rounded up, so that narrower fonts leave some room and none overflows.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NARROW = {**dict.fromkeys("ijl'|!", 300), **dict.fromkeys(".,:; I", 340), **dict.fromkeys('ftr()[]-/"', 420)}
_WIDE = {**dict.fromkeys("mMW%@—…≥≤±→", 980), **dict.fromkeys("wGOQ+=<>~–", 840)}
_WIDTHS = {**_NARROW, **_WIDE, **dict.fromkeys("0123456789", 640)}
_UPPER, _OTHER, _BOLD = 720, 620, 1.1
_BREAK = re.compile(r"(?<=[/–—-])(?=\w)|\s+")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in the units of `size`."""
    return _thousandths(text) / 1000 * size * (_BOLD if bold else 1)


@lru_cache(maxsize=1 << 15)
def _thousandths(text: str) -> int:
    """Return the width in thousandths of the size; slides ask for the same lines in one size after another."""
    return sum(_WIDTHS.get(sign, _UPPER if sign.isupper() else _OTHER) for sign in text)


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the text as lines no wider than `width`; a word that is too long by itself is cut."""
    lines: list[str] = []
    line = ""
    for word, glue in _words(text):
        longer = f"{line}{glue}{word}" if line else word
        if width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *cut, line = _cut(word, size, width, bold=bold)
        lines += cut
    return [*lines, line] if line or not lines else lines


def _words(text: str) -> list[tuple[str, str]]:
    """Return the words, each with what stands before it: a space, or nothing after a hyphen or slash."""
    found: list[tuple[str, str]] = []
    end = 0
    glue = ""
    for match in _BREAK.finditer(text):
        if match.start() > end:
            found.append((text[end : match.start()], glue))
        glue, end = " " if match[0] else "", match.end()
    return [*found, (text[end:], glue)] if text[end:] else found


def _cut(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
