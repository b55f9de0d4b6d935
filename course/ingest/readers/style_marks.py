"""What a style says of words: raised, lowered, deleted, bold or slanted, where no element says it.

Programs for documents write `<span style="vertical-align:super">9</span>`, or a class whose rule says so: without the
style 10⁹ reads as 109, and a dose that was struck out stands beside the new one. Of a style sheet the rules of single
classes are read (`.c5`, `span.c5`), as such programs write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from course.ingest.tree import SpanKind

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"(?P<tag>\w*)\.(?P<name>[\w-]+)")
_STYLES: tuple[tuple[re.Pattern[str], SpanKind], ...] = (
    (re.compile(r"text-decoration(?:-line)?:[^;]*line-through"), "del"),
    (re.compile(r"vertical-align:super"), "sup"),
    (re.compile(r"vertical-align:sub"), "sub"),
    (re.compile(r"font-weight:(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"font-style:(?:italic|oblique)"), "emph"),
)
_NAMES: dict[str, SpanKind] = {
    **dict.fromkeys(("line-through", "strike", "strikethrough", "strikeout", "del", "deleted"), "del"),
    **dict.fromkeys(("ins", "inserted"), "ins"),
    **dict.fromkeys(("sup", "superscript"), "sup"),
    "subscript": "sub",
}


@dataclass(frozen=True)
class Sheet:
    """The rules of a style sheet by class: the element for which each is meant, empty for any, and what it says."""

    rules: Mapping[str, tuple[tuple[str, tuple[SpanKind, ...]], ...]] = field(default_factory=dict)

    def kinds(self, tag: str, classes: Iterable[str], style: str) -> list[SpanKind]:
        """Return what the classes and the style of an element say of its words, each once."""
        names = list(classes)
        found = [*styled(style), *(_NAMES[name] for name in names if name in _NAMES)]
        for name in names:
            for meant, kinds in self.rules.get(name, ()):
                found += kinds if meant in ("", tag) else ()
        return list(dict.fromkeys(found))


def styled(style: str) -> tuple[SpanKind, ...]:
    """Return what the declarations of a style say of words."""
    bare = "".join(style.split()).lower()
    return tuple(kind for pattern, kind in _STYLES if pattern.search(bare)) if bare else ()


def sheet(css: str) -> Sheet:
    """Return the rules of a style sheet that say something of words."""
    rules: dict[str, tuple[tuple[str, tuple[SpanKind, ...]], ...]] = {}
    for chunk in _COMMENT.sub("", css).split("}"):
        head, _, body = chunk.rpartition("{")
        if kinds := styled(body):
            for selector in head.rpartition("{")[2].split(","):
                if one := _SELECTOR.fullmatch(selector.strip()):
                    rules[one["name"]] = (*rules.get(one["name"], ()), (one["tag"].lower(), kinds))
    return Sheet(rules)
