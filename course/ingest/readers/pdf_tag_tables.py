"""Tables of tagged PDFs, with merged cells, head rows and captions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.readers.pdf_structure import Element, Mark
from course.ingest.tree import Block, Cell, Inline, Para, Table
from course.ingest.wording import wording

if TYPE_CHECKING:
    from course.ingest.readers.pdf_tagged import Tagged

_MOST_SPAN = 200


@dataclass
class _Rows:
    """The rows of a table so far."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    heads: int = 0
    caption: tuple[Inline, ...] = ()
    beside: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class TableReader:
    """Reads the tables of one document."""

    tagged: Tagged

    def read(self, element: Element) -> list[Block]:
        """Return a table; what stands in it outside of its rows follows it."""
        found = _Rows()
        self._collect(element, found, is_head=False)
        if not any(wording(cell.blocks) for row in found.rows for cell in row):
            return found.beside
        heads = found.heads if found.heads < len(found.rows) else 0
        return [Table(tuple(found.rows), heads, found.caption, self.tagged.place(element)), *found.beside]

    def _collect(self, part: Element, found: _Rows, *, is_head: bool) -> None:
        for kid in part.kids:
            if isinstance(kid, Mark):
                found.beside += self.tagged.many(Element("Div", part.page, [kid]))
            elif kid.kind == "Caption":
                found.caption = (*found.caption, *self.tagged.line(kid))
            elif kid.kind in ("THead", "TBody", "TFoot", "Div", "NonStruct", "Sect"):
                self._collect(kid, found, is_head=kid.kind == "THead")
            elif kid.kind == "TR":
                self._row(kid, found, is_head=is_head)
            else:
                found.beside += self.tagged.block(kid)

    def _row(self, row: Element, found: _Rows, *, is_head: bool) -> None:
        cells: list[Cell] = []
        for kid in row.kids:
            if isinstance(kid, Element) and kid.kind in ("TH", "TD"):
                wide, high = (min(kid.number(name), _MOST_SPAN) for name in ("ColSpan", "RowSpan"))
                cells.append(Cell(tuple(self._cell(kid)), wide, high, kid.kind == "TH"))
            else:
                found.beside += self.tagged.many(Element("Div", row.page, [kid]))
        if not cells:
            return
        heads = is_head or (all(cell.head for cell in cells) and len(cells) > 1)
        found.heads += heads and found.heads == len(found.rows)
        found.rows.append(tuple(cells))

    def _cell(self, kid: Element) -> list[Block]:
        if kid.kind == "TH":
            plain_ones = not any(isinstance(one, Element) and self.tagged.is_block(one) for one in kid.kids)
            if plain_ones:
                words = self.tagged.line(kid, weighs=False)
                return [Para(words, self.tagged.place(kid))] if words else []
        return self.tagged.many(kid)
