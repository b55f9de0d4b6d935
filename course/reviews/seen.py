"""What a reader sees of a piece of text, whatever its white space and line wrap: the base of the hashes of blocks.

Markdown is taken by what it is parsed to, so that a list is a list however it is wrapped, and code keeps its lines.
Comments are not seen. Every number, sign, role (a source, a term), address and option of a directive counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from course.material.page import HEAD, SILENT, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

_SPACE = re.compile(r"\s+")
COMMENTS = frozenset({"myst_line_comment"})


def in_one_space(text: str) -> str:
    """Return a text with one blank for every white space, and none around it."""
    return _SPACE.sub(" ", text).strip()


def seen_in_tokens(tokens: Iterable[Token]) -> list[Any]:
    """Return what is seen of tokens, as lists and texts that JSON can hold."""
    return [_token(token) for token in tokens if token.type not in COMMENTS]


def seen_in_markdown(text: str) -> list[Any]:
    """Return what is seen of a text in Markdown, with the notes and addresses that it defines."""
    tokens, defined = tokens_of(text)
    return [*seen_in_tokens(tokens), *(["definition", words] for _, words in defined)]


def seen_in_value(value: Any) -> Any:
    """Return what is seen of a value of YAML or CSV: texts of one line by their words, others as Markdown."""
    if isinstance(value, str):
        text = value.strip()
        return seen_in_markdown(text) if "\n" in text else in_one_space(text)
    if isinstance(value, dict):
        return [[str(key), seen_in_value(part)] for key, part in value.items()]
    if isinstance(value, list | tuple):
        return [seen_in_value(part) for part in value]
    return repr(value)


def _token(token: Token) -> list[Any]:
    attributes = sorted((key, str(value)) for key, value in token.attrs.items())
    if token.type == "inline":
        return ["inline", *_inline(token.children or ())]
    if token.type in {"fence", "colon_fence"}:
        return ["fence", in_one_space(token.info), attributes, _body(token)]
    return [token.type, token.tag, attributes, _lines(token.content)]


def _body(token: Token) -> list[Any]:
    head = HEAD.match(token.info.strip())
    if head is None or head[1] in SILENT:
        return _lines(token.content)
    return seen_in_markdown(token.content)


def _lines(content: str) -> list[str]:
    return [line.rstrip() for line in content.strip("\n").split("\n")] if content.strip() else []


def _inline(children: Iterable[Token]) -> Iterator[Any]:
    """Yield texts, each with one blank for every white space, and between them what is more than text."""
    text = ""
    for child in children:
        if child.type in {"text", "softbreak"}:
            text += child.content or " "
            continue
        if text:
            yield _SPACE.sub(" ", text)
            text = ""
        attributes = sorted((key, str(value)) for key, value in child.attrs.items())
        yield [child.type, child.meta.get("name", ""), attributes, _SPACE.sub(" ", child.content)]
    if text:
        yield _SPACE.sub(" ", text)
