"""Divide a page into the pieces that a reviewer signs: no line of it is in none, but comments and rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from course.material.page import HEAD, tokens_of
from course.reviews.seen import COMMENTS, in_one_space, seen_in_tokens
from quizzes.finding import Finding, FindingsError
from quizzes.nesting import TOO_DEEP, line_too_deep
from quizzes.text_file import read_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from markdown_it.token import Token

_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "dl_open": "list",
    "table_open": "table",
    "blockquote_open": "quote",
    "front_matter": "front matter",
    "math_block": "formula",
    "html_block": "html",
}
_UNSEEN = COMMENTS | {"hr", "myst_block_break"}
_TARGET = "myst_target"


@dataclass(frozen=True)
class Piece:
    """A piece of a file: its line from 1, kind, words as written, what is seen of it, and the heading above it.

    `end` is its last line, 0 for that of the file.
    """

    line: int
    kind: str
    text: str
    seen: Any = field(hash=False)
    heading: str = ""
    end: int = 0


def pieces_of(path: Path) -> Iterator[Piece]:
    """Yield the pieces of a page in order; a target belongs to what follows it.

    Raises FindingsError for a file that is no UTF-8, and for one that is nested deeper than it is read.
    """
    text = read_prose(path)
    if line := line_too_deep(text):
        raise FindingsError(Finding(path, line, "T301", TOO_DEEP))
    lines = text.split("\n")
    heading = ""
    targets: list[Token] = []
    tokens, defined = tokens_of(text)
    for line, words in defined:
        yield Piece(line, "definition", words, words, end=line)
    for group in _groups(tokens):
        first = group[0]
        if first.type == _TARGET:
            targets += group
            continue
        words = "\n".join(lines[slice(*(first.map or (0, 0)))])
        is_heading = first.type == "heading_open"
        start, end = first.map or (0, 0)
        seen = seen_in_tokens([*targets, *group])
        yield Piece(start + 1, _kind(first), words, seen, "" if is_heading else heading, end)
        heading, targets = (in_one_space(words) if is_heading else heading), []
    if targets:
        yield Piece((targets[0].map or (0, 0))[0] + 1, "target", "", seen_in_tokens(targets), heading)


def _kind(token: Token) -> str:
    if token.type in {"fence", "colon_fence"}:
        return "box" if HEAD.match(token.info.strip()) else "code"
    return _KINDS.get(token.type, "code")


def _groups(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block that lies in no other."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.nesting
        if group or token.type not in _UNSEEN:
            group.append(token)
        if group and depth == 0:
            yield group
            group = []
