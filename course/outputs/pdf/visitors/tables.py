"""Tables: one Typst table each, with real header rows; row headers are noted for the finishing pass."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from course.outputs.pdf.columns import FULL_LINE, NARROW_LINE, measure, widened
from course.outputs.pdf.manuscript import TableShape
from course.outputs.pdf.visitors.figures import Figures, typst_length
from course.outputs.pdf.visitors.references import number_format
from quizzes.sphinxext.visitors.heights import lines

if TYPE_CHECKING:
    from pathlib import Path

    from docutils.nodes import Element

# How many characters of table type stand on a line; a column has its share of them.
LONGEST_ROW = 96
# A table of more columns is set in smaller type, of which more characters stand on a line.
MOST_COLUMNS, LONGEST_DENSE_ROW = 8, 80
# A table of more words or lines may run over the end of a page, with its header repeated.
KEPT_WORDS, KEPT_LINES = 90, 24
# The last two rows of such a table stay together unless one of them is longer than this.
KEPT_ROW_WORDS = 80
_FEWEST_ROWS = 3
# A cell of a column without width. Typst keeps the rows that an unbreakable cell spans on one page, and knows no other
# way to ask for that (0.15).
_GUARD = ", table.cell(inset: 0pt, stroke: none, breakable: {}, rowspan: {})[]"
_LEADING = (nodes.reference, nodes.footnote_reference, nodes.citation_reference, addnodes.number_reference)
"""What leads elsewhere."""
_PAIR = 2
_ALIGN = {"text-left": "left", "text-right": "right", "text-center": "center"}


@dataclass
class _Open:
    """A table being written: the rows that spanning cells still fill, column by column."""

    stubs: list[bool]
    shape: TableShape
    in_head: bool = False
    rows: int = 0
    row: int = 0
    column: int = 0
    position: int = 0
    busy: dict[int, int] = field(default_factory=dict)


class PrintedTables(Figures):
    """Columns keep the widths of the source; a table without them lets Typst share out the page."""

    table_look = "table-look"
    """The function of the theme that gives a table its ground and its lines."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.open_tables: list[_Open] = []

    def place(self, node: nodes.Node) -> tuple[Path, int]:
        """Return the first line of a table, too: what MyST knows of a table of lists is its end."""
        path, line = super().place(node)
        if isinstance(node, nodes.table):
            line = min((below.line for below in node.findall(nodes.Element) if below.line), default=line)
        return path, line

    def visit_table(self, node: nodes.table) -> None:
        self.mark(node)
        self.write("\n#data-table(")
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if title is not None:
            self.caption(title, number_format(self.builder.env, self.docname, "table", node))
        _drop_empty_head(node)
        if max((group["cols"] for group in node.findall(nodes.tgroup)), default=0) > MOST_COLUMNS:
            self.write("dense: true, ")
        shape = measure(node)
        if isinstance(node.parent, nodes.section) and self.docname not in self.builder.looked_up:
            if shape.least > FULL_LINE:
                self.write("flipped: true, ")
            elif shape.is_broad:
                self.write("broad: true, ")
        if shape.least > NARROW_LINE:
            columns = [*shape.needs, 0] if _may_part(node, _rows_of(node)) else shape.needs
            self.write(f"least: ({', '.join(map(str, columns))},), ")
        if self._reflows(node):
            self.write("records: true, ")
        if width := typst_length(node.get("width", "")):
            self.write(f"width: {width}, ")
        if _is_low(node):
            self.write("keep: true, ")
        self.write(")[")
        self.anchors(node)
        self._anchors_of_head(node)
        self.walk([child for child in node.children if not isinstance(child, nodes.title)])
        self.write("]\n\n")
        raise nodes.SkipNode

    def _reflows(self, table: Element) -> bool:
        """Say whether a table is set as records in large print."""
        shape = measure(table)
        return (shape.overflows if self.builder.keeps_tables else shape.is_crowded) and _is_plain(table)

    def _anchors_of_head(self, table: nodes.table) -> None:
        """Write the anchors of a header before the table, because a header that is repeated would repeat them."""
        for head in table.findall(nodes.thead):
            for below in head.findall(nodes.Element):
                self.anchors(below, *self.index_ids(below))

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        columns = [child for child in node.children if isinstance(child, nodes.colspec)]
        widths = _widths(node.parent, columns)
        shape = TableShape(place=self.place(node.parent), reflows=self._reflows(node.parent))
        self.manuscript.tables[self.part, self.docname].append(shape)
        dense = len(columns) > MOST_COLUMNS
        self.longest_run = max(3, (LONGEST_DENSE_ROW if dense else LONGEST_ROW) // len(columns))
        head, body = _rows(node, nodes.thead), _rows(node, nodes.tbody)
        shape.guarded = _may_part(node.parent, body)
        widths += ["0pt"] if shape.guarded else []
        self.open_tables.append(_Open([bool(c.get("stub")) for c in columns], shape, rows=len(body)))
        self.write(f"#table(..{self.table_look}({len(head)}), columns: ({', '.join(widths)},)")

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        self.open_tables.pop()
        self.longest_run = type(self).longest_run
        self.write(")")

    def visit_thead(self, node: nodes.thead) -> None:
        self.open_tables[-1].in_head = True
        self.write(", table.header(repeat: true")

    def depart_thead(self, node: nodes.thead) -> None:
        self.open_tables[-1].in_head = False
        self.open_tables[-1].busy.clear()
        self.write(")")

    def visit_row(self, node: nodes.row) -> None:
        table = self.open_tables[-1]
        table.column = table.position = 0
        table.shape.rows += 1
        if not table.in_head:
            table.shape.row_heads.append([])
            table.row += 1

    def depart_row(self, node: nodes.row) -> None:
        table = self.open_tables[-1]
        self._guard(table, node)
        table.busy = {column: left - 1 for column, left in table.busy.items() if left > 1}

    def _guard(self, table: _Open, node: nodes.row) -> None:
        """Write the cells of the column that keeps the last two rows together: one each for head, most, and the end."""
        if not table.shape.guarded:
            return
        if table.in_head and node.parent.index(node) == 0:
            self.write(_GUARD.format("false", len(node.parent)))
        elif not table.in_head and table.row == 1:
            self.write(_GUARD.format("true", table.rows - 2))
        elif table.row == table.rows - 1:
            self.write(_GUARD.format("false", 2))

    def visit_entry(self, node: nodes.entry) -> None:
        table = self.open_tables[-1]
        self.mark(node)
        function = "rowhead" if self._place(table, node) else "colhead" if table.in_head else ""
        if table.in_head and any(True for kind in _LEADING for _ in node.findall(kind)):
            self.head_key = f"head {self.part} {self.docname} {len(self.manuscript.tables[self.part, self.docname])}"
            self.head_key += f" {table.shape.column_heads}"
            function = f"live-colhead({self.literal(self.head_key)})"
        self.write(f", table.cell({', '.join(_arguments(node))})[{f'#{function}[' if function else ''}")
        node["typst_end"] = "]]" if function else "]"

    def depart_entry(self, node: nodes.entry) -> None:
        self.head_key = ""
        self.write(node["typst_end"])

    @staticmethod
    def _place(table: _Open, node: Element) -> bool:
        """Find the column of a cell, note it as a header where it is one; say whether it heads its row."""
        while table.column in table.busy:
            table.column += 1
        is_head = not table.in_head and table.column < len(table.stubs) and table.stubs[table.column]
        if table.in_head:
            table.shape.column_heads += 1
        elif is_head:
            table.shape.row_heads[-1].append(table.position)
        wide = 1 + node.get("morecols", 0)
        if node.get("morerows"):
            table.busy |= dict.fromkeys(range(table.column, table.column + wide), node["morerows"] + 1)
        table.column += wide
        table.position += 1
        return is_head


def _widths(table: Element, columns: list[nodes.colspec]) -> list[str]:
    """Return the widths of columns: those that the author gives, else by what stands in them."""
    classes, widths = table.get("classes", ()), [column.get("colwidth", 1) for column in columns]
    given = "colwidths-given" in classes or ("colwidths-auto" not in classes and len(set(widths)) > 1)
    return widened(table, widths) if given else measure(table).widths


def _is_plain(table: Element) -> bool:
    """Say whether each row of a table can stand by itself: one row of heads that lead nowhere, and no cell over two."""
    heads = list(table.findall(nodes.thead))
    merged = any(cell.get("morecols") or cell.get("morerows") for cell in table.findall(nodes.entry))
    if merged or len(heads) != 1 or len(heads[0]) != 1 or len(list(table.findall(nodes.tgroup))) != 1:
        return False
    return not any(True for kind in (*_LEADING, nodes.target) for _found in heads[0].findall(kind))


def _drop_empty_head(table: nodes.table) -> None:
    """Take a header without a word away; the first column of a table of two heads its rows then."""
    for group in table.findall(nodes.tgroup):
        head = next((child for child in group.children if isinstance(child, nodes.thead)), None)
        if head is None or head.astext().strip() or any(True for _picture in head.findall(nodes.image)):
            continue
        group.remove(head)
        columns = [child for child in group.children if isinstance(child, nodes.colspec)]
        if len(columns) == _PAIR:
            columns[0]["stub"] = 1


def _rows_of(table: Element) -> list[nodes.Element]:
    return [row for group in table.findall(nodes.tgroup) for row in _rows(group, nodes.tbody)]


def _rows(group: Element, part: type[nodes.Element]) -> list[nodes.Element]:
    return [row for child in group.children if isinstance(child, part) for row in child.findall(nodes.row)]


def _is_low(table: Element) -> bool:
    """Say whether a table stays in one piece: it has few words, and these stand on few lines."""
    return len(table.astext().split()) <= KEPT_WORDS and lines(table) <= KEPT_LINES


def _may_part(table: Element, body: list[nodes.Element]) -> bool:
    """Say whether a table can end in a row alone on a page: it is long, and its last rows are not."""
    if len(body) < _FEWEST_ROWS or _is_low(table):
        return False
    return all(len(row.astext().split()) <= KEPT_ROW_WORDS for row in body[-2:])


def _arguments(node: Element) -> list[str]:
    found = []
    if node.get("morecols"):
        found.append(f"colspan: {node['morecols'] + 1}")
    if node.get("morerows"):
        found.append(f"rowspan: {node['morerows'] + 1}")
    classes: list[str] = list(node.get("classes", []))
    for child in node.children:
        classes += child.get("classes", []) if isinstance(child, nodes.Element) else []
    align = next((_ALIGN[name] for name in classes if name in _ALIGN), None)
    return [*found, f"align: {align} + top"] if align else found
