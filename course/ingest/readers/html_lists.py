"""Lists and definitions of HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.readers.clutter import clutter
from course.ingest.tree import Block, Item, Items, Para, Term, Terms, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from course.ingest.readers.html import WebPage

_LETTERED = frozenset("aAiI")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def entries(page: WebPage, element: HtmlElement) -> list[Block]:
    """Return the list that an element is; it begins anew where an entry has a number of its own."""
    lists: list[tuple[int | None, list[Item]]] = []
    number = _first(element) if element.tag == "ol" else None
    step = -1 if element.get("reversed") is not None else 1
    lists.append((number, []))
    for child in element:
        if not isinstance(child.tag, str):
            page.words.comment(child)
            continue
        if kind := clutter(child):
            page.words.lose(child, kind)
            continue
        value = _whole(child.get("value"), number) if number is not None else None
        if value != number:
            lists.append((value, []))
        item = _item(page, child, _letter(element, value))
        if item.blocks:
            lists[-1][1].append(item)
            number = None if value is None else value + step
    place = page.words.place(element)
    is_marked = element.get("type") in _LETTERED or step < 0 or any((start or 0) < 0 for start, _ in lists)
    return [Items(tuple(items), None if is_marked else start, place) for start, items in lists if items]


def _first(element: HtmlElement) -> int | None:
    """Return the number of the first entry of a list; one that counts down ends at 1."""
    entries = sum(one.tag == "li" for one in element)
    return _whole(element.get("start"), 1 if element.get("reversed") is None else entries)


def _item(page: WebPage, element: HtmlElement, letter: str) -> Item:
    box = own_box(element)
    ticked = None if box is None else box.get("checked") is not None
    if box is not None:
        box.drop_tree()
    blocks = page.blocks(element) if element.tag in ("li", "div") else page.block(element)
    first = blocks[0] if blocks else None
    if letter and isinstance(first, Para):
        blocks[0] = Para((Text(letter), *first.inner), first.place)
    return Item(tuple(blocks), ticked)


def own_box(entry: HtmlElement) -> HtmlElement | None:
    """Return the first checkbox of an entry that belongs to no entry below it."""
    boxes = (one for one in entry.iter("input") if one.get("type") == "checkbox")
    return next((one for one in boxes if next(one.iterancestors("li"), entry) is entry), None)


def _letter(element: HtmlElement, value: int | None) -> str:
    """Return the letter by which an entry is cited, or a number that no list counts to, with its stop."""
    kind = element.get("type") or ""
    if value is not None and (kind not in _LETTERED or value < 1):
        counts_up = element.get("reversed") is None and not (element.get("start") or "").strip().startswith("-")
        return "" if counts_up and kind not in _LETTERED else f"{value}. "
    if value is None:
        return ""
    name = _roman(value) if kind in "iI" else chr(ord("a") + (value - 1) % 26)
    return f"{name.upper() if kind in 'AI' else name}. "


def _roman(value: int) -> str:
    name = ""
    for number, letters in _ROMAN:
        while value >= number:
            name, value = name + letters, value - number
    return name


def _whole(text: str | None, default: int | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def definitions(page: WebPage, element: HtmlElement) -> list[Block]:
    """Return the definitions that an element holds; words without a term are paragraphs."""
    before: list[Block] = []
    terms: list[Term] = []
    for child in _parts(element):
        if kind := clutter(child):
            page.words.lose(child, kind)
        elif child.tag == "dt":
            terms.append(Term(page.words.line(child), (), page.words.place(child)))
        elif terms:
            last = terms[-1]
            terms[-1] = Term(last.inner, (*last.blocks, *page.blocks(child)), last.place)
        else:
            before += page.blocks(child)
    return [*before, *([Terms(tuple(terms), page.words.place(element))] if terms else [])]


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag == "div":
            yield from _parts(child)
        elif isinstance(child.tag, str):
            yield child
