"""Nodes of what slides draw beside their words: the bar of the time with its agenda, and the stamp of a verdict."""

from __future__ import annotations

# ruff: noqa: N801 - docutils finds visitors by the lower-case name of a node class
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from course.instructor.stage import agenda_columns
from course.sphinxext.strings import outcome_word
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from course.instructor.drawn import Strip


class session_strip(nodes.General, nodes.Element):
    """The time of a meeting as a bar: `strip` is the value, `letters` the size of the titles of an agenda."""


class slide_stamp(nodes.General, nodes.Element):
    """The verdict on a statement: `outcome` and the word for it, `word`."""


def stamp(outcome: str) -> slide_stamp:
    """Return the stamp of what the course does with a statement."""
    return slide_stamp(outcome=outcome, word=outcome_word(outcome))


def phases(strip: Strip) -> list[tuple[int, str]]:
    """Return the minutes of each part of a meeting and how it is drawn: `over`, `now`, `later` or `pause`."""
    shown = []
    for place, (_clock, _title, minutes, kind) in enumerate(strip.parts):
        at = strip.at
        phase = "later" if at is None or place > at else "over" if place < at else "now"
        shown.append((minutes, "pause" if kind == "pause" and phase == "later" else phase))
    return shown


def begun(strip: Strip) -> float:
    """Return which share of the meeting is over when the part that is shown begins."""
    minutes = [part[2] for part in strip.parts]
    return sum(minutes[: strip.at or 0]) / (sum(minutes) or 1)


def visit_strip_html(self: Any, node: session_strip) -> None:
    """Draw the bar, with the time of the part that begins, or with all titles below it."""
    strip: Strip = node["strip"]
    # Attributes of SVG and no styles of elements, which pages may not have.
    bar = "".join(_bar(strip, rtl=runs_right_to_left(self.config.language)))
    box = f"0 0 {_WIDE} {_HIGH + (_SAID if strip.span else 0)}"
    self.body.append(
        f'<svg class="session-strip" role="img" aria-label="{escape(strip.told)}" viewBox="{box}">{bar}</svg>\n'
    )
    if strip.at is None:
        rows = "".join(f"<li><b>{clock}</b> <span>{escape(title)}</span></li>" for clock, title, *_ in strip.parts)
        columns = agenda_columns(len(strip.parts))
        self.body.append(f'<ul class="strip-agenda columns-{columns} letters-{node["letters"]}">{rows}</ul>\n')
    raise nodes.SkipNode


_WIDE, _HIGH, _SAID, _GAP = 1168, 28, 40, 3
_LETTERS = 28


def _bar(strip: Strip, *, rtl: bool) -> Iterator[str]:
    """Yield the parts of the bar from the side where people begin to read, and the time that it says."""
    parts = phases(strip)
    scale, begin = (_WIDE - _GAP * (len(parts) - 1)) / (sum(minutes for minutes, _phase in parts) or 1), 0.0
    for minutes, phase in parts:
        wide = minutes * scale
        x = _WIDE - begin - wide if rtl else begin
        yield f'<rect class="strip-{phase}" x="{x:.1f}" y="1" width="{wide:.1f}" height="{_HIGH - 2}"/>'
        begin += wide + _GAP
    if strip.span:
        x = _WIDE * min(begun(strip), 0.8)
        x = _WIDE - x if rtl else x
        yield f'<text x="{x:.1f}" y="{_HIGH + _LETTERS}" font-size="{_LETTERS}">{escape(strip.span)}</text>'


def visit_strip_typst(self: Any, node: session_strip) -> None:
    """Draw the same on paper."""
    strip: Strip = node["strip"]
    bar = "".join(f'({minutes}, "{phase}"), ' for minutes, phase in phases(strip))
    if strip.at is not None:
        self.write(f"\n#session-strip(({bar}), from: {begun(strip) * 100:.1f}%, {self.literal(strip.span)})\n")
    else:
        rows = "".join(f"({self.literal(clock)}, {self.literal(title)}), " for clock, title, *_ in strip.parts)
        self.write(f"\n#session-agenda(({bar}), ({rows}), {agenda_columns(len(strip.parts))})\n")
    raise nodes.SkipNode


def visit_stamp_html(self: Any, node: slide_stamp) -> None:
    """Print the stamp: the kinds differ in edge and ground, not in colour alone."""
    self.body.append(f'<p class="slide-stamp stamp-{node["outcome"]}">{escape(node["word"])}</p>\n')
    raise nodes.SkipNode


def visit_stamp_typst(self: Any, node: slide_stamp) -> None:
    """Print the stamp with the sign that it has in the book."""
    self.write(f"\n#slide-stamp({self.literal(node['outcome'])}, {self.literal(node['word'])})\n")
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Element) -> None:  # noqa: ARG001 - docutils fixes the signature
    raise nodes.SkipNode


def add_drawn_nodes(app: Sphinx) -> None:
    """Register the nodes for every kind of output."""
    others: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (_skip, None))
    app.add_node(session_strip, html=(visit_strip_html, None), typst=(visit_strip_typst, None), **others)
    app.add_node(slide_stamp, html=(visit_stamp_html, None), typst=(visit_stamp_typst, None), **others)
