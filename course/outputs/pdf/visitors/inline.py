"""Emphasis, code, and the other things inside a line."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf import escape
from course.outputs.pdf.visitors import languages
from course.outputs.pdf.writer import Writer

if TYPE_CHECKING:
    from docutils.nodes import Element


class Inline(Writer):
    """Everything is a Typst call with a content block; the `;` ends the call whatever follows."""

    def visit_emphasis(self, node: Element) -> None:
        self.write("#emph[")
        self.anchors(node)

    def visit_strong(self, node: Element) -> None:
        self.write("#strong[")
        self.anchors(node)

    def visit_subscript(self, node: Element) -> None:
        self.write("#sub[")
        self.anchors(node)

    def visit_superscript(self, node: Element) -> None:
        self.write("#super[")
        self.anchors(node)

    def _close(self, node: Element) -> None:
        self.write("];")

    visit_literal_emphasis = visit_title_reference = visit_emphasis
    visit_literal_strong = visit_strong
    depart_emphasis = depart_strong = depart_subscript = depart_superscript = _close
    depart_literal_emphasis = depart_literal_strong = depart_title_reference = _close

    def visit_literal(self, node: Element) -> None:
        self.anchors(node)
        self.write(f"#raw({escape.words(escape.breakable(node.astext(), self.longest_run))});")
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.inline) -> None:
        self.anchors(node)
        self.write(languages.opening(node))

    def depart_inline(self, node: nodes.inline) -> None:
        self.write(languages.closing(node))

    def visit_problematic(self, node: nodes.problematic) -> None:
        self.report(node, "P106", f"the text '{node.astext()}' could not be read as markup", "see the warnings above")

    def depart_problematic(self, node: nodes.problematic) -> None:
        """Do nothing: the build fails."""
