"""What styles of OpenDocument say of words where pandoc asks none: of a paragraph, of a parent, of the list of styles.

pandoc reads the looks of the styles that a file makes for its spans. A dose that is struck out by the style of its
paragraph, an exponent whose style another one begets, and words that are not shown reach it as plain words.
Properties: OpenDocument 1.3, part 3, sections 16.29.7 and 20.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from course.ingest.losses import WHOLE, Losses, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_NAME, _PARENT = f"{_STYLE}name", f"{_STYLE}parent-style-name"
MADE = "made-"
"""How the names of styles begin that are put into a file."""
_MADE = {
    "sup": ("text-position", "super 58%"), "sub": ("text-position", "sub 58%"),
    "del": ("text-line-through-style", "solid"),
}  # fmt: skip
_DEEPEST = 20
_MOST = 100


class Styles:
    """The styles of a file by family and name; `given` are the names of those whose looks pandoc reads itself."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._found: dict[tuple[str, str], Element] = {}
        for root in roots:
            for one in root.iter(f"{_STYLE}style"):
                self._found[one.get(f"{_STYLE}family", ""), one.get(_NAME, "")] = one

    def own(self, family: str, name: str) -> dict[str, str]:
        """Return the properties of words that a style itself has, by their local names."""
        style = self._found.get((family, name))
        held = None if style is None else style.find(f"{_STYLE}text-properties")
        return {} if held is None else {str(key).rpartition("}")[2]: str(value) for key, value in held.items()}

    def whole(self, family: str, name: str) -> dict[str, str]:
        """Return the properties of words of a style and of those that beget it."""
        return {
            key: value for one in reversed(self.chain(family, name)) for key, value in self.own(family, one).items()
        }

    def chain(self, family: str, name: str) -> list[str]:
        """Return the name of a style and of those that beget it."""
        chain: list[str] = []
        while name and name not in chain and len(chain) < _DEEPEST:
            chain.append(name)
            style = self._found.get((family, name))
            name = "" if style is None else style.get(_PARENT, "")
        return chain


def mark_styles(root: Element, styles: Styles, losses: Losses) -> None:
    """Put spans with looks that pandoc reads where a style says them; take out and tell what is not shown."""
    _hide(root, styles, losses)
    made = root.find(f"{_OFFICE}automatic-styles")
    if made is None:
        made = etree.Element(f"{_OFFICE}automatic-styles")
        root.insert(0, made)
    for kind, (name, value) in _MADE.items():
        style = etree.SubElement(made, f"{_STYLE}style", {_NAME: f"{MADE}{kind}", f"{_STYLE}family": "text"})
        etree.SubElement(style, f"{_STYLE}text-properties", {f"{_STYLE}{name}": value})
    for node in list(root.iter(f"{_TEXT}span")):
        name = node.get(f"{_TEXT}style-name", "")
        missing = kinds_of(styles.whole("text", name)) - kinds_of(styles.own("text", name))
        _wrap(node, missing)
    for node in list(root.iter(f"{_TEXT}p", f"{_TEXT}h")):
        _wrap(node, kinds_of(styles.whole("paragraph", node.get(f"{_TEXT}style-name", ""))) & {"del"})


def kinds_of(values: Mapping[str, str]) -> set[str]:
    """Return what properties say of words: raised, lowered, deleted."""
    found: set[str] = set()
    place = (values.get("text-position") or "").split()
    if place and place[0] not in ("0%", "0"):
        found.add("sub" if place[0] == "sub" or place[0].startswith("-") else "sup")
    if (
        values.get("text-line-through-style", "none") != "none"
        or values.get("text-line-through-type", "none") != "none"
    ):
        found.add("del")
    return found


def _wrap(node: Element, kinds: set[str]) -> None:
    for kind in sorted(kinds):
        span = etree.Element(f"{_TEXT}span", {f"{_TEXT}style-name": f"{MADE}{kind}"})
        span.text, node.text = node.text, None
        span.extend(list(node))
        node.append(span)


def _hide(root: Element, styles: Styles, losses: Losses) -> None:
    for node in list(root.iter(f"{_TEXT}span", f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}section", f"{_TABLE}table-row")):
        name, tag = node.get(f"{_TEXT}style-name", ""), etree.QName(node).localname
        family = "text" if tag == "span" else "paragraph"
        by_style = tag in ("span", "p", "h") and styles.whole(family, name).get("display") == "none"
        by_itself = node.get(f"{_TEXT}display") == "none" or node.get(f"{_TEXT}is-hidden") == "true"
        if by_style or by_itself or node.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            words = " ".join(" ".join(map(str, node.itertext())).split())
            if words:
                losses.add(WHOLE, LossKind.HIDDEN, words)
            _remove(node)


def _remove(node: Element) -> None:
    """Take a node out, and leave the words behind it."""
    parent, before, tail = node.getparent(), node.getprevious(), node.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def spread(root: Element) -> None:
    """Write cells and rows that a file names once and shows several times as often as they are shown."""
    for tag, name in (("table-cell", "number-columns-repeated"), ("table-row", "number-rows-repeated")):
        for node in list(root.iter(f"{_TABLE}{tag}")):
            times = node.attrib.pop(f"{_TABLE}{name}", "1")
            if str(times).isdecimal() and any(str(text).strip() for text in node.itertext()):
                for _ in range(min(int(times), _MOST) - 1):
                    node.addnext(deepcopy(node))
            elif str(times).isdecimal() and int(times) > 1:
                node.set(f"{_TABLE}{name}", str(times))


def restart(root: Element) -> None:
    """Begin a list anew where an entry has a number of its own, which pandoc does not read."""
    made = root.find(f"{_OFFICE}automatic-styles")
    for number, item in enumerate(list(root.iter(f"{_TEXT}list-item"))):
        value, whole = item.get(f"{_TEXT}start-value", ""), item.getparent()
        style = None if whole is None else whole.get(f"{_TEXT}style-name")
        if whole is None or made is None or not value.isdecimal() or not style:
            continue
        found = next((one for one in root.iter(f"{_TEXT}list-style") if one.get(_NAME) == style), None)
        if found is None:
            continue
        other = deepcopy(found)
        other.set(_NAME, f"{style}-{number}")
        for level in other.iter(f"{_TEXT}list-level-style-number"):
            if level.get(f"{_TEXT}level") == "1":
                level.set(f"{_TEXT}start-value", value)
        made.append(other)
        below = etree.Element(whole.tag, {f"{_TEXT}style-name": f"{style}-{number}"})
        below.tail, whole.tail = whole.tail, None
        below.extend([item, *item.itersiblings()])
        whole.addnext(below)
