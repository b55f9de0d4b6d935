"""Words in another language: a class like `language-he`, as docutils marks them in HTML too."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from course.outputs.pdf.escape import literal

if TYPE_CHECKING:
    from docutils.nodes import Element

RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
_CLASS = re.compile(r"language-([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?")


def is_counter(text: str, language: str) -> bool:
    """Say whether a paragraph runs against a book from right to left: all its letters run from left to right."""
    if language.lower().split("-", maxsplit=1)[0] not in RIGHT_TO_LEFT:
        return False
    ways = {unicodedata.bidirectional(sign) for sign in text}
    return "L" in ways and not ways & {"R", "AL"}


def opening(node: Element) -> str:
    """Return the call that sets the language of what follows, empty for a node that names none."""
    names: list[str] = node.get("classes", [])
    for name in names:
        if found := _CLASS.fullmatch(name):
            region = f", region: {literal(found[2].upper())}" if found[2] else ""
            return f"#text(lang: {literal(found[1])}{region})["
    return ""


def closing(node: Element) -> str:
    """Return what ends the call."""
    return "];" if opening(node) else ""
