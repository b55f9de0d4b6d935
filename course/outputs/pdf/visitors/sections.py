"""Sections, titles, topics: the bones of a document."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from docutils import nodes

from course.outputs.pdf.lessons import lesson_label
from course.outputs.pdf.manuscript import Heading
from course.outputs.pdf.visitors.admonitions import kind_of
from course.outputs.pdf.writer import Writer
from course.sphinxext.spoken import spoken_words
from quizzes.sphinxext.changed_words import changed

_MORE_THAN_WORDS = (
    nodes.math,
    nodes.image,
    nodes.raw,
    nodes.reference,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.superscript,
    nodes.subscript,
    changed,
)
"""What a heading may hold, and its repetitions in contents, running heads and bookmarks may not."""


class Sections(Writer):
    """Headings carry Sphinx's own numbers, so that PDF and HTML agree."""

    level = 0

    def visit_document(self, node: nodes.document) -> None:
        """Let the document's label be its first heading, or an anchor of its own when it has no heading."""
        section = next((child for child in node.children if isinstance(child, nodes.section)), None)
        if section is None:
            self.anchors(node, "")

    def depart_document(self, node: nodes.document) -> None:
        """Do nothing: a document leaves no mark."""

    def visit_section(self, node: nodes.section) -> None:
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        self.level -= 1

    def visit_title(self, node: nodes.Element) -> None:
        self.mark(node)
        if isinstance(node.parent, nodes.section):
            self._heading(node, node.parent)
        else:
            kind = kind_of(node.parent) if isinstance(node.parent, nodes.admonition) else ""
            tone = self.builder.lesson_of(self.docname)
            self.write(f"\n#box-title({self.literal(kind)}, {tone})[" if kind else "\n#block-title[")
            self.anchors(node)

    def depart_title(self, node: nodes.Element) -> None:
        if isinstance(node.parent, nodes.section):
            label = self.manuscript.anchors[self.label_of(node.parent["ids"][0])]
            self.write(f"]#label({self.literal(label)})\n\n")
        else:
            self.write("]\n\n")

    visit_subtitle = visit_title
    depart_subtitle = depart_title

    def _heading(self, node: nodes.Element, section: nodes.section) -> None:
        level = self.builder.depth(self.docname) + self.level
        self.name_anchor(self._ids(node, section))
        number = self.section_number(section)
        lesson = self._lesson_label(section)
        words = lesson + spoken_words(node)
        self.manuscript.headings[self.part, self.docname].append(
            Heading(level, f"{number} {words}".strip(), self.place(node))
        )
        shown = f"#secnum({self.literal(number)});" if number else f"#{self.literal(lesson)};" if lesson else ""
        plain = ""
        if any(True for kind in _MORE_THAN_WORDS for _ in node.findall(kind)):
            self.manuscript.retitled.add(f"{number} {words}".strip())
            plain = f", supplement: [{shown}#{self.literal(words.removeprefix(lesson))}]"
        self.write(f"\n#heading(level: {level}{plain})[{shown}")

    def _lesson_label(self, section: nodes.section) -> str:
        """Return what stands before the title of a lesson, empty for any other heading."""
        is_first = self.level == 1 and not self.builder.depth(self.docname) and self._is_first(section)
        number = self.builder.lesson_of(self.docname) if is_first else 0
        return lesson_label(number) if number else ""

    def _is_first(self, section: nodes.section) -> bool:
        first = section.parent is self.document and section.parent.first_child_matching_class(nodes.section)
        return first is not False and first is not None and self.document[first] is section

    def _ids(self, node: nodes.Element, section: nodes.section) -> list[str]:
        """Return every id that means this heading: its own, the document's, those of marks just before it."""
        ids = [*section["ids"], *node["ids"]]
        if self._is_first(section):
            ids.append("")
        for sibling in reversed(section.parent.children[: section.parent.index(section)]):
            if not isinstance(sibling, nodes.Invisible | nodes.target) and type(sibling).__name__ != "index":
                break
            ids += self.index_ids(sibling) if isinstance(sibling, nodes.Element) else []
        return [i for i in ids if self.label_of(i) not in self.manuscript.anchors]

    def section_number(self, section: nodes.section) -> str:
        """Return Sphinx's number of a section as text, empty when sections are not numbered."""
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        found = numbers.get(f"#{section['ids'][0]}") or (numbers.get("") if self.level == 1 else None)
        return ".".join(map(str, found or ()))

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:
            raise nodes.SkipNode
        self.write("\n#topic[")
        self.anchors(node)

    def depart_topic(self, node: nodes.Element) -> None:
        self.write("]\n\n")

    visit_sidebar = visit_topic
    depart_sidebar = depart_topic

    def visit_rubric(self, node: nodes.rubric) -> None:
        self.mark(node)
        self.write("\n#block-title[")
        self.anchors(node)

    def depart_rubric(self, node: nodes.rubric) -> None:
        self.write("]\n\n")

    def visit_transition(self, node: nodes.transition) -> None:
        self.write("\n#transition()\n\n")

    def depart_transition(self, node: nodes.transition) -> None:
        """Do nothing: the rule is drawn."""
