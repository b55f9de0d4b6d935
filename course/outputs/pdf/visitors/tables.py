"""Tables: one Typst table each, with real header rows; row headers are noted for the finishing pass."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.manuscript import TableShape
from course.outputs.pdf.visitors.figures import Figures, typst_length
from course.outputs.pdf.visitors.references import number_format

if TYPE_CHECKING:
    from docutils.nodes import Element

# How many characters of table type stand on a line; a column has its share of them.
LONGEST_ROW = 96
# A table of more words may run over the end of a page, with its header repeated.
KEPT_WORDS = 90
_ALIGN = {"text-left": "left", "text-right": "right", "text-center": "center"}


@dataclass
class _Open:
    """A table being written: the rows that spanning cells still fill, column by column."""

    stubs: list[bool]
    shape: TableShape
    in_head: bool = False
    column: int = 0
    position: int = 0
    busy: dict[int, int] = field(default_factory=dict)


class Tables(Figures):
    """Columns keep the widths of the source; a table without them lets Typst share out the page."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.open_tables: list[_Open] = []

    def visit_table(self, node: nodes.table) -> None:
        self.mark(node)
        self.write("\n#data-table(")
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if title is not None:
            self.caption(title, number_format(self.builder.env, self.docname, "table", node))
        if width := typst_length(node.get("width", "")):
            self.write(f"width: {width}, ")
        if len(node.astext().split()) <= KEPT_WORDS:
            self.write("keep: true, ")
        self.write(")[")
        self.anchors(node)
        self.walk([child for child in node.children if not isinstance(child, nodes.title)])
        self.write("]\n\n")
        raise nodes.SkipNode

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        columns = [child for child in node.children if isinstance(child, nodes.colspec)]
        given = "colwidths-auto" not in node.parent.get("classes", ())
        widths = [f"{c.get('colwidth', 1)}fr" if given else "auto" for c in columns]
        shape = TableShape()
        self.manuscript.tables[self.part].append(shape)
        self.longest_run = max(8, LONGEST_ROW // len(columns))
        self.open_tables.append(_Open([bool(c.get("stub")) for c in columns], shape))
        head = next((len(child) for child in node.children if isinstance(child, nodes.thead)), 0)
        self.write(f"#table(..table-look({head}), columns: ({', '.join(widths)},)")

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

    def depart_row(self, node: nodes.row) -> None:
        table = self.open_tables[-1]
        table.busy = {column: left - 1 for column, left in table.busy.items() if left > 1}

    def visit_entry(self, node: nodes.entry) -> None:
        table = self.open_tables[-1]
        self.mark(node)
        function = "rowhead" if self._place(table, node) else "colhead" if table.in_head else ""
        self.write(f", table.cell({', '.join(_arguments(node))})[{f'#{function}[' if function else ''}")
        node["typst_end"] = "]]" if function else "]"

    def depart_entry(self, node: nodes.entry) -> None:
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
