"""The XML of Word: its names, and how values stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFFICE = "http://schemas.openxmlformats.org"
W = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
M = f"{{{_OFFICE}/officeDocument/2006/math}}"
R = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
A = f"{{{_OFFICE}/drawingml/2006/main}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = frozenset({"0", "false", "off", "none"})
_WORDS = (f"{W}t", f"{W}delText", f"{M}t", f"{A}t")
_GAPS = frozenset({f"{W}p", f"{W}tab", f"{W}br", f"{W}cr", f"{A}p", f"{W}tc"})


def local(node: Element) -> str:
    """Return the name of an element without its namespace."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def value(node: Element | None, name: str = "val") -> str:
    """Return an attribute of Word, nothing without element or attribute."""
    return "" if node is None else node.get(W + name) or ""


def child_value(node: Element | None, tag: str, name: str = "val") -> str:
    """Return an attribute of a child by the child's name."""
    return "" if node is None else value(node.find(W + tag), name)


def is_on(node: Element | None) -> bool:
    """Say whether a switch is there and not off."""
    return node is not None and value(node).lower() not in _OFF


def whole(text: str, default: int = 0) -> int:
    """Return a number as Word writes it."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def hexadecimal(text: str) -> int:
    """Return a number of at most four hexadecimal digits, 0 for what is none."""
    return int(text, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", text) else 0


def words_of(node: Element) -> str:
    """Return all words in an element as one line."""
    parts: list[str] = []
    for one in node.iter():
        if one.tag in _WORDS:
            parts.append(one.text or "")
        elif one.tag in _GAPS:
            parts.append(" ")
    return " ".join("".join(parts).split())
