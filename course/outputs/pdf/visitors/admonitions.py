"""Admonitions of docutils, of Sphinx and of the course: a box with its kind in words."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from course.outputs.pdf.writer import Writer

if TYPE_CHECKING:
    from docutils.nodes import Element

NAMED = ("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso")
# Kinds that the theme draws in a way of their own, taken from the classes of a general admonition.
OWN = ("case", "claim", "objectives", "keypoints", "recall", "jobaid", "instructor", "chart")
KEPT_WORDS = 160
# The notice of an unreviewed course opens every page on a screen; on paper it stands in the footer of every page.
ONCE = "course-notice"


def kept_together(node: Element) -> str:
    """Say, as a Typst boolean, whether a box is short enough to stay on one page whatever it holds."""
    inside = any(isinstance(child, nodes.table | nodes.image | nodes.literal_block) for child in node.findall())
    return "false" if inside or len(node.astext().split()) > KEPT_WORDS else "true"


def _goes_on(node: Element) -> bool:
    """Say whether a box is followed by the link to a card, which shall not begin a page alone."""
    after = node.next_node(descend=False, siblings=True)
    return isinstance(after, nodes.admonition) and "course-jobaid" in after["classes"]


class Admonitions(Writer):
    """The theme's `admonition` gets the kind; the title comes from the source or from Sphinx's translations."""

    def visit_admonition(self, node: Element) -> None:
        classes = node.get("classes", ())
        if ONCE in classes and self.manuscript.notes.setdefault(ONCE, self.docname) != self.docname:
            raise nodes.SkipNode
        kind = next((name for name in (*OWN, *NAMED) if name in classes or f"course-{name}" in classes), "note")
        self._open(kind, node)

    def depart_admonition(self, node: Element) -> None:
        self.write("]\n\n")

    def _open(self, kind: str, node: Element) -> None:
        self.mark(node)
        sticky = ", sticky: true" if _goes_on(node) else ""
        self.write(f"\n#admonition({self.literal(kind)}, keep: {kept_together(node)}{sticky})[")
        self.anchors(node)

    def _named(self, node: Element) -> None:
        kind = type(node).__name__
        self._open(kind, node)
        self.write(f"#block-title[#{self.literal(str(admonitionlabels.get(kind, kind.capitalize())))};]\n")

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = _named
    visit_important = visit_note = visit_tip = visit_warning = visit_seealso = _named
    depart_attention = depart_caution = depart_danger = depart_error = depart_hint = depart_admonition
    depart_important = depart_note = depart_tip = depart_warning = depart_seealso = depart_admonition

    def visit_versionmodified(self, node: Element) -> None:
        self.write("\n#block[")
        self.anchors(node)

    def depart_versionmodified(self, node: Element) -> None:
        self.write("]\n\n")
