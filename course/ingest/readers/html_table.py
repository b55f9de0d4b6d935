"""Tables of HTML, with merged cells, heads and captions; tables that only place things are no tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind
from course.ingest.readers.clutter import clutter
from course.ingest.tree import Block, Cell, Inline, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from course.ingest.readers.html import WebPage

_ROWS = ("tr", "thead", "tbody", "tfoot")


def is_layout(table: HtmlElement) -> bool:
    """Say whether a table only places things: it says so, holds headings, or has one cell."""
    cells = [cell for row in _rows(table) for cell in row if cell.tag in ("td", "th")]
    heads = any(True for _ in table.iter("h1", "h2", "h3"))
    return table.get("role") in ("presentation", "none") or heads or len(cells) <= 1


def read_table(page: WebPage, table: HtmlElement) -> list[Block]:
    """Return a table, behind what stands in it outside of cells."""
    found: list[Block] = []
    caption: tuple[Inline, ...] = ()
    for child in table:
        if child.tag == "caption":
            caption = (*caption, *page.words.line(child))
        elif isinstance(child.tag, str) and child.tag not in _ROWS and not clutter(child):
            found += page.block(child)
    rows: list[tuple[Cell, ...]] = []
    heads, busy = 0, 0
    for row in _rows(table):
        if kind := clutter(row):
            page.words.lose(row, kind)
            continue
        cells = tuple(_cells(page, row))
        busy -= 1
        if not cells and busy <= 0:
            continue
        is_head = _is_head(row, cells)
        heads += is_head and heads == len(rows)
        rows.append(cells)
        busy = max([busy, *(cell.high for cell in cells)])
    if heads == len(rows):
        heads = min(heads, 1) if len(rows) > 1 else 0
    return [*found, Table(tuple(rows), heads, caption, page.words.place(table))] if rows else found


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows as a browser shows them: the head first and the foot last, wherever they are written."""
    order = {"thead": 0, "tfoot": 2}
    for child in sorted(table, key=lambda one: order.get(str(one.tag), 1)):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _cells(page: WebPage, row: HtmlElement) -> Iterator[Cell]:
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        blocks: list[Block] = []
        if kind := clutter(cell):
            page.words.lose(cell, LossKind.TABLE if kind is LossKind.HIDDEN else kind)
        else:
            blocks = page.blocks(cell)
        high = _span(cell, "rowspan")
        if (cell.get("rowspan") or "").strip() == "0":  # as far as the group of rows goes
            high = 1 + sum(1 for _ in row.itersiblings("tr"))
        yield Cell(tuple(blocks), _span(cell, "colspan"), high, cell.tag == "th")


def _is_head(row: HtmlElement, cells: tuple[Cell, ...]) -> bool:
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or (bool(cells) and all(cell.head for cell in cells))


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(1, int(value)), 1000) if re.fullmatch(r"\d{1,4}", value) else 1
