"""A table with merged cells that an author can edit: a list-table in which a sign says that a cell goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.tables import ListTable

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LEFT, _ABOVE = "<", "^"
Spot = tuple[int, int]
"""Row and column of a cell, from 0."""


class SpanTable(ListTable):
    """A list-table whose cell `<` is part of the cell to its left, and `^` of the cell above.

    The options `left` and `above` choose other signs, for tables in which these two are words.
    """

    option_spec = {  # noqa: RUF012 - docutils' name
        **(ListTable.option_spec or {}),
        "left": directives.unchanged_required,
        "above": directives.unchanged_required,
    }

    def build_table_from_list(
        self, table_data: list[list[list[nodes.Node]]], col_widths: list[int], header_rows: int, stub_columns: int
    ) -> nodes.table:
        """Return the table with its merged cells; raises a directive error for a sign with nothing to go on from."""
        table = super().build_table_from_list(table_data, col_widths, header_rows, stub_columns)
        if "widths" not in self.options:
            table["classes"].append("colwidths-auto")
        for group in table.findall(lambda node: isinstance(node, nodes.thead | nodes.tbody)):
            self._merge([[cell for cell in row if isinstance(cell, nodes.entry)] for row in group.findall(nodes.row)])
        return table

    def _merge(self, grid: list[list[nodes.entry]]) -> None:
        """Widen the cells from which others go on, and take those out."""
        left, above = self.options.get("left", _LEFT), self.options.get("above", _ABOVE)
        home: dict[Spot, Spot] = {}
        for top, row in enumerate(grid):
            for column, cell in enumerate(row):
                sign = cell.astext().strip()
                before = {left: (top, column - 1), above: (top - 1, column)}.get(sign, (top, column))
                if min(before) < 0:
                    raise self.error(
                        f"row {top + 1}, column {column + 1}: there is no cell from which '{sign}' goes on"
                    )
                home[top, column] = home.get(before, before)
        for (top, column), (first, start) in home.items():
            owner = grid[first][start]
            owner["morerows"] = max(owner.get("morerows", 0), top - first)
            owner["morecols"] = max(owner.get("morecols", 0), column - start)
        self._clear(grid, home)

    @staticmethod
    def _clear(grid: list[list[nodes.entry]], home: dict[Spot, Spot]) -> None:
        for spot, (first, start) in home.items():
            cell = grid[spot[0]][spot[1]]
            for name in ("morerows", "morecols"):
                if not cell.get(name, 1):
                    del cell[name]
            if spot != (first, start) and cell.parent is not None:
                cell.parent.remove(cell)


def setup_span_table(app: Sphinx) -> None:
    """Add the directive `span-table`."""
    app.add_directive("span-table", SpanTable)
