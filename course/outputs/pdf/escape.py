"""Text into Typst source: the one escape rule of the whole writer."""

from __future__ import annotations

import re

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Control characters would be legal in a Typst string, but an editor or a diagnostic could not show them.
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f\ud800-\udfff]')


def literal(text: str) -> str:
    """Return `text` as a Typst string literal on one line.

    Whatever the text holds, Typst reads back the same text: inside a string only the backslash, the quote and
    control characters mean something. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
    """
    return f'"{_SPECIAL.sub(_escape, text)}"'


def words(text: str) -> str:
    """Return running text as a literal; a line end of the source is a space."""
    return literal(re.sub(r"[\r\n]+", " ", text))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{{{ord(char):x}}}"
