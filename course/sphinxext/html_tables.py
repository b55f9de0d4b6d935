"""A table of HTML as docutils has it, its merged cells included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element

MOST = 1000
"""Cells that go on over more rows or columns are taken for that many (HTML, section 4.9.11)."""


def build_table(node: Element) -> nodes.table:
    """Return the table that containers marked with `table_part` stand for.

    The head is `thead`, or else the first rows of which every cell is `th`; a first column of `th` only heads its rows.
    """
    rows = list(_rows(node))
    heads = sum(1 for _row, head in rows if head) or _leading(rows)
    cells = [[cell for cell in row.children if _part(cell) in {"td", "th"}] for row, _head in rows]
    _end_spans(cells, heads)
    columns = _place(cells)
    stubs = int(bool(cells[heads:]) and all(row and _part(row[0]) == "th" for row in cells[heads:]))
    group = nodes.tgroup("", cols=columns)
    group += [nodes.colspec(colwidth=max(1, 100 // columns), stub=int(at < stubs)) for at in range(columns)]
    made = [nodes.row("", *map(_entry, row)) for row in cells]
    if made[:heads]:
        group += nodes.thead("", *made[:heads])
    group += nodes.tbody("", *made[heads:])
    table = nodes.table("", classes=["colwidths-auto", *node["classes"]], ids=node["ids"], names=node["names"])
    table.line = node.line
    caption = next((one for one in node.children if _part(one) == "caption"), None)
    if isinstance(caption, nodes.Element):
        table += nodes.title("", caption.astext().strip())
    table += group
    return table


def _part(node: nodes.Node) -> str:
    return str(node.get("table_part", "")) if isinstance(node, nodes.Element) else ""


def _rows(node: Element, *, head: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield each row, and whether it stands in the head."""
    for child in node.children:
        part = _part(child)
        if isinstance(child, nodes.Element) and part == "tr":
            yield child, head
        elif isinstance(child, nodes.Element) and part in {"thead", "tbody", "tfoot"}:
            yield from _rows(child, head=part == "thead")


def _leading(rows: list[tuple[Element, bool]]) -> int:
    """Count the first rows of heads only; a table of heads alone has none."""
    for count, (row, _head) in enumerate(rows):
        parts = {_part(cell) for cell in row.children} - {""}
        if parts != {"th"}:
            return count
    return 0


def _span(cell: nodes.Node, name: str) -> int:
    text = str(cell.get(name, "")) if isinstance(cell, nodes.Element) else ""
    return min(MOST, max(1, int(text))) if text.isdecimal() else 1


def _end_spans(cells: list[list[nodes.Node]], heads: int) -> None:
    """Let no cell go on beyond the head, or the end, of its table."""
    for at, row in enumerate(cells):
        left = (heads if at < heads else len(cells)) - at
        for cell in row:
            if isinstance(cell, nodes.Element) and _span(cell, "html_rowspan") > left:
                cell["html_rowspan"] = str(left)


def _place(cells: list[list[nodes.Node]]) -> int:
    """Return how many columns the table has; rows that end early get empty cells, cells end with the table."""
    busy: dict[int, int] = {}
    widths: list[int] = []
    for row in cells:
        column = 0
        taken = dict(busy)
        for cell in row:
            while taken.get(column):
                column += 1
            high = _span(cell, "html_rowspan")
            for place in range(column, column + _span(cell, "html_colspan")):
                busy[place] = high
                taken[place] = high
        widths.append(max((place + 1 for place, left in busy.items() if left), default=0))
        busy = {place: left - 1 for place, left in busy.items() if left > 1}
    columns = max([*widths, 1])
    _fill(cells, columns)
    return columns


def _fill(cells: list[list[nodes.Node]], columns: int) -> None:
    """Add empty cells to rows that are too short."""
    busy: dict[int, int] = {}
    for row in cells:
        wide = sum(_span(cell, "html_colspan") for cell in row) + sum(1 for left in busy.values() if left)
        row += [nodes.container(table_part="td") for _ in range(columns - wide)]
        column = 0
        new: dict[int, int] = {}
        for cell in row:
            while busy.get(column):
                column += 1
            high = _span(cell, "html_rowspan")
            new |= dict.fromkeys(range(column, column + _span(cell, "html_colspan")), high)
            column += _span(cell, "html_colspan")
        busy = {place: left - 1 for place, left in {**busy, **new}.items() if left > 1}


def _entry(cell: nodes.Node) -> nodes.entry:
    assert isinstance(cell, nodes.Element)
    entry = nodes.entry("", *cell.children)
    entry.line = cell.line
    for name, span in (("morecols", _span(cell, "html_colspan")), ("morerows", _span(cell, "html_rowspan"))):
        if span > 1:
            entry[name] = span - 1
    return entry
