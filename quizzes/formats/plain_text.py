"""Markdown of a bank as plain text of one line, and back: for formats without markup."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$~^@&!])")
_BLOCK_START = re.compile(r"^([-+:=%]|\d+(?=[.)]))", re.MULTILINE)
_LOST = {
    "image": "pictures",
    "link_open": "links",
    "table_open": "tables",
    "fence": "code blocks",
    "code_block": "code blocks",
    "html_block": "HTML",
    "html_inline": "HTML",
}
"""Markup that says more than its words."""
SIGN = re.compile(r"[-+*#>=_]+|\d+[.)]")
"""A sign alone, such as + or 1., opens a block of nothing in Markdown; as an answer it is what it is."""
_FORMULA = re.compile(r"\\\(([^`]+?)\\\)|\\\[([^`]+?)\\\]|\$\$([^`$]+?)\$\$", re.DOTALL)
_BREAKS = ("softbreak", "hardbreak")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def to_plain(markdown: str) -> tuple[str, frozenset[str]]:
    """Return the words of a Markdown text on one line, and the kinds of markup that are lost with it.

    Formulas keep their source between dollar signs; a picture is its alternative text.
    """
    if SIGN.fullmatch(markdown.strip()):
        return markdown.strip(), frozenset()
    tokens = [token for block in _parser().parse(markdown) for token in (block, *(block.children or ()))]
    words = " ".join("".join(_words(tokens)).split())
    return words, frozenset(_LOST[token.type] for token in tokens if token.type in _LOST)


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _BREAKS or token.block:
            yield " "
        if token.type != "inline":
            yield token.content


def formulas_to_markdown(text: str) -> str:
    r"""Return the Markdown of plain words with formulas between \( \), \[ \] or $$, as platforms draw them."""
    pieces, end = [], 0
    for found in _FORMULA.finditer(text):
        tex = " ".join(next(filter(None, found.groups())).split())
        pieces += [to_markdown(text[end : found.start()]), f"{{math}}`{tex}`"]
        end = found.end()
    return "".join([*pieces, to_markdown(text[end:])])


def to_markdown(text: str) -> str:
    """Return the Markdown that reads as `text` word for word."""
    return _BLOCK_START.sub(_escaped, _MARKUP.sub(r"\\\1", text))


def _escaped(found: re.Match[str]) -> str:
    """Return what opens a block, escaped; a number opens a list by the sign behind it, which takes the backslash."""
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"
