"""What sphinx-design leaves for a builder without scripts: every tab, card and dropdown is printed open."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.manuscript import FIGURE_WORDS
from course.outputs.pdf.visitors.admonitions import kept_together
from course.outputs.pdf.visitors.blocks import Blocks
from course.outputs.pdf.visitors.figures import Figures, words_label
from course.outputs.pdf.visitors.references import number_format
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from docutils.nodes import Element

_FRAMED = ("card", "dropdown")


class Design(Blocks, Figures):
    """Grids become columns, cards and dropdowns frames, tab labels small titles."""

    def visit_container(self, node: nodes.container) -> None:
        component = node.get("design_component", "")
        if node.get("printed"):
            raise nodes.SkipNode
        if "course-figure-words" in node.get("container_classes", ()):
            self.mark(node)
            if self.apart(node):
                self._words_apart(node)
                raise nodes.SkipNode
            self.write(f"\n#figure-words(keep: {kept_together(node)})[")
            self.anchors(node)
        elif component == "grid-row":
            self._grid(node)
        elif component in _FRAMED:
            self.mark(node)
            self.write(f"\n#card(keep: {kept_together(node)})[")
            self.anchors(node)
        else:
            super().visit_container(node)

    def depart_container(self, node: nodes.container) -> None:
        if node.get("design_component") in _FRAMED:
            self.write("]\n\n")
        else:
            super().depart_container(node)

    def _words_apart(self, node: nodes.container) -> None:
        """Write what a figure says where those of all figures stand, with its number and the way back to it."""
        figure = node.parent[node.parent.index(node) - 1]
        assert isinstance(figure, nodes.figure)
        number = number_format(self.builder.env, self.docname, "figure", figure)
        caption = next((one.astext() for one in figure.findall(nodes.caption)), "")
        with self.divert(FIGURE_WORDS):
            self.mark(node)
            self.write(
                f"\n#words-entry(keep: {kept_together(node)}, [#{self.literal(number or _first_sentence(caption))};, "
            )
            self.write(
                f"#page-of(label({self.literal(self.label_of(figure['ids'][0]))}), {self.literal(str(_('p. %1')))})"
            )
            said = next((f": {one.astext()}" for one in node.findall(nodes.rubric)), "")
            self.write(
                f"#metadata(none)#label({self.literal(words_label(self.docname, figure))})#{self.literal(said)};])["
            )
            self.walk([child for child in node.children if not isinstance(child, nodes.rubric)])
            self.write("]\n\n")

    def _grid(self, node: nodes.container) -> None:
        """Write the cells of a grid side by side, two at most: paper is narrow."""
        self.write(f"\n#grid(columns: (1fr,) * {min(2, max(1, len(node)))}, gutter: 1em")
        for child in node.children:
            self.write(", [")
            child.walkabout(self)
            self.write("]")
        self.write(")\n\n")
        raise nodes.SkipNode

    def visit_sd_tab_label(self, node: Element) -> None:
        self.write("\n#block-title[")

    def depart_sd_tab_label(self, node: Element) -> None:
        self.write("]\n\n")

    visit_dropdown_title = visit_sd_tab_label
    depart_dropdown_title = depart_sd_tab_label

    def visit_sd_line_break(self, node: Element) -> None:
        self.write("#linebreak()")
        raise nodes.SkipNode


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0]
