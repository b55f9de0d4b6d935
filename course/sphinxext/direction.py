"""Which way the writing of a language runs."""

from __future__ import annotations

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages, by the first part of their tag, that are usually written from right to left; as Typst knows them."""


def runs_right_to_left(language: str | None) -> bool:
    """Say whether a language, named by a tag such as `ar` or `ar-EG`, is written from right to left."""
    return (language or "").replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT
