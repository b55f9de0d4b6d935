"""Write words as MyST: every sign is printed as it stands, and every mark keeps its meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.ingest.literal import escaped, opened
from course.ingest.tree import Break, Code, Image, Inline, Link, Mark, Math, Note, Span, Text
from course.ingest.wording import one_line, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SIGNS = {"emph": "*", "strong": "**"}
_ROLES = {"emph": "emphasis", "strong": "strong", "sup": "sup", "sub": "sub", "del": "del", "ins": "ins"}
_SPACES = re.compile(r"\s+")
_BREAK = "\\\n"


@dataclass(frozen=True)
class LineWriter:
    """Writes inlines; `name` gives the id of a statement, `label` that of a note, `folder` is that of the pictures."""

    name: Callable[[int], str]
    folder: str
    label: Callable[[Note], str]

    def lines(self, inlines: Sequence[Inline]) -> str:
        """Return a paragraph, each statement on a line of its own."""
        pieces: list[list[Inline]] = [[]]
        for node in inlines:
            if isinstance(node, Mark) or not pieces[-1] or not isinstance(pieces[-1][-1], Mark):
                pieces[-1].append(node)
            else:
                pieces.append([node])
        written = (self._line(piece) for piece in pieces)
        return "\n".join(line for line in written if line)

    def one(self, inlines: Sequence[Inline]) -> str:
        """Return words as one line."""
        return self._line([Text(" ") if isinstance(node, Break) else node for node in inlines])

    def _line(self, inlines: Sequence[Inline]) -> str:
        parts = (part.strip() for part in self.inner(inlines).split(_BREAK))
        return _BREAK.join(opened(part) for part in parts if part)

    def inner(self, inlines: Sequence[Inline]) -> str:
        """Return inlines one after the other."""
        around = (None, *inlines, None)
        text = ""
        for at, node in enumerate(inlines):
            part = self._inline(node, around[at], around[at + 2])
            # A backtick behind a backtick would be one longer mark: code that follows a role becomes one.
            text += f"{{literal}}{part}" if text.endswith("`") and part.startswith("`") else part
        return text

    def _inline(  # noqa: PLR0911 - one return a kind
        self, node: Inline, before: Inline | None = None, after: Inline | None = None
    ) -> str:
        match node:
            case Text(text):
                return escaped(_SPACES.sub(" ", one_line(text)) if "\n" in text else text)
            case Span(kind) if kind in _SIGNS:
                return self._emphasis(node, before, after)
            case Span(kind, inner):
                return self._role(_ROLES[kind], plain(inner))
            case Code(text):
                return ticked(_SPACES.sub(" ", text))
            case Math(tex):
                return self._role("math", tex)
            case Link(href, inner):
                words = self.inner(inner)
                left, right = edges(words)
                return f"{left}[{words.strip()}](<{href}>){right}" if words.strip() else words
        return self._object(node)

    def _object(self, node: Inline) -> str:
        match node:
            case Image(name, alt, width):
                size = f'{{width="{width}"}}' if width else ""
                return f"![{escaped(' '.join(alt.split()))}](<{self.folder}/{name}>){size}"
            case Note():
                return f"[^{self.label(node)}]"
            case Mark(number):
                return f" {{claim}}`{self.name(number)}`"
            case _:
                return _BREAK

    def _role(self, role: str, text: str) -> str:
        """Return text under a role; its blanks at the ends stand outside."""
        left, right = edges(text)
        bare = _SPACES.sub(" ", text).strip()
        if not bare:
            return text
        return f"{left}{{{role}}}{ticked(bare)}{right}"

    def _emphasis(self, span: Span, before: Inline | None, after: Inline | None) -> str:
        """Return emphasis by its sign, by a role where CommonMark would print the sign."""
        words = self.inner(span.inner)
        core = words.strip()
        left, right = edges(words)
        if not core:
            return words
        if _holds(span, core, before if not left else None, after if not right else None):
            sign = _SIGNS[span.kind]
            return f"{left}{sign}{core}{sign}{right}"
        parts = (
            self._role(_ROLES[span.kind], one_line(node.text)) if isinstance(node, Text) else self._inline(node)
            for node in span.inner
        )
        return "".join(parts)


def _holds(span: Span, core: str, before: Inline | None, after: Inline | None) -> bool:
    """Say whether asterisks around words open and close there: not between punctuation and letters."""
    if _BREAK in core or isinstance(before, Span | Link) or isinstance(after, Span | Link):
        return False
    text = plain(span.inner).strip()
    if not text:
        return False
    first = plain([before])[-1:] if before is not None else ""
    last = plain([after])[:1] if after is not None else ""
    opens = text[0].isalnum() and core[0].isalnum()
    closes = text[-1].isalnum() and core[-1].isalnum()
    return (opens or not first.strip()) and (closes or not last.strip())


def edges(text: str) -> tuple[str, str]:
    """Return a blank for white space at the beginning and at the end of a text."""
    return " " * (text != text.lstrip()), " " * (text != text.rstrip() and bool(text.strip()))


def ticked(text: str) -> str:
    """Return text between backticks that it does not hold."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    pad = " " if text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and text.strip()) else ""
    ticks = "`" * (longest + 1) if longest else "`"
    return f"{ticks}{pad}{text}{pad}{ticks}"
