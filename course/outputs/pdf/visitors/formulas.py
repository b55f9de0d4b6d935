"""Formulas, translated from LaTeX; the alternative text is the author's, or else the LaTeX source."""

# ruff: noqa: D102 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from docutils import nodes

from course.outputs.pdf.latexmath import FormulaError, to_typst
from course.outputs.pdf.manuscript import Told
from course.outputs.pdf.visitors.references import number_of
from course.outputs.pdf.writer import Writer
from quizzes.sphinxext import nodes as q

LETTERED = (q.quiz_choice_text, q.quiz_premise, q.quiz_response)
"""What has a letter, beside which a formula stands."""


class Formulas(Writer):
    """An unknown command is an error with its name and line."""

    def visit_math(self, node: nodes.math) -> None:
        self.write(f"#math.equation(block: false, alt: {self._alt(node)}, ${self._formula(node)}$);")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        self.mark(node)
        number = self._number(node)
        if not number and type(node.parent) in LETTERED:
            self.write(f"#beside-formula(alt: {self._alt(node)}, ${self._formula(node)}$);\n\n")
            raise nodes.SkipNode
        self.write("\n")
        self.anchors(node)
        shown = self.literal(f"({number})") if number else "none"
        self.write(f"#display-formula({shown}, alt: {self._alt(node)}, $ {self._formula(node)} $)\n\n")
        raise nodes.SkipNode

    def _number(self, node: nodes.math_block) -> str:
        """Return the number as references to the formula print it."""
        if not node.get("number"):
            return ""
        config = self.builder.config
        if config.math_numfig and config.numfig and node["ids"]:
            return number_of(self.builder.env, self.docname, "displaymath", node)
        return str(node["number"])

    def _alt(self, node: nodes.Element) -> str:
        return self.literal(_spoken(node))

    def _formula(self, node: nodes.Element) -> str:
        self.manuscript.formulas.append(Told(_spoken(node), self.place(node)))
        try:
            return to_typst(node.astext())
        except FormulaError as error:
            self.report(node, "P104", str(error), "see the page about the PDF for the commands that are known")
            return '""'


def _spoken(node: nodes.Element) -> str:
    return str(node.get("alt") or node.astext()).strip()
