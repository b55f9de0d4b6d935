"""Raised and lowered words as nodes that stay raised where only their text is taken: titles, lists to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from quizzes.raised import lowered, raised

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class superscript(nodes.superscript):  # noqa: N801 - visitors find it by the name of docutils' own node
    """Raised words."""

    def astext(self) -> str:
        """Return the words in raised signs."""
        return raised(super().astext())


class subscript(nodes.subscript):  # noqa: N801 - as above
    """Lowered words."""

    def astext(self) -> str:
        """Return the words in lowered signs."""
        return lowered(super().astext())


class _Moved(SphinxRole):
    """The role of docutils with another node."""

    def __init__(self, made: type[superscript | subscript]) -> None:
        self.made = made

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return [self.made(self.rawtext, self.text)], []


def _visit_man(self: Any, node: nodes.Element) -> None:
    """Write signs: a terminal raises nothing, and its 10⁹ would be 109."""
    self.visit_Text(nodes.Text(node.astext()))
    self.depart_Text(node)
    raise nodes.SkipNode


def setup_raised_words(app: Sphinx) -> None:
    """Let the roles of docutils make these nodes."""
    for names, made in ((("sup", "superscript"), superscript), (("sub", "subscript"), subscript)):
        app.add_node(made, override=True, man=(_visit_man, None))
        for name in names:
            app.add_role(name, _Moved(made), override=True)
