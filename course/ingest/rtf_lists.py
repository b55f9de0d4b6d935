"""Entries of lists of RTF, which know the number that their program wrote: a list for each run of numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from course.ingest.rewriting import relined, rewrite, tidy
from course.ingest.rtf import MARK
from course.ingest.tree import Block, Document, Inline, Item, Items, Para, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKED = re.compile(rf"{MARK}([^{MARK}]*){MARK}\s*")
_NUMBER = re.compile(r"(\d{1,6})\.")


def listed(document: Document) -> Document:
    """Return a document in which entries that follow each other are a list; in a cell a number is a word."""
    return replace(document, blocks=tuple(_grouped(rewrite(document.blocks, _spelt))))


def _spelt(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a line with the mark of its entry in front, between its signs, whatever stands in it."""

    def bare(node: Inline) -> tuple[Inline, ...]:
        return (Text(_MARKED.sub("", node.text)),) if isinstance(node, Text) else (node,)

    found = _MARKED.search(plain(line))
    return tidy((Text(f"{MARK}{found[1]}{MARK}"), *relined(line, bare))) if found else line


def _grouped(blocks: Iterable[Block]) -> list[Block]:
    found: list[Block] = []
    due = 0
    for block in blocks:
        mark = _mark(block)
        if not mark:
            found.append(_unmarked(block))
            due = 0
            continue
        number = _NUMBER.fullmatch(mark)
        at = int(number[1]) if number else None
        entry = Item((_without(block, "" if number else f"{mark} "),))
        last = found[-1] if found and due else None
        if isinstance(last, Items) and (at == due if at is not None else last.start is None):
            found[-1] = replace(last, items=(*last.items, entry))
        else:
            found.append(Items((entry,), at, block.place))
        due = (at or 0) + 1
    return found


def _mark(block: Block) -> str:
    first = block.inner[0] if isinstance(block, Para) and block.inner else None
    found = _MARKED.match(first.text) if isinstance(first, Text) else None
    return found[1] if found else ""


def _without(block: Block, mark: str) -> Block:
    """Return the paragraph of an entry with its mark as words, or without one."""
    assert isinstance(block, Para)
    first = block.inner[0]
    assert isinstance(first, Text)
    return replace(block, inner=tidy((Text(mark + _MARKED.sub("", first.text).lstrip()), *block.inner[1:])))


def _unmarked(block: Block) -> Block:
    """Return any other block, in which marks are words."""

    def bare(node: Inline) -> tuple[Inline, ...]:
        return (Text(_MARKED.sub(r"\1 ", node.text)),) if isinstance(node, Text) else (node,)

    return rewrite((block,), lambda line: relined(line, bare))[0]
