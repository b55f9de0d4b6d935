"""The words of a paragraph of Markdown as inlines, with the HTML, roles, formulas and notes in them."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml.html import defs

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.rewriting import tidy, trimmed
from course.ingest.tree import Break, Code, Image, Inline, Link, Math, Note, Span, SpanKind, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from course.ingest.tree import Block

_SPANS: dict[str, SpanKind] = {"em": "emph", "strong": "strong", "s": "del"}
_ROLES: dict[str, SpanKind] = {
    "sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub", "del": "del", "ins": "ins",
    "strong": "strong", "emphasis": "emph",
}  # fmt: skip
_CODES = frozenset({"code", "kbd", "file", "command", "program", "samp", "literal", "guilabel"})
_TARGET = re.compile(r"\s*<[^<>]*>$")
_TAG = re.compile(r"<(/?)\s*([\w.-]+)")
_KNOWN = frozenset(defs.tags) | {"summary", "details", "main", "picture", "source", "math", "svg"}

_MOVED = re.compile(r"(?<=[\w)\]])(?:\^(?P<sup>[+−-]?[\w.,]+[+−-]?|[+−-])\^|(?<=[A-Za-z)\]])~(?P<sub>[\w.,+−-]+)~)")
"""Raised and lowered words as Pandoc writes them, behind a letter: `10^9^`, `H~2~O`; `~5` stands for "about 5"."""
_ATTRIBUTES = re.compile(r"\{(?=[^{}\n]*[=.#])[^{}\n]*\}")
_WIDTH = re.compile(r"\bwidth\s*=\s*[\"']?(\d+(?:\.\d+)?(?:px|%|cm|mm|in|em|pt)?)")


def _moved(text: str) -> list[Inline]:
    """Return words in which raised and lowered ones are marked."""
    found: list[Inline] = []
    at = 0
    for match in _MOVED.finditer(text):
        kind, words = ("sup", match["sup"]) if match["sup"] else ("sub", match["sub"])
        found += [Text(text[at : match.start()]), Span("sup" if kind == "sup" else "sub", (Text(words),))]
        at = match.end()
    return [*found, Text(text[at:])]


def _take_sizes(tokens: Sequence[Token]) -> None:
    """Take the attributes in braces behind a picture, which Pandoc and Kramdown read, for its width, not for words."""
    for token, after in pairwise(tokens):
        given = _ATTRIBUTES.match(after.content) if token.type == "image" and after.type == "text" else None
        if given:
            after.content = after.content[given.end() :]
            if width := _WIDTH.search(given[0]):
                token.meta["width"] = width[1] if not width[1].isdecimal() else f"{width[1]}px"


@dataclass
class Line:
    """Makes inlines of the tokens of one paragraph.

    `note` gives the blocks of a footnote by its label; `given` takes the inlines that stand in HTML by their number;
    `page` reads HTML.
    """

    place: Place
    losses: Losses
    note: Callable[[str], tuple[Block, ...] | None]
    page: Callable[[str, Place, dict[str, tuple[Inline, ...]]], tuple[Inline, ...]]
    open: list[tuple[str, str, list[Inline]]] = field(default_factory=list)

    def read(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """Return the inlines of a paragraph, without blanks at the ends."""
        _take_sizes(tokens)
        if any(token.type == "html_inline" and not self._is_text(token, tokens) for token in tokens):
            return self._through_html(tokens)
        stack: list[tuple[str, str, list[Inline]]] = [("", "", [])]
        for token in tokens:
            kind = token.type.removesuffix("_open").removesuffix("_close")
            if token.nesting == 1:
                stack.append((kind, str(token.attrs.get("href", "")), []))
            elif token.nesting == -1:
                _, href, inner = stack.pop()
                node = Link(href, tidy(inner)) if kind == "link" else Span(_SPANS[kind], tidy(inner))
                stack[-1][2].append(node)
            else:
                stack[-1][2].extend(self._one(token))
        return trimmed(stack[0][2])

    def _one(self, token: Token) -> list[Inline]:
        """Return what a single token shows."""
        match token.type:
            case "text":
                return _moved(token.content)
            case "text_special" | "html_inline":
                return [Text(token.content)]
            case "softbreak":
                return [Text("\n")]
            case "hardbreak":
                return [Break(), Text("\n")]
            case "code_inline":
                return [Code(token.content)]
            case _:
                return self._special(token)

    def _special(self, token: Token) -> list[Inline]:
        match token.type:
            case "math_inline" | "math_inline_double":
                return [Math(token.content.strip(), shown=token.type.endswith("double"))]
            case "image":
                return [self._image(token)]
            case "footnote_ref":
                return self._note(str(token.meta["label"]))
            case "myst_role":
                return self._role(str(token.meta["name"]), token.content)
        if token.content:
            self.losses.add(self.place, LossKind.MARKUP, token.content)
        return []

    def _image(self, token: Token) -> Image:
        title = str(token.attrs.get("title", ""))
        if token.content and title.casefold() not in token.content.casefold():
            self.losses.add(self.place, LossKind.HIDDEN, f"title of a picture: {title}")
        return Image(str(token.attrs.get("src", "")), token.content or title, str(token.meta.get("width", "")))

    def _note(self, label: str) -> list[Inline]:
        blocks = self.note(label)
        return [Text(f"[{label}]")] if blocks is None else [Note(blocks)]

    def _role(self, name: str, content: str) -> list[Inline]:
        if name in ("math", "eq"):
            return [Math(content.strip())]
        if name in _ROLES:
            return [Span(_ROLES[name], (Text(content),))]
        if name in _CODES:
            return [Code(content)]
        words = _TARGET.sub("", content).strip() or content
        self.losses.add(self.place, LossKind.DIRECTIVE, f"{{{name}}}`{content}`", "kept as its words")
        return [Text(words)]

    def _is_text(self, token: Token, tokens: Sequence[Token]) -> bool:
        """Say whether a tag is no tag but words, such as `<dose>`: HTML knows no such name, and nothing closes it."""
        found = _TAG.match(token.content)
        if not found or found[2].casefold() in _KNOWN or found[2][0].isupper() or token.content.endswith("/>"):
            return False
        names = Counter(
            (match[1], match[2]) for one in tokens if one.type == "html_inline" and (match := _TAG.match(one.content))
        )
        return names["/", found[2]] != names["", found[2]]

    def _through_html(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """Read a paragraph in which HTML stands as HTML, in which what Markdown says stands as numbered elements."""
        parts: list[str] = []
        given: dict[str, tuple[Inline, ...]] = {}
        for token in tokens:
            if token.type == "html_inline" and not self._is_text(token, tokens):
                parts.append(token.content)
            elif token.nesting:
                parts.append(self._tag(token))
            elif token.type in ("text", "text_special", "softbreak", "html_inline") and not _MOVED.search(
                token.content
            ):
                parts.append(html.escape("\n" if token.type == "softbreak" else token.content))
            else:
                number = str(len(given))
                given[number] = tuple(self._one(token))
                parts.append(f'<x-inline id="{number}">{html.escape(token.content)}</x-inline>')
        return self.page("".join(parts), self.place, given)

    @staticmethod
    def _tag(token: Token) -> str:
        name = {"em": "em", "strong": "strong", "s": "del", "link": "a"}[token.type.rsplit("_", 1)[0]]
        if token.nesting == -1:
            return f"</{name}>"
        href = html.escape(str(token.attrs.get("href", "")))
        return f'<a href="{href}">' if name == "a" else f"<{name}>"
