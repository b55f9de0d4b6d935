"""Put elements of HTML where only a style marks words, and signs for boxes to tick, before a page is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from course.ingest.readers.clutter import SILENT
from course.ingest.readers.html_lists import own_box
from course.ingest.readers.html_words import MARKS, PHRASING
from course.ingest.readers.style_marks import Sheet, sheet

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from course.ingest.tree import SpanKind

_TAGS: dict[SpanKind, str] = {"del": "del", "ins": "ins", "sup": "sup", "sub": "sub", "strong": "b", "emph": "i"}
_LOOKS = frozenset({"strong", "emph"})
_BARE = frozenset({"span", "font"})
"""Elements of which a bold or slanted look means something; headings and links look so by themselves."""


def mark_styles(root: HtmlElement) -> None:
    """Wrap the words of each element in those for which its style stands, such as `<sup>` for a raised one."""
    css = "".join(one.text or "" for one in root.iter("style"))
    rules = sheet(css) if css else Sheet()
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        style, names = element.get("style") or "", element.get("class") or ""
        if not style and not names:
            continue
        for kind in rules.kinds(element.tag, names.split(), style):
            if _means(element, kind):
                _wrap(element, _TAGS[kind])


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
