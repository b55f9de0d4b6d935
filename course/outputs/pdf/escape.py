"""Text into Typst source: the one escape rule of the whole writer."""

from __future__ import annotations

import re

_LONGEST_WORD = 30
# Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean are divided without blanks by rules that Typst knows.
_DIVIDED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_ZERO_WIDTH_SPACE = "\u200b"
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


def breakable(text: str, limit: int) -> str:
    """Return text in which no run of more than `limit` characters lacks a place for a line break.

    The place is a zero-width space, after a mark that separates where there is one. Words of language are not
    touched as long as hyphenation can divide them; what nobody can divide would leave the page at its edge.
    """
    return re.sub(rf"[^\s{_DIVIDED}]{{{limit + 1},}}", lambda run: _opened(run[0], limit), text)


def _opened(run: str, limit: int) -> str:
    if len(run) <= _LONGEST_WORD and re.fullmatch(r"[^\W\d_]+[.,:;!?)]*", run):
        return run
    parts = re.split(r"(?<=[/_.,:;=&?+\-])(?=\w)", run)
    pieces = [part[at : at + limit] for part in parts for at in range(0, len(part), limit)]
    return _ZERO_WIDTH_SPACE.join(pieces)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{{{ord(char):x}}}"
