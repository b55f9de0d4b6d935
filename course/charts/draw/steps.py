"""Steps in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import DARK, INK, PANEL, SIZE, SMALL, Canvas
from course.charts.measure import wrap

if TYPE_CHECKING:
    from course.charts.model import StepsFigure


ACROSS, GAP = 3, 18.0
"""How many steps stand beside each other on a slide, and the room between them."""


def draw_steps(figure: StepsFigure, canvas: Canvas) -> None:
    """Draw numbered steps from top to bottom, joined by a line; for a slide side by side, in rows."""
    if canvas.low and not canvas.narrow:
        _in_rows(figure, canvas)
        return
    x, room = canvas.left + 16, canvas.room - 56
    for place, item in enumerate(figure.items, 1):
        top = canvas.y
        title, text = wrap(item.title, SIZE, room, bold=True), wrap(item.text, SMALL, room) if item.text else []
        bottom = canvas.text(title, canvas.left + 48, top + 5, SIZE, bold=True)
        bottom = canvas.text(text, canvas.left + 48, bottom + 1, SMALL)
        canvas.y = max(bottom, top + 34) + 14
        if place < len(figure.items):
            canvas.arrow([(x, top + 34), (x, canvas.y - 2)], stroke=INK)
        canvas.circle(x, top + 16, 16, fill=DARK, stroke=DARK)
        canvas.text([str(place)], x, top + 16 - SIZE * 0.66, SIZE, anchor="middle", bold=True, color=PANEL)


def _in_rows(figure: StepsFigure, canvas: Canvas) -> None:
    """Draw the steps in rows, each below its number and title, which say the order."""
    column = (canvas.room - GAP * (ACROSS - 1)) / ACROSS
    for start in range(0, len(figure.items), ACROSS):
        top, lowest = canvas.y, canvas.y
        for place, item in enumerate(figure.items[start : start + ACROSS]):
            left = canvas.left + place * (column + GAP)
            canvas.circle(left + 15, top + 15, 15, fill=DARK, stroke=DARK)
            number = [str(start + place + 1)]
            canvas.text(number, left + 15, top + 15 - SIZE * 0.66, SIZE, anchor="middle", bold=True, color=PANEL)
            title = wrap(item.title, SIZE, column - 38, bold=True)
            bottom = max(canvas.text(title, left + 38, top + 5, SIZE, bold=True), top + 34)
            text = wrap(item.text, SMALL, column) if item.text and not canvas.brief else []
            lowest = max(lowest, canvas.text(text, left, bottom + 1, SMALL))
        canvas.y = lowest + 10
