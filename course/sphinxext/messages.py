"""Make every text of a page a message that translators get, and none of the interface a second time.

Sphinx passes over texts that do not know their file, and over translations that begin like a list; words that the
catalogue of the interface holds already must not appear among the texts of the pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LIKE_A_LIST = re.compile(r"^(\d+)([.)])(?=\s)")


def interface_words(node: nodes.Element) -> nodes.Element:
    """Mark a node whose words come from the catalogue of the interface, and return it."""
    node["translatable"] = False
    return node


class ReadyForTranslators(SphinxTransform):
    """Complete the messages before Sphinx looks for their translations (priority 20)."""

    default_priority = 11

    def apply(self, **_kwargs: Any) -> None:
        """Locate the cells of tables, and escape numbers that a translation would turn into a list."""
        for entry in self.document.findall(nodes.entry):
            for cell in entry.findall(nodes.paragraph):
                _locate(cell)
        for node in self.document.findall(nodes.TextElement):
            if isinstance(node, nodes.title | nodes.paragraph | nodes.rubric):
                node.rawsource = _LIKE_A_LIST.sub(r"\1\\\2", node.rawsource)


def _locate(cell: nodes.paragraph) -> None:
    """Give a cell the place of what it stands in: MyST leaves the cells of tables inside directives without one."""
    above: nodes.Node | None = cell
    while above is not None and not cell.source:
        cell.source, cell.line = above.source, cell.line or above.line
        above = above.parent


def setup_messages(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(ReadyForTranslators)
