"""Markdown of a bank as plain text of one line, and back: for formats without markup."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from quizzes.raised import lowered, raised

if TYPE_CHECKING:
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
_MARK = re.compile(r"<(/?)(sup|sub|del|s|strike|ins|em|i|strong|b|code|kbd|samp|tt)\s*>", re.IGNORECASE)
_FORMULA = re.compile(r"\\\(([^`]+?)\\\)|\\\[([^`]+?)\\\]|\$\$([^`$]+?)\$\$", re.DOTALL)
_BREAKS = ("softbreak", "hardbreak")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(myst_role_plugin)
    return parser.use(dollarmath_plugin, double_inline=True, allow_space=False, allow_digits=False)


def to_plain(markdown: str) -> tuple[str, frozenset[str]]:
    """Return the words of a Markdown text on one line, and the kinds of markup that are lost with it.

    Formulas keep their source between dollar signs; a picture is its alternative text. Raised and lowered words are
    signs, 10⁹; deleted and inserted ones are told in brackets.
    """
    if SIGN.fullmatch(markdown.strip()):
        return markdown.strip(), frozenset()
    tokens = [token for block in _parser().parse(markdown) for token in (block, *(block.children or ()))]
    words = " ".join("".join(_words(tokens)).split())
    lost = {_LOST[token.type] for token in tokens if token.type in _LOST and not _MARK.fullmatch(token.content)}
    return words, frozenset(lost)


def _words(tokens: list[Token]) -> list[str]:
    """Return the words of tokens; what stands between two tags of a mark is one of them."""
    found: list[str] = []
    opened: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in _BREAKS or token.block:
            found.append(" ")
        mark = "s" if token.type == "s_open" else "/s" if token.type == "s_close" else _mark(token)
        if mark.startswith("/"):
            if opened and opened[-1][0] == mark[1:]:
                name, start = opened.pop()
                found[start:] = [_marked(name, "".join(found[start:]))]
            else:
                found.append(token.content)
        elif mark:
            opened.append((mark, len(found)))
        elif token.type in ("math_inline", "math_inline_double", "math_block"):
            found.append(f"${token.content.strip()}$")
        elif token.type == "myst_role":
            found.append(_marked(str(token.meta["name"]), token.content))
        elif token.type != "inline":
            found.append(token.content)
    for name, start in reversed(opened):  # what is never closed is no mark
        found.insert(start, f"<{name}>")
    return found


def _mark(token: Token) -> str:
    """Return the name of a tag that marks words, with its slash; nothing for another."""
    tag = _MARK.fullmatch(token.content) if token.type == "html_inline" else None
    return f"{tag[1]}{tag[2].lower()}" if tag else ""


def _marked(name: str, words: str) -> str:
    match name:
        case "sup" | "superscript":
            return raised(words)
        case "sub" | "subscript":
            return lowered(words)
        case "del" | "s" | "strike" | "ins":
            return f"[{'inserted' if name == 'ins' else 'deleted'}: {words}]"
        case "math":
            return f"${words}$"
        case _:
            return words


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
