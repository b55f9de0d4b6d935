"""How deeply quotes, lists and boxes of a Markdown text are nested: what lies too deep no parser reads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 19
"""The parser drops what lies deeper in silence (`maxNesting` of markdown-it's CommonMark is 20)."""
_LOOKED = 3 * MOST
"""So deep is looked: enough to see that it is too much, and not so much that the look itself cannot end."""
_WORDS = re.compile(r"\{(?!code|math|raw|literal|mermaid|csv|list-table|prompt|eval-rst)")
"""The beginning of a box whose body is read as Markdown, unlike that of code."""
_DEEP = re.compile(r"^[ \t]*(?:[>*+:-]|\d{1,9}[.)]|[ \t]){9}", re.MULTILINE)
"""What every line has that lies deep in lists and quotes: their marks, or the space that stands for them."""
_FENCE = re.compile(r"^[ \t>]*(?::{3}|`{3}|~{3})", re.MULTILINE)
TOO_DEEP = f"is nested too deeply (at most {MOST} quotes or boxes in each other; a list counts as two)"


def line_too_deep(text: str) -> int:
    """Return the first line (from 1) that is nested more deeply than the parser reads, 0 where none is.

    A quote or a box is one level, a list is two: the list and its entry, as the parser counts.
    """
    if text[:1].isalpha() and "\n" not in text:
        return 0  # most texts of a bank: one line that begins with a word
    if not _DEEP.search(text) and not _FENCE.search(text):
        return 0
    return next((line for depth, line in _levels(text, 1, 0) if depth > MOST), 0)


def _levels(text: str, first: int, around: int) -> Iterator[tuple[int, int]]:
    """Yield levels and line of each block of a text that begins on a line and stands in so many boxes."""
    for token in _parser().parse(text):
        line = first + (token.map[0] if token.map else 0)
        if token.nesting >= 0 and token.type != "inline":
            yield around + token.level, line
        if token.type in {"fence", "colon_fence"} and _WORDS.match(token.info.strip()) and around <= _LOOKED:
            yield from _levels(token.content, line + 1, around + token.level + 1)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return a parser of blocks alone that looks deeper than the one that reads pages."""
    parser = MarkdownIt("commonmark", {"maxNesting": _LOOKED}).enable("table").disable("inline")
    return parser.use(front_matter_plugin).use(colon_fence_plugin).use(deflist_plugin)
