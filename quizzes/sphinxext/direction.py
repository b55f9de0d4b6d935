"""Which way the writing of a language runs, and what a question in another language than its page has to say."""

from __future__ import annotations

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages, by the first part of their tag, that are usually written from right to left; as Typst knows them."""


def primary(language: str | None) -> str:
    """Return the first part of a tag such as `ar-EG`, in lower case."""
    return (language or "").replace("_", "-").split("-")[0].lower()


def runs_right_to_left(language: str | None) -> bool:
    """Say whether a language, named by a tag such as `ar` or `ar-EG`, is written from right to left."""
    return primary(language) in RIGHT_TO_LEFT


def turned(language: str, page: str | None) -> str:
    """Return the direction of a question (`rtl`, `ltr`) where it is not that of its page; nothing where it is."""
    own = runs_right_to_left(language)
    if not language or own == runs_right_to_left(page):
        return ""
    return "rtl" if own else "ltr"
