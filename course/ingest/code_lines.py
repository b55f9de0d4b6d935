"""Programs whose lines are paragraphs of their own, as word processors hold them; their blanks mean something.

A paragraph of OpenDocument in a style for programs is written with signs of the private area, which pandoc leaves
alone, and becomes a line of a block of code again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from course.ingest.odt_styles import MADE, kinds_of
from course.ingest.rewriting import rewrite
from course.ingest.tree import Block, Document, Listing, Para
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from course.ingest.odt_styles import Styles

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = re.compile(r"(?:preformatted|source|verbatim|listing|html_20_(?:code|sample))(?:_20_\w+)?|code", re.IGNORECASE)
_BEGIN, _BLANK, _END = "\uf8fd", "\uf8fc", "\uf8fb"
_MOST = 200
_KEPT = str.maketrans({_BLANK: " ", _END: "\n"})


def mark_code(root: Element, styles: Styles) -> None:
    """Write the paragraphs of a content part whose style is for programs with signs that `coded` looks for.

    Of a document that stands in such a style as a whole, as LibreOffice makes of a plain text, none is a program.
    """
    lines = {node for node in root.iter(f"{_TEXT}p") if any(map(str.strip, map(str, node.itertext())))}
    marked = [node for node in root.iter(f"{_TEXT}p") if _is_code(node, styles)]
    if 2 * sum(node in lines for node in marked) > len(lines):
        return
    for node in marked:
        if (text := _flat(node, styles)) is None:
            continue
        for kid in list(node):
            node.remove(kid)
        node.text = _BEGIN + text.replace(" ", _BLANK).replace("\n", _END)


def _is_code(node: Element, styles: Styles) -> bool:
    return any(map(_STYLE.fullmatch, styles.chain("paragraph", node.get(f"{_TEXT}style-name", ""))))


def _flat(node: Element, styles: Styles) -> str | None:
    """Return the words of a paragraph with its blanks, None when there is more than words in it, such as a raised 9."""
    name = node.get(f"{_TEXT}style-name", "")
    if node.tag == f"{_TEXT}span" and (name.startswith(MADE) or kinds_of(styles.whole("text", name))):
        return None
    text = node.text or ""
    for kid in node:
        name = str(kid.tag).removeprefix(_TEXT)
        inner: str | None
        match name:
            case "s":
                count = kid.get(f"{_TEXT}c", "1")
                inner = " " * min(int(count) if count.isdecimal() else 1, _MOST)
            case "tab":
                inner = "    "
            case "line-break":
                inner = "\n"
            case "span":
                inner = _flat(kid, styles)
            case _:
                inner = None
        if inner is None:
            return None
        text += inner + (kid.tail or "")
    return text


def coded(document: Document) -> Document:
    """Return a document in which marked lines, and blocks of code that follow each other, are one block."""

    def block(one: Block) -> tuple[Block, ...]:
        text = plain(one.inner) if isinstance(one, Para) else ""
        if not isinstance(one, Para) or not text.startswith(_BEGIN):
            return (one,)
        return (Listing(text[1:].translate(_KEPT), "", one.place),)

    blocks = rewrite(document.blocks, lambda line: line, block)
    return replace(document, blocks=tuple(_joined(blocks)))


def _joined(blocks: Iterable[Block]) -> list[Block]:
    found: list[Block] = []
    for one in blocks:
        last = found[-1] if found else None
        if isinstance(one, Listing) and isinstance(last, Listing) and not one.language and not last.language:
            found[-1] = replace(last, text=f"{last.text}\n{one.text}")
        else:
            found.append(one)
    return [one for one in found if not isinstance(one, Listing) or one.text.strip()]
