"""Nodes that only sessions have: slides, what is said to them, fields for a count of votes, cards to cut."""

from __future__ import annotations

# ruff: noqa: N801, ARG001 - docutils finds visitors by the lower-case name of a node class and fixes their signature
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from course.instructor.votes import shape_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SLIDES, PRINTOUTS = "slides", "printouts"
"""The names of the builders of a trainer's slides and papers."""


class slide_body(nodes.General, nodes.Element):
    """What a slide shows below its title.

    `letters` is the size of its letters and `figure` the height of its picture, in pixels of the stage; `opens` marks
    the first slide of a segment, and `look` says how its list or table is drawn: `steps`, `arrows`, or not at all.
    """


class cut_cards(nodes.General, nodes.Element):
    """Cards of one size to print and cut: its children are admonitions; `columns` and `rows` fill a sheet."""


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


def visit_body_html(self: Any, node: slide_body) -> None:
    """Open the body with its sizes; on a page of the site it is text like any other."""
    kinds = ["slide-body", f"letters-{node['letters']}"]
    kinds += ["slide-opens"] if node["opens"] else []
    kinds += [f"draws-{node['look']}"] if node["look"] else []
    kinds += [f"figure-{node['figure'] // _STEP * _STEP}"] if node["figure"] else []
    self.body.append(f'<div class="{" ".join(kinds)}">\n' if self.builder.name == SLIDES else "<div>\n")


_STEP = 20
"""Pixels between two heights of figures, each a class of `slides.css`."""


def depart_body_html(self: Any, node: slide_body) -> None:
    """Close the body."""
    self.body.append("</div>\n")


def visit_body_typst(self: Any, node: slide_body) -> None:
    """Open the body with its sizes in points: the sheet has 960 of them where the stage has 1280 pixels."""
    figure = f"#show image: set image(height: {node['figure'] * _PAPER:.0f}pt)\n" if node["figure"] else ""
    size = max(_SMALLEST_ON_PAPER, node["letters"] * _PAPER)
    opens, look = "true" if node["opens"] else "false", node["look"]
    self.steps = "step-disc" if look == "steps" else ""
    self.table_look = "arrow-look" if look == "arrows" else "table-look"
    self.write(f'\n#slide-body(opens: {opens}, look: "{look}", size: {size:.1f}pt)[\n{figure}')


_PAPER, _SMALLEST_ON_PAPER = 0.7, 12


def depart_body_typst(self: Any, node: slide_body) -> None:
    """Close the body."""
    self.steps, self.table_look = "", "table-look"
    self.write("]\n\n")


def visit_tally_html(self: Any, node: course_tally) -> None:
    """Print choices with native number fields that open at the next key; the script draws the bars and says the sum."""
    if self.builder.name != SLIDES:
        visit_tally_list(self, node)
        return
    rows = "".join(
        f'<li><label>{_token(letter)} <span class="tally-text">{escape(text)}</span> '
        f'<input class="fragment" data-fragment-index="0" type="number" min="0" max="999" inputmode="numeric" '
        f'autocomplete="off" data-tally></label><output class="tally-share"></output>'
        f'<span class="tally-track fragment" data-fragment-index="0" aria-hidden="true"><span class="tally-bar"></span>'
        f"</span></li>"
        for letter, text in node["choices"]
    )
    self.body.append(
        f'<form class="tally" method="dialog"><ul>{rows}</ul><p class="tally-sum" role="status"></p></form>\n'
    )
    raise nodes.SkipNode


def _token(letter: str) -> str:
    """Return a letter on the shape and colour of its card."""
    shape = shape_of(letter)
    return f'<span class="tally-letter{f" vote-{shape}" if shape else ""}">{escape(letter)}</span>'


def visit_tally_list(self: Any, node: course_tally) -> None:
    """Print the choices as a plain list, where nothing can be typed."""
    rows = "".join(f"<li><strong>{escape(letter)}</strong> {escape(text)}</li>" for letter, text in node["choices"])
    self.body.append(f"<ul>{rows}</ul>\n")
    raise nodes.SkipNode


def visit_tally_typst(self: Any, node: course_tally) -> None:
    """Print the choices with their letters."""
    for letter, text in node["choices"]:
        self.write(f'\n#choice({self.literal(letter)}, {self.literal(text)}, shape: "{shape_of(letter)}")\n')
    raise nodes.SkipNode


def visit_cards_html(self: Any, node: cut_cards) -> None:
    """Open a grid of cards."""
    self.body.append(f'<div class="cut-cards" style="--columns: {node["columns"]}">\n')


def visit_cards_typst(self: Any, node: cut_cards) -> None:
    """Write the cards as cells of one size, so that a straight cut parts them."""
    large = "true" if node["large"] else "false"
    titles = "".join(f"{self.literal(title.astext())}, " for card in node.children for title in card.children[:1])
    self.write(f"\n#cut-cards(columns: {node['columns']}, rows: {node['rows']}, large: {large}, titles: ({titles})")
    for card in node.children:
        assert isinstance(card, nodes.Element)
        shape = shape_of(card[0].astext()) if node["large"] else ""
        self.write(f', [\n#card-title(large: {large}, shape: "{shape}")[')
        self.walk(card[0].children)
        self.write("]\n")
        self.walk(card.children[1:])
        self.write("]")
    self.write(")\n\n")
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
    """Register the nodes for every kind of output."""
    app.add_config_value("course_slide_notes", default=True, rebuild="", types=(bool,))
    visits: dict[type[nodes.Element], tuple[Any, Any]] = {
        slide_body: ((visit_body_html, depart_body_html), (visit_body_typst, depart_body_typst)),
        speaker_notes: ((visit_notes_html, depart_notes_html), (visit_notes_typst, depart_notes_typst)),
        course_tally: ((visit_tally_html, None), (visit_tally_typst, None)),
        cut_cards: ((visit_cards_html, depart_body_html), (visit_cards_typst, None)),
    }
    others: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    for node, (html, typst) in visits.items():
        app.add_node(node, html=html, typst=typst, **others)
