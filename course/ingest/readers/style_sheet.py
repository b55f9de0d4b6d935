"""Which rules of style sheets reach an element, as a browser on a wide screen finds them: the cascade of CSS.

Selectors are read by cssselect (BSD), rules by tinycss2 (BSD): `.dose .up`, `td.old > b`, `:not(.new)`, groups, nesting
in `@media` and `!important`. The order of rules is that of CSS Cascading Level 4
(https://www.w3.org/TR/css-cascade-4/#cascading): important, inline, specificity, place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError, parse
from lxml import etree

from course.ingest.readers.style_marks import declared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

READ = frozenset({
    "vertical-align", "text-decoration", "text-decoration-line", "font-weight", "font-style", "font-size",
    "font-variant-position", "position", "top", "bottom", "display", "visibility", "list-style", "list-style-type",
    "content", "font", "font-family",
})  # fmt: skip
"""The properties that say something of words, or whether they do."""
_NOT_SEEN = re.compile(r"\b(?:print|speech|max-width|max-height|prefers-|orientation|not)\b|prefers-|width\s*<")
_NESTED = frozenset({"media", "supports", "layer", "container"})
_MOST_RULES = 5000
_DEEPEST = 20
_Weight = tuple[bool, bool, tuple[int, int, int], int]


@dataclass(frozen=True)
class _Rule:
    finds: etree.XPath
    weight: tuple[int, int, int]
    pseudo: str
    values: Mapping[str, tuple[str, bool]]


@dataclass
class _Values:
    """The values of one element so far, each with the weight of its rule."""

    found: dict[str, tuple[_Weight, str]] = field(default_factory=dict)

    def put(
        self, values: Mapping[str, tuple[str, bool]], *, inline: bool, weight: tuple[int, int, int], at: int
    ) -> None:
        """Take the values of a rule where none that is heavier stands."""
        for name, (value, important) in values.items():
            heavy = (important, inline, weight, at)
            if name in READ and (name not in self.found or self.found[name][0] <= heavy):
                self.found[name] = (heavy, value)


def cascade(root: HtmlElement, css: str) -> dict[tuple[HtmlElement, str], dict[str, str]]:
    """Return the properties of each element that a rule or its own style reaches.

    The second part of a key is "" for the element, `before` or `after` for what a sheet prints beside its words.
    """
    found: dict[tuple[HtmlElement, str], _Values] = {}
    for at, rule in enumerate(_rules(css)):
        for element in rule.finds(root):
            values = found.setdefault((element, rule.pseudo), _Values())
            values.put(rule.values, inline=False, weight=rule.weight, at=at)
    for element in root.iter():
        if isinstance(element.tag, str) and (style := element.get("style")):
            found.setdefault((element, ""), _Values()).put(declared(style), inline=True, weight=(0, 0, 0), at=0)
    return {key: {name: value for name, (_, value) in one.found.items()} for key, one in found.items()}


def _rules(css: str) -> list[_Rule]:
    found: list[_Rule] = []
    for head, values in _blocks(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), 0):
        if len(found) >= _MOST_RULES:
            break
        found += _compiled(head, values)
    return found


def _blocks(nodes: list[Any], depth: int) -> Iterator[tuple[str, Mapping[str, tuple[str, bool]]]]:
    """Yield the selectors and declarations of rules that say something of words, those in `@media` too."""
    for node in nodes:
        if node.type == "qualified-rule":
            values = {name: value for name, value in declared(node.content).items() if name in READ}
            if values:
                yield tinycss2.serialize(node.prelude), values
        elif _is_seen(node) and depth < _DEEPEST:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _blocks(inner, depth + 1)


def _is_seen(node: Any) -> bool:
    """Say whether a group of rules is meant for a wide screen."""
    is_group = node.type == "at-rule" and bool(node.content) and node.lower_at_keyword in _NESTED
    return is_group and not _NOT_SEEN.search(tinycss2.serialize(node.prelude).lower())


def _compiled(head: str, values: Mapping[str, tuple[str, bool]]) -> Iterator[_Rule]:
    """Yield a rule for each selector of a group; one that nobody reads, as of a program, reaches nothing."""
    try:
        selectors = parse(head)
    except SelectorError:
        return
    for selector in selectors:
        pseudo = selector.pseudo_element
        if pseudo is not None and pseudo not in {"before", "after"}:
            continue
        try:
            path = etree.XPath(HTMLTranslator().selector_to_xpath(selector, translate_pseudo_elements=False))
        except (SelectorError, etree.XPathError, RecursionError):
            continue
        yield _Rule(path, selector.specificity(), str(pseudo or ""), values)
