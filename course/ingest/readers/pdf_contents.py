"""The table of contents of a PDF: what repeats its headings with the numbers of their pages is told, not divided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.headings import heads_contents
from course.ingest.losses import Losses, LossKind
from course.ingest.tree import Block, Heading
from course.ingest.wording import plain, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADER = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})?|(?:…\s?){2,}\s*\d{1,4}")
_PAGE = re.compile(r"[\s.…]*(?:\d{1,4}|[ivxlc]{1,7})?\s*$")
_NAME = re.compile(r"[\W\d_]+")
_SHARE = 0.7
_FEWEST = 3


def without_contents(blocks: Sequence[Block], losses: Losses) -> tuple[Block, ...]:
    """Return blocks without those that list the headings, with or without a heading such as "Contents"."""
    names = {_name(plain(block.inner)) for block in blocks if isinstance(block, Heading)}
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at
        if isinstance(block, Heading) and heads_contents(plain(block.inner)):
            end = _end(blocks, at + 1)
            at += 1
            if not _lists(blocks[at:end], names):
                kept.append(block)
                continue
        elif not isinstance(block, Heading) and LEADER.search(wording([block])):
            while end < len(blocks) and LEADER.search(wording([blocks[end]])):
                end += 1
            if len(LEADER.findall(wording(blocks[at:end]))) < _FEWEST:
                end = at
        if end > at:
            losses.add(blocks[at].place, LossKind.CONTENTS, wording(blocks[at:end]))
            at = end
        else:
            kept.append(block)
            at += 1
    return tuple(kept)


def _end(blocks: Sequence[Block], at: int) -> int:
    """Return where the blocks below a heading end: at a heading without a leader to the number of a page."""
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Heading) and not LEADER.search(plain(block.inner)):
            break
        at += 1
    return at


def _lists(blocks: Sequence[Block], names: set[str]) -> bool:
    """Say whether most blocks are headings of the document, numbers, or lead to one."""
    if not blocks:
        return False
    named = 0
    for block in blocks:
        words = wording([block])
        named += bool(LEADER.search(words)) or _name(_PAGE.sub("", words)) in {*names, ""}
    return named >= _SHARE * len(blocks)


def _name(words: str) -> str:
    return _NAME.sub("", words).casefold()
