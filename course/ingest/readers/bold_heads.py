"""Headings of a document that names none: short paragraphs that are bold as a whole and stand above others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.headings import is_title, level_of
from course.ingest.rewriting import tidy
from course.ingest.tree import Block, Heading, Para, Span, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST = 2
_MOST = 0.5


def headed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks in which bold paragraphs are headings, when nothing else is one, and most paragraphs are not bold.

    The number that a heading bears says how deep it stands.
    """
    if any(isinstance(block, Heading) and block.level for block in blocks):
        return tuple(blocks)
    heads = [_is_bold(one) and number < len(blocks) for number, one in enumerate(blocks, 1)]
    paras = sum(isinstance(block, Para) for block in blocks)
    if sum(heads) < _FEWEST or sum(heads) > _MOST * paras:
        return tuple(blocks)
    return tuple(_heading(block) if is_head else block for block, is_head in zip(blocks, heads, strict=True))


def _is_bold(block: Block) -> bool:
    """Say whether a block is a short paragraph of which every word is bold, and no sentence."""
    if not isinstance(block, Para) or not is_title(plain(block.inner)):
        return False
    shown = [node for node in block.inner if not (isinstance(node, Text) and not node.text.strip())]
    return bool(shown) and all(isinstance(node, Span) and node.kind == "strong" for node in shown)


def _heading(block: Block) -> Block:
    assert isinstance(block, Para)
    inner = tidy(part for node in block.inner for part in (node.inner if isinstance(node, Span) else (node,)))
    return Heading(level_of(plain(inner)), inner, block.place)
