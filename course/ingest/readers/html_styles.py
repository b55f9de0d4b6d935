"""Put elements of HTML where only a style marks words, and signs for boxes to tick, before a page is read."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

import tinycss2
from lxml import etree

from course.ingest.losses import LossKind, Place
from course.ingest.readers.clutter import SILENT
from course.ingest.readers.html_lists import own_box
from course.ingest.readers.html_signs import draw_signs
from course.ingest.readers.html_words import MARKS, PHRASING
from course.ingest.readers.style_marks import kinds
from course.ingest.readers.style_sheet import cascade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from course.ingest.losses import Losses
    from course.ingest.tree import SpanKind

_TAGS: dict[SpanKind, str] = {"del": "del", "ins": "ins", "sup": "sup", "sub": "sub", "strong": "b", "emph": "i"}
_LETTERS = MappingProxyType({
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I",
})  # fmt: skip
_MARKS_OF_QUOTES = MappingProxyType({"open-quote": "“", "close-quote": "”"})
_NO_SIZE = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
_SAYS = re.compile(r"[^\W_]|[±≤≥<>−–%°µ×≈~=✓✔✗✘☐☑☒⚠()\[\]\"“”„‘’«»-]")
"""What a style sheet prints counts as words with one of these; bullets, arrows and slashes only adorn."""
_LOOKS = frozenset({"strong", "emph"})
_BARE = frozenset({"span", "font"})
"""Elements of which a bold or slanted look means something; headings and links look so by themselves."""


def mark_styles(root: HtmlElement, losses: Losses | None = None, css: str | None = None) -> None:
    """Write what styles show as elements: `<sup>` around a raised word, letters of a list, words that a sheet prints.

    What they hide is marked as hidden. `css` is that of the sheets, by default those in the page.
    """
    values = cascade(root, own_sheets(root) if css is None else css)
    draw_signs(root, values, losses)
    for (element, pseudo), found in values.items():
        if pseudo and "content" in found:
            _print_beside(element, pseudo, found, losses)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.tag not in SILENT:
            _mark(element, values.get((element, ""), {}))


def own_sheets(root: HtmlElement) -> str:
    """Return the style sheets in a page."""
    return "\n".join(one.text or "" for one in root.iter("style"))


def _mark(element: HtmlElement, values: Mapping[str, str]) -> None:
    names = (element.get("class") or "").split()
    if not values and not names:
        return
    size = values.get("font-size", "")
    if values.get("display") == "none" or values.get("visibility") == "hidden" or _NO_SIZE.fullmatch(size):
        element.set("style", "display:none")
    elif values.get("display") and "display:none" in (element.get("style") or "").replace(" ", "").lower():
        element.attrib.pop("style")
    if element.tag == "ol" and not element.get("type"):
        kind = next((_LETTERS[word] for name in ("list-style", "list-style-type")
                     for word in values.get(name, "").split() if word in _LETTERS), "")  # fmt: skip
        if kind:
            element.set("type", kind)
    for kind in kinds(names, values):
        if _means(element, kind):
            _wrap(element, _TAGS[kind])


def _print_beside(element: HtmlElement, pseudo: str, values: Mapping[str, str], losses: Losses | None) -> None:
    """Put words that a style sheet prints before or after those of an element into it."""
    if values.get("display") == "none" or values.get("visibility") == "hidden":
        return
    words = ""
    for token in tinycss2.parse_component_value_list(values["content"]):
        if token.type == "string":
            words += token.value
        elif token.type == "function" and token.lower_name == "attr":
            words += element.get(tinycss2.serialize(token.arguments).split()[0].lower()) or ""
        elif token.type == "function" and token.lower_name in {"counter", "counters"} and losses is not None:
            place = Place(element.sourceline or 1)
            losses.add(place, LossKind.MARKUP, f"number that a style sheet counts: {values['content']}")
        elif token.type == "ident" and token.lower_value in _MARKS_OF_QUOTES:
            words += _MARKS_OF_QUOTES[token.lower_value]
    is_dash = element.tag not in PHRASING and not words.strip("-–—− \u00a0")  # the bullet of an entry, no minus
    if is_dash or not _SAYS.search(words):
        return
    if pseudo == "before":
        element.text = f"{words}{element.text or ''}"
    elif len(element):
        element[-1].tail = f"{element[-1].tail or ''}{words}"
    else:
        element.text = f"{element.text or ''}{words}"


def write_boxes(root: HtmlElement) -> None:
    """Write boxes and circles of a form as signs, ☐ or ☒; that of an entry of a list says whether it is done."""
    for box in list(root.iter("input")):
        entry = next(box.iterancestors("li"), None)
        if box.get("type") in {"checkbox", "radio"} and (entry is None or own_box(entry) is not box):
            box.tail = f"{'☐' if box.get('checked') is None else '☒'} {(box.tail or '').lstrip()}"
            box.drop_tree()


def _means(element: HtmlElement, kind: SpanKind) -> bool:
    """Say whether a style of this kind says something that neither the element nor one around it says."""
    if kind in _LOOKS and element.tag not in _BARE:
        return False
    if kind not in {"del", "ins"} and element.tag not in PHRASING:
        return False
    marked = (MARKS.get(str(one.tag)) for one in (element, *element.iterancestors()))
    return kind not in marked


def _wrap(element: HtmlElement, tag: str) -> None:
    """Wrap the words of an element, of one that holds blocks those of each block."""
    children = [one for one in element if isinstance(one.tag, str)]
    if element.tag in SILENT:
        return
    if any(one.tag not in PHRASING for one in children):
        for child in children:
            _wrap(child, tag)
            child.tail = _loose(element, element.index(child) + 1, tag, child.tail)
        element.text = _loose(element, 0, tag, element.text)
        return
    inner = etree.SubElement(element, tag)
    inner.sourceline = element.sourceline  # type: ignore[misc]  # lxml lets it be set
    inner.text, element.text = element.text, None
    for child in list(element)[:-1]:
        inner.append(child)


def _loose(element: HtmlElement, at: int, tag: str, text: str | None) -> str | None:
    """Put words between blocks into an element of their own; return what stays: None, or the blanks."""
    if not text or not text.strip():
        return text
    inner = element.makeelement(tag)
    inner.text = text
    inner.sourceline = element.sourceline  # type: ignore[misc]  # lxml lets it be set
    element.insert(at, inner)
    return None
