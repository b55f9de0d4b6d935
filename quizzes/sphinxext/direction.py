"""Which way the writing of a language runs, and what a question in another language than its page has to say."""

from __future__ import annotations

from collections import Counter
from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages, by the first part of their tag, that are usually written from right to left; as Typst knows them."""


def primary(language: str | None) -> str:
    """Return the first part of a tag such as `ar-EG`, in lower case."""
    return (language or "").replace("_", "-").split("-")[0].lower()


def runs_right_to_left(language: str | None) -> bool:
    """Say whether a language, named by a tag such as `ar` or `ar-EG`, is written from right to left."""
    return primary(language) in RIGHT_TO_LEFT


def words_run_right_to_left(words: str, language: str | None) -> bool:
    """Say whether words are read from right to left: as most of their letters are, without letters as `language` is.

    The letters decide and not the language of the bank, because that is English where nobody says it, and the words
    may be a translation. Directions of letters: Unicode Bidirectional Algorithm (UAX 9), classes R, AL and L.
    """
    found = Counter(bidirectional(sign) for sign in words if sign.isalpha())
    right, left = found["R"] + found["AL"], found["L"]
    return runs_right_to_left(language) if right == left else right > left


def turned(words: str, language: str | None, page: str | None) -> str:
    """Return the direction of a question (`rtl`, `ltr`) where it is not that of its page; nothing where it is."""
    own = words_run_right_to_left(words, language or page)
    if own == runs_right_to_left(page):
        return ""
    return "rtl" if own else "ltr"
