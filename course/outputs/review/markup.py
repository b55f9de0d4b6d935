"""Words of an author as HTML that does nothing: no markup, address or attribute of theirs is alive in the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.presets import commonmark
from markdown_it.renderer import RendererHTML
from markdown_it.utils import OptionsDict

from course.material.page import HEAD, tokens_of
from quizzes.nesting import line_too_deep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

_OPTION = re.compile(r"^:[\w-]+:.*\n?", re.MULTILINE)
_TARGET = re.compile(r"^(.*?)\s*<[^<>]+>$", re.DOTALL)
_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_KEPT = {"start", "colspan", "rowspan", "scope"}
"""Attributes that mean something without a style sheet of the course; every other is left out."""


@dataclass(frozen=True)
class Markup:
    """How words become HTML: `links` has the place of each page, work and figure in this page, by its name.

    `figure` and `picture` return the HTML of a figure by its id, and of a picture by its address and words.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    figure: Callable[[str], str] = escape
    picture: Callable[[str, str], str] = lambda address, words: f"<i>{escape(words or address)}</i>"

    def html(self, text: str) -> str:
        """Return a text of Markdown as HTML; one that is nested too deeply is shown as it is written."""
        if line_too_deep(text):
            return f"<pre>{escape(text)}</pre>"
        renderer = _Renderer()
        renderer.markup = self
        return renderer.render(tokens_of(text)[0], _NO_OPTIONS, {})

    def directive(self, name: str, argument: str, body: str) -> str:
        """Return a directive as a box with its name."""
        words, inside = escape(argument), _OPTION.sub("", body)
        head = f'<p class="box-name"><code>{escape(name)}</code> {words}</p>'
        if name == "chart":
            return f"<div>{head}{self.figure(argument)}</div>"
        if name in {"image", "figure"}:
            return f'<div class="box">{head}{self.picture(argument, _alt(body))}{self.html(inside)}</div>'
        if name in {"quiz", "quiz-set", "quiz-key"} and argument in self.links:
            head = head.replace(words, f'<a href="#{escape(self.links[argument])}">{words}</a>', 1)
            return f'<div class="box">{head}<pre>{escape(body)}</pre></div>'
        if name in _AS_WRITTEN:
            return f'<div class="box">{head}<pre>{escape(body)}</pre></div>'
        return f'<div class="box">{head}{self.html(inside)}</div>'


_AS_WRITTEN = {"code", "code-block", "math", "raw", "eval-rst", "literalinclude", "include", "toctree", "quiz"}
_NO_OPTIONS = OptionsDict(commonmark.make()["options"])


def _alt(body: str) -> str:
    found = re.search(r"^:alt:[ \t]*(.*)$", body, re.MULTILINE)
    return found[1].strip() if found else ""


class _Renderer(RendererHTML):
    """Writes tokens with none of their attributes but those that are harmless."""

    markup: Markup

    def renderToken(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        tokens[idx].attrs = {key: value for key, value in tokens[idx].attrs.items() if key in _KEPT}
        return super().renderToken(tokens, idx, options, env)

    def heading_open(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        return f'<p class="heading level-{tokens[idx].tag[1:]}">'

    def heading_close(self, *_rest: Any) -> str:
        return "</p>"

    def link_open(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        target = str(tokens[idx].attrs.get("href", ""))
        if _OUTSIDE.match(target):
            return f'<a href="{escapeHtml(target)}" rel="noreferrer">'
        place = self.markup.links.get(target.partition("#")[0].lstrip("./"))
        return f'<a href="#{escapeHtml(place)}">' if place else f'<a class="dead" title="{escapeHtml(target)}">'

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        words = self.renderInlineAsText(tokens[idx].children or [], options, env)
        return self.markup.picture(str(tokens[idx].attrs.get("src", "")), words)

    def fence(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        token = tokens[idx]
        head = HEAD.match(token.info.strip())
        if head is None:
            return f"<pre>{escapeHtml(token.content)}</pre>"
        return self.markup.directive(head[1], head[2].strip(), token.content)

    colon_fence = fence

    def code_block(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        return f"<pre>{escapeHtml(tokens[idx].content)}</pre>"

    def myst_role(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        token = tokens[idx]
        name = str(token.meta.get("name", ""))
        if name.startswith("cite"):
            keys = [key.strip() for key in token.content.split(",")]
            return f"[{', '.join(self._work(key) for key in keys)}]"
        found = _TARGET.match(token.content)
        words = escapeHtml(found[1] if found else token.content)
        return f'<span class="role" title="{escapeHtml(name)}">{words}</span>'

    def _work(self, key: str) -> str:
        place = self.markup.links.get(f"cite:{key}")
        return f'<a href="#{escapeHtml(place)}">{escapeHtml(key)}</a>' if place else escapeHtml(key)

    def _as_written(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        return f"<code>{escapeHtml(tokens[idx].content)}</code>"

    html_inline = _as_written  # type: ignore[assignment]
    html_block = _as_written  # type: ignore[assignment]
    math_inline = math_block = front_matter = _as_written
    math_inline_double = math_block_label = _as_written

    def myst_target(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        return f'<p class="target">({escapeHtml(tokens[idx].content)})=</p>'

    def _nothing(self, *_rest: Any) -> str:
        return ""

    myst_line_comment = myst_block_break = _nothing
