"""Paragraphs, quotations, code, containers and Sphinx's layout nodes."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf import escape
from course.outputs.pdf.visitors import languages
from course.outputs.pdf.writer import Writer
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from sphinx import addnodes


LONGEST_CODE = 36


class Blocks(Writer):
    """Whatever stands as a block of its own and belongs to no other family."""

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        self.mark(node)
        self.anchors(node)
        self.write("#from-left[" if self._is_counter(node) else "", languages.opening(node))

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        self.write(languages.closing(node), "];" if self._is_counter(node) else "", "\n\n")

    def _is_counter(self, node: nodes.paragraph) -> bool:
        """Say whether a paragraph runs against the book; what goes on after a letter or number stays in its line."""
        if isinstance(node.parent, q.quiz_choice_text | q.quiz_pair | q.quiz_step | q.quiz_response):
            return False
        return languages.is_counter(node.astext(), str(self.builder.config.language or ""))

    def visit_block_quote(self, node: nodes.Element) -> None:
        self.write("\n#quote(block: true)[")
        self.anchors(node)

    def depart_block_quote(self, node: nodes.Element) -> None:
        self.write("]\n\n")

    def visit_attribution(self, node: nodes.attribution) -> None:
        self.write("\n#attribution[")

    def depart_attribution(self, node: nodes.attribution) -> None:
        self.write("]\n\n")

    def visit_line_block(self, node: nodes.line_block) -> None:
        self.mark(node)
        self.write("\n#verse[")
        self.anchors(node)

    def depart_line_block(self, node: nodes.line_block) -> None:
        self.write("]\n")

    def visit_line(self, node: nodes.line) -> None:
        self.write("#verse-line[")

    def depart_line(self, node: nodes.line) -> None:
        self.write("]\n")

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.mark(node)
        language = node.get("language", "default")
        lang = "none" if language in ("default", "none", "text") else self.literal(language)
        self.write("\n")
        self.anchors(node)
        self.write(
            f"#raw(block: true, lang: {lang}, {escape.literal(escape.breakable(node.astext(), LONGEST_CODE))})\n\n"
        )
        raise nodes.SkipNode

    def visit_doctest_block(self, node: nodes.doctest_block) -> None:
        self.visit_literal_block(node)

    def visit_container(self, node: nodes.container) -> None:
        self.write("\n#block(width: 100%)[" if self._stands_alone(node) else "\n")
        self.anchors(node)

    def depart_container(self, node: nodes.container) -> None:
        self.write("]\n\n" if self._stands_alone(node) else "\n")

    @staticmethod
    def _stands_alone(node: nodes.container) -> bool:
        return bool(node.get("literal_block"))

    def visit_raw(self, node: nodes.raw) -> None:
        """Pass Typst source through; source for other formats is not for paper."""
        if "typst" in node.get("format", "").split():
            self.write("\n", node.astext(), "\n")
        raise nodes.SkipNode

    def visit_centered(self, node: addnodes.centered) -> None:
        self.write("\n#align(center)[#strong[")

    def depart_centered(self, node: addnodes.centered) -> None:
        self.write("]]\n\n")

    def visit_hlist(self, node: addnodes.hlist) -> None:
        self.write(f"\n#grid(columns: (1fr,) * {len(node)}, gutter: 1em")

    def depart_hlist(self, node: addnodes.hlist) -> None:
        self.write(")\n\n")

    def visit_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.write(", [")

    def depart_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.write("]")

    def visit_acks(self, node: addnodes.acks) -> None:
        self.write("\n")

    def depart_acks(self, node: addnodes.acks) -> None:
        self.write("\n")

    def visit_productionlist(self, node: addnodes.productionlist) -> None:
        self.mark(node)
        self.write("\n#verse[")

    def depart_productionlist(self, node: addnodes.productionlist) -> None:
        self.write("]\n")

    def visit_production(self, node: addnodes.production) -> None:
        self.write("#verse-line[")
        self.anchors(node)

    def depart_production(self, node: addnodes.production) -> None:
        self.write("]\n")
