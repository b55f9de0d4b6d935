"""Marks of HTML in a line, such as `10<sup>9</sup>`, as nodes: raw HTML vanishes from paper, which would say 109."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from quizzes.sphinxext.changed_words import changed
from quizzes.sphinxext.line_break import line_break
from quizzes.sphinxext.raised_words import subscript, superscript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TAG = re.compile(r"\s*<(/?)(sup|sub|del|s|strike|ins|em|i|strong|b|code|kbd|samp|tt)\s*>\s*", re.IGNORECASE)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_LITERAL = ("code", "kbd", "samp", "tt")
_MADE: dict[str, Callable[[], nodes.Element]] = {
    "sup": superscript,
    "sub": subscript,
    **dict.fromkeys(("em", "i"), nodes.emphasis),
    **dict.fromkeys(("strong", "b"), nodes.strong),
    **dict.fromkeys(("del", "s", "strike"), lambda: changed(kind="del")),
    "ins": lambda: changed(kind="ins"),
}


def paired(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return the children of a line in which each pair of tags without attributes is a node with what it holds.

    A forced end of a line, which MyST writes as HTML and once more as LaTeX, is one node. Other HTML stays raw.
    """
    found: list[nodes.Node] = []
    waiting: list[tuple[str, int]] = []
    for child in children:
        written = child.astext() if isinstance(child, nodes.raw) else ""
        if written.strip() == "\\\\" and found and isinstance(found[-1], line_break):
            continue
        if _BREAK.fullmatch(written):
            found.append(line_break())
            continue
        found.append(child)
        match = _TAG.fullmatch(written)
        if match and not match[1]:
            waiting.append((match[2].lower(), len(found) - 1))
        elif match and waiting and waiting[-1][0] == match[2].lower():
            name, start = waiting.pop()
            found[start:] = [_made(name, found[start + 1 : -1])]
    return found


def _made(name: str, inner: list[nodes.Node]) -> nodes.Element:
    if name in _LITERAL:
        words = "".join(node.astext() for node in inner)
        return nodes.literal(words, words)
    made = _MADE[name]()
    made += inner
    return made
