"""Admonitions of docutils, of Sphinx and of the course: a box with its kind in words."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from course.outputs.pdf.arrange import LESSON_START, sheet_part
from course.outputs.pdf.visitors.references import References
from course.sphinxext.strings import _
from quizzes.sphinxext.visitors.heights import lines

if TYPE_CHECKING:
    from docutils.nodes import Element

NAMED = ("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso")
# Kinds that the theme draws in a way of their own, taken from the classes of a general admonition.
OWN = ("case", "claim", "objectives", "keypoints", "recall", "jobaid", "instructor", "chart")
OUTCOMES = ("taught", "corrected", "rejected", "open")
KEPT_WORDS, KEPT_LINES = 160, 24
# The notice of an unreviewed course opens every page on a screen; on paper it stands in the footer of every page.
ONCE = "course-notice"


def kind_of(node: Element) -> str:
    """Return the kind of box that the theme draws for a general admonition."""
    if isinstance(node.parent, sheet_part) and node.parent["call"] == LESSON_START:
        return "aims" if "course-objectives" in node["classes"] else "case"
    classes = node.get("classes", ())
    return next((name for name in (*OWN, *NAMED) if name in classes or f"course-{name}" in classes), "note")


def _verdict(node: Element) -> nodes.paragraph | None:
    """Return the line of a claim box that says what becomes of the statement."""
    return next((one for one in node.findall(nodes.paragraph) if "course-verdict" in one["classes"]), None)


def kept_together(node: Element) -> str:
    """Say, as a Typst boolean, whether a box is short enough to stay on one page whatever it holds."""
    inside = any(isinstance(child, nodes.table | nodes.image | nodes.literal_block) for child in node.findall())
    return "false" if inside or len(node.astext().split()) > KEPT_WORDS or lines(node) > KEPT_LINES else "true"


def _goes_on(node: Element) -> bool:
    """Say whether a box is followed by the link to a card, which shall not begin a page alone."""
    after = node.next_node(descend=False, siblings=True)
    return isinstance(after, nodes.admonition) and "course-jobaid" in after["classes"]


class Admonitions(References):
    """The theme's `admonition` gets the kind; the title comes from the source or from Sphinx's translations."""

    def visit_admonition(self, node: Element) -> None:
        classes = node.get("classes", ())
        if ONCE in classes and self.manuscript.notes.setdefault(ONCE, self.docname) != self.docname:
            raise nodes.SkipNode
        kind = kind_of(node)
        if kind == "claim" and (verdict := _verdict(node)) is not None:
            self._claim(node, verdict)
            raise nodes.SkipNode
        self._open(kind, node)

    def depart_admonition(self, node: Element) -> None:
        self.write("]\n\n")

    def _claim(self, node: Element, verdict: nodes.paragraph) -> None:
        """Write the answer to a statement, its verdict as a stamp."""
        self.mark(node)
        outcome = next((name for name in OUTCOMES if f"course-{name}" in node["classes"]), "open")
        self.write(f"\n#claim-box({self.literal(outcome)}, [")
        for link in verdict.children:
            if isinstance(link, nodes.reference) and (target := self.target_of(link)):
                self.jump(target, link, str(_("p. %1")), "stamped")
                self.write("#", self.literal(link.astext()), ";];")
            else:
                link.walkabout(self)
        beside = str(isinstance(node.parent, nodes.section)).lower()
        tone = self.builder.lesson_of(self.docname)
        self.write(f"], keep: {kept_together(node)}, tone: {tone}, aside: {beside})[")
        self.anchors(node)
        self.walk([child for child in node.children if child is not verdict])
        self.write("]\n\n")

    def _open(self, kind: str, node: Element) -> None:
        self.mark(node)
        sticky = ", sticky: true" if _goes_on(node) else ""
        tone = self.builder.lesson_of(self.docname)
        self.write(f"\n#admonition({self.literal(kind)}, keep: {kept_together(node)}{sticky}, tone: {tone})[")
        self.anchors(node)

    def _named(self, node: Element) -> None:
        kind = type(node).__name__
        self._open(kind, node)
        words = str(admonitionlabels.get(kind, kind.capitalize()))
        tone = self.builder.lesson_of(self.docname)
        self.write(f"#box-title({self.literal(kind)}, {tone})[#{self.literal(words)};]\n")

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = _named
    visit_important = visit_note = visit_tip = visit_warning = visit_seealso = _named
    depart_attention = depart_caution = depart_danger = depart_error = depart_hint = depart_admonition
    depart_important = depart_note = depart_tip = depart_warning = depart_seealso = depart_admonition

    def visit_versionmodified(self, node: Element) -> None:
        self.write("\n#block[")
        self.anchors(node)

    def depart_versionmodified(self, node: Element) -> None:
        self.write("]\n\n")
