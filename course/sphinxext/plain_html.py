"""HTML that accessibility checkers accept where Sphinx's own does not: lists of works, tables without headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Print a work as an item of a list; Sphinx uses a role that ARIA has deprecated."""
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div role="list" class="citation-list">\n')
    self.body.append(self.starttag(node, "div", CLASS="citation", role="listitem"))


def depart_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Close the work, and the list after the last one."""
    last = not isinstance(node.next_node(descend=False, siblings=True), nodes.citation)
    self.body.append("</div>\n</div>\n" if last else "</div>\n")


class PlainTables(SphinxPostTransform):
    """Markdown has no table without a head: drop heads that say nothing."""

    default_priority = 700
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Remove each head whose cells are all empty."""
        for head in list(self.document.findall(nodes.thead)):
            if not head.astext().strip():
                head.parent.remove(head)


def visit_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Print an empty cell of a head as a plain cell: a heading without words names nothing."""
    type(self).visit_entry(self, node)
    if isinstance(node.parent.parent, nodes.thead) and not node.astext().strip():
        self.body[-1] = self.body[-1].replace("<th", "<td", 1)
        self.context[-1] = self.context[-1].replace("</th", "</td", 1)


def depart_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Close the cell."""
    type(self).depart_entry(self, node)


def setup_plain_html(app: Sphinx) -> None:
    """Replace the writers of works and cells, and register the transform."""
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    app.add_node(nodes.entry, override=True, html=(visit_entry, depart_entry))
    app.add_post_transform(PlainTables)
