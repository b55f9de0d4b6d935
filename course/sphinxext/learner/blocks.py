"""Places for what the scripts of the course show: `{progress}`, `{review}`, `{record}`.

Each is a container of ordinary nodes, so every builder prints the words that stand in for it; in HTML the scripts fill
the same container. The body of the directive replaces the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from course.sphinxext.messages import interface_words
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BLANK = "________________________"


class LearnerBlock(SphinxDirective):
    """A container that a script fills and that says without it what can be done instead."""

    has_content = True
    kind: ClassVar[str] = ""

    def words(self) -> list[str]:
        """Return the paragraphs that stand in for the script."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the container, noted as the place of its kind."""
        box = nodes.container(classes=[f"course-{self.kind}"])
        self.set_source_info(box)
        if self.content:
            self.state.nested_parse(self.content, self.content_offset, box)
        for text in [] if self.content else self.words():
            paragraph = interface_words(nodes.paragraph(text, text))
            self.set_source_info(paragraph)
            box += paragraph
        meta = self.env.metadata[self.env.docname]
        meta["course_blocks"] = f"{meta.get('course_blocks', '')} {self.kind}".strip()
        return [box]


class KeepBlock(LearnerBlock):
    """Export, import and reset of the learner's progress."""

    kind = "keep"

    def words(self) -> list[str]:
        """Say how to keep a note of the progress without a script."""
        return [str(_("Progress is kept by the web edition, in your browser only. On paper, tick off each lesson."))]


class ReviewBlock(LearnerBlock):
    """What was missed, what is due, reminders."""

    kind = "review"

    def words(self) -> list[str]:
        """Say how to review without a script."""
        return [
            str(_("Note the code of each question that you missed. Mark those that you were sure about.")),
            str(_("Answer them again after 1, 7 and 22 days.")),
        ]  # fmt: skip


class RecordBlock(LearnerBlock):
    """The record of completion."""

    kind = "record"

    def words(self) -> list[str]:
        """Give a form to be filled in by hand."""
        names = (_("Name:"), _("Completed on:"), _("Score of the post-test:"))
        return [
            *(f"{name} {BLANK}" for name in names),
            str(_("This is no certificate and no continuing-education credit. Nobody has checked it.")),
        ]


DIRECTIVES: dict[str, type[LearnerBlock]] = {"progress": KeepBlock, "review": ReviewBlock, "record": RecordBlock}


def setup_learner_blocks(app: Sphinx) -> None:
    """Register the directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
