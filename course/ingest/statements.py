"""Find the statements of a tree: each sentence, entry, row of a table or block of code gets a mark behind its words.

A row of a table is one statement; the mark of its head stands in the first row below, so that no head that is repeated
on the next page repeats it. What has neither letter nor digit states nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from course.ingest.rewriting import relined, rewrite, tidy, trimmed
from course.ingest.sentences import split_text
from course.ingest.tree import (
    Block,
    Box,
    Cell,
    Heading,
    Image,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Mark,
    Math,
    Note,
    Para,
    Span,
    Table,
    Term,
    Terms,
    Text,
    walk,
)
from course.ingest.wording import plain, row_wording, running  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from course.ingest.losses import Place

_CUT_INSIDE = ("emph", "strong")
_BOXES = {None: "", True: "[x] ", False: "[ ] "}


@dataclass(frozen=True)
class Statement:
    """A heading or a statement in the words of the register; `place` is where it begins, `is_code` a block of code."""

    text: str
    place: Place
    is_heading: bool = False
    is_code: bool = False


@dataclass
class Marker:
    """Marks blocks, and holds the headings and statements found so far in the order of the document."""

    found: list[Statement] = field(default_factory=list)
    number: int = 0
    notes: dict[Note, Note] = field(default_factory=dict)

    def document(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return blocks with their marks; the statements of a note follow the block in which it stands first."""
        return tuple(self._noted(self.block(block)) for block in blocks)

    def block(self, block: Block, tick: str = "") -> Block:  # noqa: PLR0911 - one return a kind
        """Return a block with its marks; `tick` is the box before its first words."""
        match block:
            case Heading(_, inner, place):
                self.found.append(Statement(plain(inner).strip(), place, is_heading=True))
                return block
            case Para(inner, place):
                return replace(block, inner=self._sentences(inner, place, tick))
            case Items(items):
                return replace(block, items=tuple(map(self._item, items)))
            case Terms(terms):
                return replace(block, terms=tuple(map(self._term, terms)))
            case Table():
                return self._table(block)
            case Listing(text, _, place):
                return replace(block, marks=self._mark(text, place, is_code=True))
            case Box(_, title, blocks, place):
                marked = (*title, *self._mark(plain(title), place))
                return replace(block, title=marked, blocks=tuple(map(self.block, blocks)))

    def _mark(self, text: str, place: Place, *, is_code: bool = False) -> tuple[Mark, ...]:
        """Note a statement and return its mark, none when it says nothing."""
        if not any(letter.isalnum() for letter in text):
            return ()
        self.number += 1
        self.found.append(Statement(text.strip(), place, is_code=is_code))
        return (Mark(self.number),)

    def _sentences(self, inner: tuple[Inline, ...], place: Place, tick: str = "") -> tuple[Inline, ...]:
        if all(isinstance(node, Image) for node in inner):
            return inner
        text = running(inner)
        starts = [0, *[start for start, _ in split_text(text)][1:]]
        marked: list[Inline] = []
        for start, piece in zip(starts, cut(inner, starts[1:]), strict=True):
            where = replace(place, number=place.number + text.count("\n", 0, start)) if place.unit == "line" else place
            end = Text("\n") if marked else Text("")
            marked += [end, *piece, *self._mark(("" if marked else tick) + plain(piece).strip(), where)]
        return tidy(marked)

    def _item(self, item: Item) -> Item:
        tick = _BOXES[item.ticked]
        return replace(item, blocks=tuple(self.block(one, "" if at else tick) for at, one in enumerate(item.blocks)))

    def _term(self, term: Term) -> Term:
        marks = self._mark(plain(term.inner), term.place)
        return replace(term, inner=(*term.inner, *marks), blocks=tuple(map(self.block, term.blocks)))

    def _table(self, table: Table) -> Table:
        caption = (*table.caption, *self._mark(plain(table.caption), table.place))
        rows: list[tuple[Cell, ...]] = []
        waiting: tuple[Mark, ...] = ()
        for number, row in enumerate(table.rows, 1):
            waiting += self._mark(row_wording(row), _row_place(table, row, number))
            if number > table.heads and row:
                rows.append((*row[:-1], _ended(row[-1], waiting)))
                waiting = ()
            else:
                rows.append(row)
        return replace(table, rows=tuple(rows), caption=(*caption, *waiting))

    def _noted(self, block: Block) -> Block:
        """Return a block whose notes are marked, each once."""
        notes = [node for node in walk([block]) if isinstance(node, Note)]
        for note in notes:
            if note not in self.notes:
                self.notes[note] = Note(tuple(map(self.block, note.blocks)))
        if not notes:
            return block
        (marked,) = rewrite(
            [block],
            lambda line: relined(line, lambda one: (self.notes[one] if isinstance(one, Note) else one,)),
        )
        return marked


def cut(inlines: Sequence[Inline], places: Sequence[int]) -> list[tuple[Inline, ...]]:
    """Return inlines cut where their running text has `places`, which ascend; a part for each, blanks at its ends gone.

    A place within a formula, raised words or code moves behind them, one at their beginning stays before them;
    emphasis and links are cut in two.
    """
    parts: list[list[Inline]] = [[]]
    begin, rest = 0, list(places)
    for node in inlines:
        size = len(running([node]))
        here = [place - begin for place in rest if place < begin + size]
        rest = rest[len(here) :]
        for number, piece in enumerate(_pieces(node, here)):
            if number:
                parts.append([])
            parts[-1].append(piece)
        begin += size
    parts += [[] for _ in rest]
    return [trimmed(part) for part in parts]


def _pieces(node: Inline, places: list[int]) -> list[Inline]:
    """Return a node in one part more than there are places."""
    if not places:
        return [node]
    match node:
        case Text(text):
            ends = [0, *places, len(text)]
            return [Text(text[start:end]) for start, end in pairwise(ends)]
        case Link(_, inner):
            return [replace(node, inner=part) for part in cut(inner, places)]
        case Span(kind, inner) if kind in _CUT_INSIDE:
            return [replace(node, inner=part) for part in cut(inner, places)]
    before = sum(place <= 0 for place in places)
    return [*[Text("")] * before, node, *[Text("")] * (len(places) - before)]


def _row_place(table: Table, row: tuple[Cell, ...], number: int) -> Place:
    """Return where a row stands: on a line of its own where the format has lines, else by its number."""
    first = next((one for cell in row for one in walk(cell.blocks) if isinstance(one, Para | Heading)), None)
    if first and first.place.unit == table.place.unit == "line" and first.place.number >= table.place.number:
        return first.place
    return replace(table.place, row=number)


def _ended(cell: Cell, marks: tuple[Mark, ...]) -> Cell:
    """Return a cell with marks behind its words."""
    if not marks:
        return cell
    last = cell.blocks[-1] if cell.blocks else None
    if isinstance(last, Para) and not any(isinstance(node, Math) and node.shown for node in last.inner):
        return replace(cell, blocks=(*cell.blocks[:-1], replace(last, inner=(*last.inner, *marks))))
    return replace(cell, blocks=(*cell.blocks, Para(marks)))
