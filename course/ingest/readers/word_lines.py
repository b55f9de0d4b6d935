"""Inlines of Word as one line of words, as a program, and with single blanks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from course.ingest.tree import Break, Code, Link, Note, Span, Text
from course.ingest.wording import plain, wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.ingest.tree import Inline


_TWICE = re.compile(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")


def said(inlines: Iterable[Inline]) -> str:
    """Return words as one line, with those of the notes in them."""
    nodes = list(inlines)
    return " ".join(f"{plain(nodes)} {wording(one for one in nodes if isinstance(one, Note))}".split())


def literal_of(inlines: Iterable[Inline]) -> str | None:
    """Return words sign by sign, as a program has them; None when there is more than words."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Text(text) | Code(text):
                parts.append(text)
            case Break():
                parts.append("\n")
            case Span("emph" | "strong", inner) | Link(_, inner):
                if (inside := literal_of(inner)) is None:
                    return None
                parts.append(inside)
            case _:
                return None
    return "".join(parts)


def spaced(inlines: Iterable[Inline]) -> list[Inline]:
    """Return inlines with single blanks, also across their ends, and with neighbours of code as one."""
    found, _ = _spaced(inlines, after_blank=True)
    return found


def _spaced(inlines: Iterable[Inline], *, after_blank: bool) -> tuple[list[Inline], bool]:
    found: list[Inline] = []
    for node in inlines:
        match node:
            case Text(text):
                text = _TWICE.sub(" ", text)
                text = text.lstrip(" ") if after_blank else text
                after_blank = text.endswith(" ") if text else after_blank
                found.append(Text(text))
            case Code(text):
                last = found[-1] if found else None
                after_blank = False
                if isinstance(last, Code):
                    found[-1] = Code(last.text + _TWICE.sub(" ", text))
                else:
                    found.append(Code(_TWICE.sub(" ", text)))
            case Span() | Link():
                inner, after_blank = _spaced(node.inner, after_blank=after_blank)
                found.append(replace(node, inner=tuple(inner)))
            case _:
                after_blank = isinstance(node, Break)
                found.append(node)
    return found, after_blank
