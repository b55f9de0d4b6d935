"""Lists of Word: paragraphs that bear a number or a bullet one after the other, at depths and places of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.losses import FIRST, Place
from course.ingest.tree import Block, Item, Items

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.ingest.readers.word_numbering import Number

BULLETS = frozenset("•◦▪‣·–—-*o§○●■□▫◆◇❖➢➤►▶➔→⇒○❍❑❒✦⬥⧫∗·−+>»✧⁃∙⚫⚪➣")
"""Signs that only say that an entry begins."""
TICKS = {"☐": False, "☑": True, "☒": True, "□": False}
_PLAIN = re.compile(r"(\d{1,9})[.)]?")
_NEAR = 90
"""Twentieths of a point by which margins may differ that are meant as one."""


@dataclass(frozen=True)
class Entry:
    """A paragraph with its number; `blocks` are what it says."""

    number: Number
    blocks: tuple[Block, ...]
    ticked: bool | None = None
    place: Place = FIRST

    @property
    def start(self) -> int | None:
        """Return the number that a list can count itself, None for other marks."""
        found = _PLAIN.fullmatch(self.number.text)
        return self.number.value if found and found[1] == str(self.number.value) else None


@dataclass(frozen=True)
class Continued:
    """A paragraph without a number that stands as far in as the words of a list."""

    block: Block
    indent: int


@dataclass
class _List:
    """A list that is open."""

    number: Number
    start: int | None
    place: Place
    items: list[tuple[list[Block | _List], bool | None]] = field(default_factory=list)

    def holds(self, entry: Entry) -> bool:
        """Say whether an entry stands below the last of this list."""
        own, other = self.number, entry.number
        if own.series == other.series:
            return other.depth > own.depth
        return other.indent > own.indent + _NEAR or (other.depth > own.depth and other.indent >= own.indent)

    def is_level_with(self, entry: Entry) -> bool:
        """Say whether an entry stands as deep as those of this list."""
        own, other = self.number, entry.number
        if own.series == other.series:
            return other.depth == own.depth
        return other.depth == own.depth and abs(other.indent - own.indent) <= _NEAR

    def goes_on_with(self, entry: Entry) -> bool:
        """Say whether an entry is the next of this list."""
        if self.number.series != entry.number.series or (self.start is None) != (entry.start is None):
            return False
        return self.start is None or entry.start == self.start + len(self.items)

    def frozen(self) -> Items:
        """Return the list."""
        items = (
            Item(tuple(one.frozen() if isinstance(one, _List) else one for one in blocks), ticked)
            for blocks, ticked in self.items
        )
        return Items(tuple(items), self.start, self.place)


def listed(pieces: Iterable[Block | Entry | Continued]) -> list[Block]:
    """Return blocks with the lists that their entries make."""
    out: list[Block | _List] = []
    stack: list[_List] = []
    for piece in pieces:
        if isinstance(piece, Entry):
            _enter(piece, stack, out)
        elif isinstance(piece, Continued) and stack:
            while len(stack) > 1 and stack[-1].number.indent > piece.indent + _NEAR:
                stack.pop()
            stack[-1].items[-1][0].append(piece.block)
        else:
            stack.clear()
            out.append(piece.block if isinstance(piece, Continued) else piece)
    return [one.frozen() if isinstance(one, _List) else one for one in out]


def _enter(entry: Entry, stack: list[_List], out: list[Block | _List]) -> None:
    while stack and not stack[-1].holds(entry) and not stack[-1].is_level_with(entry):
        stack.pop()
    if not (stack and stack[-1].is_level_with(entry) and stack[-1].goes_on_with(entry)):
        if stack and not stack[-1].holds(entry):
            stack.pop()
        new = _List(entry.number, entry.start, entry.place)
        (stack[-1].items[-1][0] if stack else out).append(new)
        stack.append(new)
    stack[-1].items.append((list(entry.blocks), entry.ticked))
