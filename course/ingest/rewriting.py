"""A tree with other words or blocks in it: each line, each inline or each block replaced, and neighbours joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from course.ingest.tree import Box, Break, Code, Heading, Items, Link, Listing, Note, Para, Span, Table, Terms, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from course.ingest.tree import Block, Inline


_HEAPED = {"sup", "sub"}
"""What is raised again stands higher still."""


def rewrite(
    blocks: Iterable[Block],
    line: Callable[[tuple[Inline, ...]], tuple[Inline, ...]],
    block: Callable[[Block], Iterable[Block]] = lambda one: (one,),
) -> tuple[Block, ...]:
    """Return blocks with each line of words (paragraph, heading, term, title, caption) replaced by `line` of it.

    Then each block, those inside of it first, is replaced by what `block` gives for it. Notes are left to `line`.
    """

    def many(given: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(new for one in given for new in block(renewed(one)))

    def renewed(one: Block) -> Block:
        match one:
            case Heading() | Para():
                return replace(one, inner=line(one.inner))
            case Items(items):
                return replace(one, items=tuple(replace(item, blocks=many(item.blocks)) for item in items))
            case Terms(terms):
                new = (replace(term, inner=line(term.inner), blocks=many(term.blocks)) for term in terms)
                return replace(one, terms=tuple(new))
            case Table(rows, _, caption):
                cells = (tuple(replace(cell, blocks=many(cell.blocks)) for cell in row) for row in rows)
                return replace(one, rows=tuple(cells), caption=line(caption))
            case Box(_, title, within):
                return replace(one, title=line(title), blocks=many(within))
            case Listing():
                return one

    return many(blocks)


def relined(inlines: Iterable[Inline], inline: Callable[[Inline], Iterable[Inline]]) -> tuple[Inline, ...]:
    """Return inlines of which each, those inside of it first, is replaced by what `inline` gives for it."""
    kept: list[Inline] = []
    for node in inlines:
        match node:
            case Span(_, inner) | Link(_, inner):
                kept += inline(replace(node, inner=relined(inner, inline)))
            case Note(blocks):
                kept += inline(Note(rewrite(blocks, lambda line: relined(line, inline))))
            case _:
                kept += inline(node)
    return tidy(kept)


def tidy(inlines: Iterable[Inline], around: frozenset[str] = frozenset()) -> tuple[Inline, ...]:
    """Join neighbours of one kind, and leave out spans and texts without content, and marks within the same mark.

    `around` are the kinds of spans in which the words stand: bold within bold would be written as four asterisks.
    """
    kept: list[Inline] = []
    for node in _told_once(inlines, around):
        last = kept[-1] if kept else None
        match last, node:
            case (_, Text("") | Span(_, ()) | Link(_, ())):
                continue
            case Text(before), Text(after):
                kept[-1] = Text(before + after)
            case Code(before), Code(after):
                kept[-1] = Code(before + after)
            case Span(kind, before), Span(same, after) if kind == same:
                kept[-1] = Span(kind, tidy((*before, *after), around | {kind}))
            case _:
                kept.append(node)
    return tuple(kept)


def _told_once(inlines: Iterable[Inline], around: frozenset[str]) -> Iterator[Inline]:
    """Yield inlines with tidy words in them; what is marked as all around it is marked is its words."""
    for node in inlines:
        if isinstance(node, Link):
            yield replace(node, inner=tidy(node.inner, around))
        elif not isinstance(node, Span):
            yield node
        elif node.kind in around - _HEAPED:
            yield from tidy(node.inner, around)
        else:
            yield replace(node, inner=tidy(node.inner, around | {node.kind}))


def trimmed(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return tidy inlines without blanks or breaks at both ends, also inside of marks and links at the ends."""
    nodes = _trimmed(list(tidy(inlines)), 0)
    return tidy(_trimmed(nodes, -1))


def _trimmed(nodes: list[Inline], end: Literal[0, -1]) -> list[Inline]:
    while nodes:
        match nodes[end]:
            case Break():
                nodes.pop(end)
                continue
            case Text(text):
                bare = text.lstrip(" \t\r\n\f") if end == 0 else text.rstrip(" \t\r\n\f")
                if not bare:
                    nodes.pop(end)
                    continue
                nodes[end] = Text(bare)
            case Span(inner=inner) | Link(inner=inner) as node:
                left = tuple(_trimmed(list(inner), end))
                if not left:
                    nodes.pop(end)
                    continue
                nodes[end] = replace(node, inner=left)
            case _:
                pass
        break
    return nodes
