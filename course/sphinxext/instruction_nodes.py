"""Two nodes that only slides have: what the trainer says, and the fields for a count of votes."""

from __future__ import annotations

# ruff: noqa: N801, ARG001 - docutils finds visitors by the lower-case name of a node class and fixes their signature
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SLIDES = "slides"
"""The name of the builder whose pages are slides."""


class speaker_notes(nodes.General, nodes.Element):
    """What the trainer does, says and asks at a slide."""


class course_tally(nodes.General, nodes.Element):
    """The choices of a vote with a field each to type how many chose it: `choices` are pairs of letter and text."""


def visit_notes_html(self: Any, node: speaker_notes) -> None:
    """Open the notes: hidden on a slide, a box on a page."""
    kind = "notes" if self.builder.name == SLIDES else "course-notes"
    self.body.append(f'<aside class="{kind}">\n')


def depart_notes_html(self: Any, node: speaker_notes) -> None:
    """Close the notes."""
    self.body.append("</aside>\n")


def visit_tally_html(self: Any, node: course_tally) -> None:
    """Print native number fields; the script of the slides draws the bars and says the sum."""
    if self.builder.name != SLIDES:
        visit_tally_list(self, node)
        return
    rows = "".join(
        f'<li><label><span class="tally-letter">{escape(letter)}</span> <span class="tally-text">{escape(text)}</span> '
        f'<input type="number" min="0" max="999" inputmode="numeric" autocomplete="off" data-tally></label>'
        f'<span class="tally-track" aria-hidden="true"><span class="tally-bar"></span></span>'
        f'<output class="tally-share"></output></li>'
        for letter, text in node["choices"]
    )
    self.body.append(
        f'<form class="tally" method="dialog"><ul>{rows}</ul><p class="tally-sum" role="status"></p></form>\n'
    )
    raise nodes.SkipNode


def visit_tally_list(self: Any, node: course_tally) -> None:
    """Print the choices as a plain list, where nothing can be typed."""
    rows = "".join(f"<li><strong>{escape(letter)}</strong> {escape(text)}</li>" for letter, text in node["choices"])
    self.body.append(f"<ul>{rows}</ul>\n")
    raise nodes.SkipNode


def visit_tally_typst(self: Any, node: course_tally) -> None:
    """Print the choices with a line for the count."""
    for letter, text in node["choices"]:
        self.write(f"\n#quiz-line([#strong[#{self.literal(letter)};] #{self.literal(text)};: ])\n")
    raise nodes.SkipNode


def visit_notes_typst(self: Any, node: speaker_notes) -> None:
    """Open a box of notes, or leave them out when the book is for the audience."""
    if not self.builder.config.course_slide_notes:
        raise nodes.SkipNode
    self.write('\n#admonition("note")[')


def depart_notes_typst(self: Any, node: speaker_notes) -> None:
    """Close the box."""
    self.write("]\n\n")


def skip(self: Any, node: nodes.Element) -> None:
    """Leave the node out."""
    raise nodes.SkipNode


def add_nodes(app: Sphinx) -> None:
    """Register both nodes for every kind of output."""
    others: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_config_value("course_slide_notes", default=True, rebuild="", types=(bool,))
    notes_html, notes_typst = (visit_notes_html, depart_notes_html), (visit_notes_typst, depart_notes_typst)
    app.add_node(speaker_notes, html=notes_html, typst=notes_typst, **others)
    app.add_node(course_tally, html=(visit_tally_html, None), typst=(visit_tally_typst, None), **others)
