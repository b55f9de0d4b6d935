"""The appendix: every statement of the document with verdict, answer, sources and the lessons that answer it.

Sixty and more rows of prose in six columns are unreadable on paper and on a telephone, so each heading of the document
is a section, and each statement an entry of a definition list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from course.shortcuts.quotes import quoted
from course.sphinxext.blocks import page_link
from course.sphinxext.claims import quotation, sources
from course.sphinxext.domain import course_domain
from course.sphinxext.memory import project_of, register_of
from course.sphinxext.messages import interface_words
from course.sphinxext.strings import _, outcome_word
from quizzes.sphinxext.texts import TextPlace, TextReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from course.evidence.register import Claim, Register


class answered_by(nodes.paragraph):  # noqa: N801 - docutils names nodes so
    """Stands for the links to the pages that answer a statement; every builder's post-transform fills it."""


class Statements(SphinxDirective):
    """List all statements of the register."""

    def run(self) -> list[nodes.Node]:
        """Return one section for each heading of the document."""
        register = register_of(self.env)
        self.env.note_dependency(str(register.path))
        return [self._section(register, heading, rows) for heading, rows in register.sections()]

    def _section(self, register: Register, heading: Claim | None, rows: Sequence[Claim]) -> nodes.section:
        name = heading.id.lower() if heading else "h00"
        said = quoted(heading.seed_text, project_of(self.env).language) if heading else ""
        words = said or str(_("Before the first heading"))
        section = nodes.section("", nodes.title(words, words), ids=[f"statement-{name}"], names=[])
        section.source, section.line = str(register.path), heading.line if heading else 1
        self.state.document.note_explicit_target(section, section)
        listing = nodes.definition_list(classes=["course-statements"])
        listing += [self._entry(register, claim) for claim in rows]
        if rows:
            section += listing
        return section

    def _entry(self, register: Register, claim: Claim) -> nodes.definition_list_item:
        reader, place = TextReader(self), TextPlace(str(register.path), claim.line)
        label = f"{claim.id}: {outcome_word(claim.verdict.outcome)}"
        term = nodes.term(
            label, label, ids=[f"statement-{claim.id.lower()}"], classes=[f"course-{claim.verdict.outcome}"]
        )
        term.source, term.line = place.source, place.line
        interface_words(term)
        self.state.document.note_explicit_target(term, term)
        course_domain(self.env).note_row(claim.id, self.env.docname, term["ids"][0])
        body = nodes.definition("", quotation(claim, register, project_of(self.env).language))
        if claim.answer:
            reader.fill(body, claim.answer, TextPlace(place.source, claim.answer_line))
        body += sources(reader, claim, register)
        body += answered_by("", claim=claim.id, classes=["course-answered"])
        return nodes.definition_list_item("", term, body)


class FillAnsweredBy(SphinxPostTransform):
    """Write the links to the lessons, known only when all pages have been read; before references are resolved."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Replace every placeholder, or drop it when no page answers."""
        domain = course_domain(self.env)
        for node in list(self.document.findall(answered_by)):
            pages = [page for page in domain.answers(node["claim"]) if page in self.env.all_docs]
            if not pages:
                node.parent.remove(node)
                continue
            line = nodes.paragraph("", str(_("Answered in: ")), classes=node["classes"])
            for page in pages:
                line += [nodes.Text(", ")] if page != pages[0] else []
                line += page_link(page, self.env.current_document.docname)
            node.replace_self(line)


def setup_statements(app: Sphinx) -> None:
    """Register the directive, its placeholder and what fills it."""
    app.add_directive("statements", Statements)
    app.add_node(answered_by)
    app.add_post_transform(FillAnsweredBy)
