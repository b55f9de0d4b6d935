"""The end of a line that an author wants: docutils has no node for it, and raw HTML vanishes from other editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class line_break(nodes.inline):  # noqa: N801 - named like docutils' own nodes
    """A line that ends because the author wants it."""


def _break_html(self: Any, _node: nodes.Node) -> None:
    self.body.append("<br />\n")
    raise nodes.SkipNode


def _break_text(self: Any, _node: nodes.Node) -> None:
    self.add_text("\n")
    raise nodes.SkipNode


def _break_latex(self: Any, _node: nodes.Node) -> None:
    self.body.append("\\\\\n")
    raise nodes.SkipNode


def _break_man(self: Any, _node: nodes.Node) -> None:
    self.ensure_eol()
    self.body.append(".br\n")
    raise nodes.SkipNode


def _break_typst(self: Any, _node: nodes.Node) -> None:
    self.write("#linebreak();")
    raise nodes.SkipNode


def setup_line_break(app: Sphinx) -> None:
    """Add the node with its visitors."""
    app.add_node(
        line_break,
        html=(_break_html, None),
        text=(_break_text, None),
        latex=(_break_latex, None),
        man=(_break_man, None),
        texinfo=(_break_text, None),
        typst=(_break_typst, None),
    )
