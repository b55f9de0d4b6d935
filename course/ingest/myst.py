"""The only writer: blocks with the marks of their statements become MyST that says every word of them, and no other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.myst_table import TableWriter
from course.ingest.myst_words import LineWriter
from course.ingest.tree import Block, Box, Heading, Item, Items, Listing, Mark, Math, Note, Para, Table, Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ADMONITIONS = frozenset("note warning tip important caution danger attention hint error seealso".split())  # noqa: SIM905
_TICKS = {None: "", True: r"\[x\] ", False: r"\[ \] "}
"""Boxes as words: an e-book refuses the form field that MyST makes of a box."""
_CLASS = re.compile(r"[^a-z0-9-]+")


@dataclass
class Writer:
    """Writes the blocks of one lesson; `name` gives the id of a statement by its number."""

    name: Callable[[int], str]
    folder: str = "../figures/document"
    labels: dict[Note, str] = field(default_factory=dict)
    waiting: list[Note] = field(default_factory=list)

    def write(self, blocks: Iterable[Block]) -> list[str]:
        """Return the parts of a page; a note stands below the block that refers to it first."""
        parts: list[str] = []
        for block, other in _turns(blocks):
            parts += filter(None, [self.block(block, other=other)])
            parts += self._notes()
        return [*parts, *self._notes()]

    def _notes(self) -> Iterator[str]:
        """Yield the notes that wait, those that they refer to themselves after them."""
        while self.waiting:
            note = self.waiting.pop(0)
            yield f"[^{self.labels[note]}]: {indented(self.many(note.blocks), 4)}"

    def many(self, blocks: Iterable[Block]) -> str:
        """Return blocks that stand in another, with blank lines between them."""
        parts = [self.block(block, other=other) for block, other in _turns(blocks)]
        return "\n\n".join(filter(None, parts))

    @property
    def line(self) -> LineWriter:
        """Return the writer of words."""
        return LineWriter(self.name, self.folder, self._label)

    def _label(self, note: Note) -> str:
        if note not in self.labels:
            self.labels[note] = f"n{len(self.labels) + 1}"
            self.waiting.append(note)
        return self.labels[note]

    def block(self, block: Block, *, other: bool = False) -> str:  # noqa: PLR0911 - one return a kind
        """Return a block; a list has `other` marks than the list above it, or the two would be one."""
        match block:
            case Heading(level, inner):
                return f"{'#' * min(max(level, 1), 6)} {self.line.one(inner)}"
            case Para(inner):
                return self._para(block)
            case Items():
                return self._items(block, other=other)
            case Terms(terms):
                written = (f"{self.line.one(term.inner)}\n: {indented(self.many(term.blocks), 2)}" for term in terms)
                return "\n\n".join(written)
            case Table():
                return TableWriter(self.line, self.many).write(block)
            case Listing(text, language):
                return self._with_marks(fenced(text, language or "text"), block.marks)
            case Box():
                return self._box(block)

    def _para(self, block: Para) -> str:
        first = block.inner[0] if block.inner else None
        rest = block.inner[1:]
        if isinstance(first, Math) and first.shown and all(isinstance(node, Mark) for node in rest):
            tex = "\n".join(line for line in first.tex.split("\n") if line.strip())
            return self._with_marks(fenced(tex, "{math}"), tuple(node for node in rest if isinstance(node, Mark)))
        return self.line.lines(block.inner)

    def _with_marks(self, text: str, marks: tuple[Mark, ...]) -> str:
        return f"{text}\n\n{self.line.one(marks)}" if marks else text

    def _items(self, block: Items, *, other: bool) -> str:
        written = []
        for number, item in enumerate(block.items):
            bullet = "* " if other else "- "
            marker = bullet if block.start is None else f"{block.start + number}{')' if other else '.'} "
            written.append(marker + indented(self._item(item), len(marker)))
        plain_ones = all(isinstance(one, Para | Items) for item in block.items for one in item.blocks)
        single = all(sum(isinstance(one, Para) for one in item.blocks) <= 1 for item in block.items)
        return ("\n" if plain_ones and single else "\n\n").join(written)

    def _item(self, item: Item) -> str:
        text, before = "", None
        for block, other in _turns(item.blocks):
            tight = isinstance(block, Items) and block.start in (None, 1) and isinstance(before, Para)
            text += ("\n" if tight else "\n\n") if text else ""
            text += self.block(block, other=other)
            before = block
        return _TICKS[item.ticked] + text

    def _box(self, block: Box) -> str:
        body = self.many(block.blocks)
        title = self.line.one(block.title)
        if block.kind == "quote" and not title:
            return "\n".join(f"> {line}".rstrip() for line in body.split("\n"))
        if block.kind == "figure" and not title:
            return body
        kind = _CLASS.sub("-", block.kind.lower()).strip("-") or "box"
        if kind in ADMONITIONS and not title and body:
            return _colons(f"{{{kind}}}", body)
        if not title:
            return _colons(f"{{container}} {kind}", body) if body else ""
        return _colons(f"{{admonition}} {title}\n:class: {kind}", body)


def _turns(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield blocks, and whether a list needs other marks than the one above it."""
    turn = False
    before: Block | None = None
    for block in blocks:
        turn = isinstance(block, Items) and isinstance(before, Items) and not turn
        yield block, turn
        before = block


def indented(text: str, width: int) -> str:
    """Return text whose lines but the first stand further in."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)


def fenced(text: str, info: str) -> str:
    """Return a block of code, or a directive, that no content can end."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def _colons(head: str, body: str) -> str:
    inner = max((len(run) for run in re.findall(r":{3,}", body)), default=2)
    fence = ":" * max(3, inner + 1)
    return f"{fence}{head}\n\n{body}\n{fence}" if body else f"{fence}{head}\n{fence}"
