"""Answer the statements of the document where they are taught: the box and the inline mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from course.shortcuts.quotes import quoted
from course.sphinxext.blocks import Box
from course.sphinxext.domain import course_domain
from course.sphinxext.memory import project_of, register_of
from course.sphinxext.messages import interface_words
from course.sphinxext.strings import _, outcome_word
from quizzes.sphinxext.texts import TextPlace, TextReader

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from course.evidence.register import Claim, Register

log = logging.getLogger(__name__)
_MARKUP, _ESCAPED = re.compile(r"[\\`*_\[\]<>{}$|]"), r"\\\g<0>"


class ClaimBox(Box):
    """What the document said, the answer of the register, its sources, and a link to the appendix.

    The argument is the id of the statement; a body is printed after the answer.
    """

    required_arguments = 1
    kind = "claim"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("You may have read that …"))

    def run(self) -> list[nodes.Node]:
        """Return the box, or nothing and a warning for an unknown id."""
        register = register_of(self.env)
        claim = register.by_id.get(self.arguments[0])
        self.env.note_dependency(str(register.path))
        if claim is None:
            return self.warn("E012", f"the register has no statement '{self.arguments[0]}'")
        box = self.box()
        box["classes"].append(f"course-{claim.verdict.outcome}")
        box["ids"].append(f"claim-{claim.id.lower()}")
        self.state.document.note_explicit_target(box, box)
        course_domain(self.env).note_answer(claim.id, self.env.docname, box["ids"][0])
        box += quotation(claim, register, project_of(self.env).language)
        reader = TextReader(self)
        if claim.answer:
            reader.fill(box, claim.answer, TextPlace(str(register.path), claim.answer_line))
            self.set_source_info(box)
        self.state.nested_parse(self.content, self.content_offset, box)
        box += sources(reader, claim, register)
        box += self._row_link(claim)
        return [box]

    def _row_link(self, claim: Claim) -> nodes.paragraph:
        text = str(_("Statement %s: %s")) % (claim.id, outcome_word(claim.verdict.outcome))
        line = nodes.paragraph("", "", row_link(claim.id, text, self.env.docname), classes=["course-verdict"])
        self.set_source_info(line)
        interface_words(line)
        return line


class ClaimMark(SphinxRole):
    """Say that the sentence before teaches one or several statements, for example `S02` or `S02, S03`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the ids as links to the appendix."""
        register = register_of(self.env)
        self.env.note_dependency(str(register.path))
        mark = nodes.inline(classes=["course-claim-mark"])
        for name in filter(None, (part.strip() for part in self.text.split(","))):
            if name not in register.by_id:
                message = f"the register has no statement '{name}'"
                log.warning("%s", message, location=self.get_location(), type="course", subtype="E012")
            course_domain(self.env).note_answer(name, self.env.docname)
            mark += [nodes.Text(", ")] if mark.children else []
            mark += row_link(name, name, self.env.docname)
        return [mark], []


def quotation(claim: Claim, register: Register, language: str) -> nodes.paragraph:
    """Return what the document said, literally and in the quotation marks of the language it is written in."""
    said = quoted(" ".join(claim.seed_text.split()), language)
    # Translators get the markup too, so that a translated quotation looks like one.
    paragraph = nodes.paragraph(
        f"*{_MARKUP.sub(_ESCAPED, said)}*", "", nodes.emphasis(said, said), classes=["course-quotation"]
    )
    paragraph.source, paragraph.line = str(register.path), claim.line
    return paragraph


def sources(reader: TextReader, claim: Claim, register: Register) -> list[nodes.Node]:
    """Return the works that the answer rests on, as citations; nothing when the row names none."""
    if not claim.source_keys:
        return []
    box, line = nodes.Element(), str(_("Sources: %s"))
    reader.fill(
        box, line % reader.role("cite:p", ",".join(claim.source_keys)), TextPlace(str(register.path), claim.line)
    )
    for paragraph in box.children:
        assert isinstance(paragraph, nodes.Element)
        paragraph["classes"].append("course-sources")
        interface_words(paragraph)
    return list(box.children)


def row_link(name: str, text: str, docname: str) -> addnodes.pending_xref:
    """Return a link to the row of the appendix."""
    options: dict[str, Any] = {"refdoc": docname, "refexplicit": True, "reftitle": str(_("Statement %s")) % name}
    link = addnodes.pending_xref("", refdomain="course", reftype="claim", reftarget=name, **options)
    link += nodes.inline(text, text)
    return link


def setup_claims(app: Sphinx) -> None:
    """Register the directive and the role."""
    app.add_directive("claim", ClaimBox)
    app.add_role("claim", ClaimMark())
