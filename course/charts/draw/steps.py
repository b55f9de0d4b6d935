"""Steps in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import DARK, INK, PANEL, SIZE, SMALL, Canvas
from course.charts.measure import wrap

if TYPE_CHECKING:
    from course.charts.model import StepsFigure


def draw_steps(figure: StepsFigure, canvas: Canvas) -> None:
    """Draw numbered steps from top to bottom, joined by a line."""
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
