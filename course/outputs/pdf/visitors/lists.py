"""Lists of every kind, each one Typst list, so that it is one tagged list in the PDF."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.writer import Writer
from quizzes.sphinxext.visitors.heights import lines

if TYPE_CHECKING:
    from docutils.nodes import Element

# A definition list without a longer entry keeps each of them on one page.
KEPT_WORDS, KEPT_LINES = 250, 24
_PATTERNS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class Lists(Writer):
    """Bullets, numbers, definitions, fields, options."""

    steps = ""
    """The function of the theme that numbers the steps of a slide; empty for lists as they are numbered elsewhere."""

    def visit_bullet_list(self, node: Element) -> None:
        self.write(f"\n#list(tight: {_tight(node)}")

    def visit_enumerated_list(self, node: Element) -> None:
        pattern = node.get("prefix", "") + _PATTERNS.get(node.get("enumtype", ""), "1") + (node.get("suffix") or ".")
        numbers = self.steps or self.literal(pattern)
        self.write(f"\n#enum(tight: {_tight(node)}, numbering: {numbers}, start: {node.get('start') or 1}")

    def visit_definition_list(self, node: Element) -> None:
        low = all(len(item.astext().split()) <= KEPT_WORDS and lines(item) <= KEPT_LINES for item in node.children)
        self.write(f"\n#{'kept-terms' if low else 'terms'}(tight: false")

    visit_field_list = visit_option_list = visit_definition_list

    def _end_list(self, node: Element) -> None:
        self.write(")\n\n")

    depart_bullet_list = depart_enumerated_list = depart_definition_list = _end_list
    depart_field_list = depart_option_list = _end_list

    def visit_list_item(self, node: nodes.list_item) -> None:
        self.mark(node)
        self.write(", [")
        self.anchors(node)
        if "task-list-item" in node["classes"]:
            ticked = any("checked" in raw.astext() for raw in node.findall(nodes.raw))
            self.write(f"#tickbox(ticked: {str(ticked).lower()}) ")

    def depart_list_item(self, node: nodes.list_item) -> None:
        self.write("]")

    # Definition lists: several terms of one definition stand on lines of their own.
    def visit_term(self, node: nodes.term) -> None:
        self.mark(node)
        first = not isinstance(_before(node), nodes.term | nodes.classifier)
        self.write(", terms.item([" if first else " #linebreak() ")
        self.anchors(node)

    def depart_term(self, node: nodes.term) -> None:
        self._close_term(node)

    def visit_classifier(self, node: nodes.classifier) -> None:
        self.write(" : #emph[")

    def depart_classifier(self, node: nodes.classifier) -> None:
        self.write("];")
        self._close_term(node)

    def _close_term(self, node: Element) -> None:
        after = node.next_node(descend=False, siblings=True)
        if not isinstance(after, nodes.term | nodes.classifier):
            self.write("], " if isinstance(after, nodes.definition) else "], [])")

    def visit_definition(self, node: nodes.definition) -> None:
        self.write("[")

    def depart_definition(self, node: nodes.definition) -> None:
        self.write("])")

    # Fields and options: the name is the term.
    def visit_field(self, node: Element) -> None:
        self.mark(node)
        self.write(", terms.item(")

    def depart_field(self, node: Element) -> None:
        self.write(")")

    def visit_field_name(self, node: Element) -> None:
        self.write("[")

    def depart_field_name(self, node: Element) -> None:
        self.write("], ")

    def visit_field_body(self, node: Element) -> None:
        self.write("[")

    def depart_field_body(self, node: Element) -> None:
        self.write("]")

    visit_option_list_item, depart_option_list_item = visit_field, depart_field
    visit_option_group, depart_option_group = visit_field_name, depart_field_name
    visit_description, depart_description = visit_field_body, depart_field_body

    def visit_option(self, node: nodes.option) -> None:
        if isinstance(_before(node), nodes.option):
            self.write(", ")
        text = "".join(child.astext() for child in node.children)
        self.write(f"#raw({self.literal(text)});")
        raise nodes.SkipNode


def _before(node: Element) -> nodes.Node | None:
    place = node.parent.index(node)
    return node.parent[place - 1] if place else None


def _tight(node: Element) -> str:
    """Say whether every item is one paragraph, with or without a list below it."""
    tight = all(sum(not isinstance(child, nodes.bullet_list | nodes.enumerated_list) for child in item.children) <= 1
                for item in node.children if isinstance(item, nodes.Element))  # fmt: skip
    return "true" if tight else "false"
