"""Descriptions of objects (functions, options, classes): a signature in type, its text below."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.writer import Writer

if TYPE_CHECKING:
    from docutils.nodes import Element


class Descriptions(Writer):
    """The signature is one line of code; everything below it is a block set in."""

    def visit_desc(self, node: Element) -> None:
        self.mark(node)
        self.write("\n#block(width: 100%)[")

    def depart_desc(self, node: Element) -> None:
        self.write("]\n\n")

    def visit_desc_signature(self, node: Element) -> None:
        self.write("\n#block(sticky: true)[")
        self.anchors(node)
        self.write(f"#raw({self.literal(node.astext())});]\n")
        raise nodes.SkipNode

    def visit_desc_inline(self, node: Element) -> None:
        self.write(f"#raw({self.literal(node.astext())});")
        raise nodes.SkipNode

    def visit_desc_content(self, node: Element) -> None:
        self.write("#pad(left: 1.5em)[")

    def depart_desc_content(self, node: Element) -> None:
        self.write("]\n")
