"""Say whether two options are the same, or nearly: what may differ, and what never may (signs, units, code)."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzes.lint.prose import CODE, segments
from quizzes.lint.text_measures import norm, plain, stem_of

_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "‑": "-", "‐": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})
_TITLE = re.compile(r"(?<![\w'])[A-Z](?=[a-z]{2,}(?![a-z]*[A-Z\d]))|^[A-Z](?=[a-z]? [a-z]{2})")
_LETTER_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-/_](?=[^\W\d_]{2})")
_UNIT_GAP = re.compile(r"(?<=\d)\s+(?=[^\W\d_]|[%°])")
_STOP = re.compile(r"(?<=[^\W\d_]{2})[,;:.!](?=\s|$)|(?<=[\w)])\.$")
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[^\w\s.,;:'’‘\"“”()!?*-]")
_ROMAN = re.compile(r"\b[IVX]+\b")
_ARTICLES = frozenset({"a", "an", "the"})
FEWEST_WORDS = 2
"""Single words that differ in an ending ask for the ending: 'walks' or 'walked'."""


@lru_cache(maxsize=4096)
def identity(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return what must be equal in two options that say the same.

    Capitals at the beginning of a word, punctuation between words, hyphens in words and the space before a unit do not
    count. Signs, digits, single letters, letters of units and everything in code and formulas do.
    """
    said, code = segments(raw)
    text = plain(said).translate(_DASHES)
    text = _LETTER_HYPHEN.sub(lambda found: " " if found[0] != "/" else "/", text)
    text = _TITLE.sub(lambda found: found[0].lower(), _UNIT_GAP.sub("", text))
    return _SPACE.sub(" ", _STOP.sub("", text)).strip(), code


def same(first: str, second: str) -> bool:
    """Say whether two options, as written, say the same; pictures are compared by their files."""
    if "![" in first or "![" in second:
        return first.strip() == second.strip()
    return identity(first) == identity(second)


@lru_cache(maxsize=4096)
def _endless(raw: str) -> tuple[str, ...]:
    """Return the words of an option without articles and endings; nothing where words are not all there is."""
    said, code = segments(raw)
    text = plain(said)
    if code or CODE in text or _DIGIT.search(text) or _ROMAN.search(text) or _SIGN.search(text):
        return ()
    return tuple(stem_of(word) for word in norm(text).split() if word not in _ARTICLES)


def nearly_same(first: str, second: str) -> bool:
    """Say whether two options of two words or more differ in articles and endings of words only."""
    words = _endless(first)
    return len(words) >= FEWEST_WORDS and words == _endless(second) and not same(first, second)
