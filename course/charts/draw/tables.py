"""Words in rows and columns, and steps in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import (
    DARK,
    EDGE,
    INK,
    LEADING,
    LIGHT,
    PALE,
    PANEL,
    SIZE,
    SMALL,
    Canvas,
)
from course.charts.measure import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.charts.model import GridFigure, StepsFigure

_PAD = 8.0
_LABEL_SHARE = 0.24
_HEAD_SHARE = 0.34


def draw_grid(figure: GridFigure, canvas: Canvas) -> None:
    """Draw a table with a shaded head; the first column names the rows.

    On a narrow sheet every row is a block: its name, and below it each cell beside the head of its column.
    """
    if canvas.narrow:
        _stacked(figure, canvas)
        return
    whole = canvas.room
    first = whole * _LABEL_SHARE
    widths = [first, *[(whole - first) / len(figure.columns)] * len(figure.columns)]
    _cells(canvas, ("", *figure.columns), widths, head=True)
    for row in figure.rows:
        _cells(canvas, (row.label, *row.cells), widths, head=False)


def _cells(canvas: Canvas, texts: Sequence[str], widths: Sequence[float], *, head: bool) -> None:
    bold = [head or place == 0 for place in range(len(texts))]
    cells = [
        wrap(text, SMALL, width - 2 * _PAD, bold=strong)
        for text, width, strong in zip(texts, widths, bold, strict=True)
    ]
    height = max(len(lines) for lines in cells) * SMALL * LEADING + 2 * _PAD - 2
    x = canvas.left
    for place, (lines, width) in enumerate(zip(cells, widths, strict=True)):
        fill = LIGHT if head else (PALE if place == 0 else PANEL)
        canvas.rect(x, canvas.y, width, height, fill=fill, stroke=EDGE)
        canvas.text(lines, x + _PAD, canvas.y + _PAD - 1, SMALL, bold=bold[place])
        x += width
    canvas.y += height


def _stacked(figure: GridFigure, canvas: Canvas) -> None:
    words = [word for head in figure.columns for word in head.split()]
    longest = max(width_of(word, SMALL, bold=True) for word in words) + 2 * _PAD + 1
    first = min(max(canvas.room * _HEAD_SHARE, longest), canvas.room / 2)
    for row in figure.rows:
        _cells(canvas, (row.label,), (canvas.room,), head=True)
        for head, cell in zip(figure.columns, row.cells, strict=True):
            _cells(canvas, (head, cell), (first, canvas.room - first), head=False)
        canvas.y += 12


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
