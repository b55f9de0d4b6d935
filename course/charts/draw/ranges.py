"""Spans on one axis, with hatching where a span may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import (
    DARK,
    HATCH,
    INK,
    LEADING,
    MUTED,
    PANEL,
    RULE,
    SIZE,
    SMALL,
    Canvas,
)
from course.charts.measure import width_of, wrap
from course.charts.scale import Scale, axis_ticks, shown

if TYPE_CHECKING:
    from course.charts.model import Range, RangesFigure

LABELS = 190.0
MOST_LABELS = 0.45
"""The share of a sheet that labels beside the spans may take."""
THICK, BRIEF_THICK = 20.0, 16.0
OPEN, NARROW_OPEN = 46.0, 34.0


def draw_ranges(figure: RangesFigure, canvas: Canvas) -> None:
    """Draw the axis at the bottom and one span in each row above it."""
    ends = [value for row in figure.rows for value in (row.from_, row.to)]
    bounds, marks = axis_ticks(figure.x, [*ends, min(0.0, *ends)], 4 if canvas.narrow else 6)
    more = _open(canvas)
    start, end = canvas.left + (6 if canvas.narrow else _labels(canvas) + 16), canvas.right - more - 10
    across = Scale(bounds.low, bounds.high, start, end)
    top, under = canvas.y, len(canvas.parts)
    for row in figure.rows:
        _row(canvas, row, across, figure.x.unit or "")
    _axis(canvas, across, marks, (top, under))
    canvas.y += SMALL * LEADING + 10
    title = wrap(figure.x.title, SMALL, end - start)
    canvas.y = canvas.text(title, (start + end) / 2, canvas.y, SMALL, anchor="middle", color=MUTED) + 4


def _labels(canvas: Canvas) -> float:
    return min(LABELS, MOST_LABELS * canvas.room)


def _row(canvas: Canvas, row: Range, across: Scale, unit: str) -> None:
    label = wrap(row.label, SIZE, canvas.room if canvas.narrow else _labels(canvas))
    left, right = across.at(row.from_), across.at(row.to)
    words = f"{shown(row.from_)}–{shown(row.to)}" if row.to > row.from_ else shown(row.to)
    value = f"{words}{'+' if row.open_end else ''} {unit}".strip()
    notes = wrap(f"{value}: {row.note}" if row.note and not canvas.brief else value, SMALL, canvas.right - across.start)
    thick = BRIEF_THICK if canvas.brief else THICK
    height = thick + 4 + len(notes) * SMALL * LEADING
    if canvas.narrow:
        widest = max(width_of(line, SIZE) for line in label)
        canvas.rect(canvas.left, canvas.y, widest, len(label) * SIZE * LEADING, fill=PANEL)
        canvas.y = canvas.text(label, canvas.left, canvas.y, SIZE) + 3
    else:
        height = max(len(label) * SIZE * LEADING, height)
        canvas.text(label, across.start - 14, canvas.y, SIZE, anchor="end")
    if row.open_end:
        canvas.rect(right, canvas.y, _open(canvas) - 8, thick, fill=HATCH)
        tip = right + _open(canvas)
        canvas.shape(
            [(tip - 9, canvas.y - 2), (tip, canvas.y + thick / 2), (tip - 9, canvas.y + thick + 2)],
            fill=DARK,
            stroke=DARK,
        )
    canvas.rect(left, canvas.y, max(right - left, 4), thick, fill=DARK, radius=3)
    widest = max(width_of(line, SMALL) for line in notes)
    x = min(max(left, across.start), canvas.right - widest)
    canvas.rect(x - 2, canvas.y + thick + 3, widest + 4, len(notes) * SMALL * LEADING + 1, fill=PANEL)
    canvas.text(notes, x, canvas.y + thick + 4, SMALL)
    canvas.y += height + (8 if canvas.brief else 14)


def _open(canvas: Canvas) -> float:
    """Return how far the hatching of an open end reaches."""
    return NARROW_OPEN if canvas.narrow else OPEN


def _axis(canvas: Canvas, across: Scale, marks: list[float], place: tuple[float, int]) -> None:
    """Draw the axis under the rows and its grid behind them."""
    top, under = place
    grid = Canvas("")
    grid.parts.clear()
    for value in marks:
        x = across.at(value)
        grid.lines([(x, top - 6), (x, canvas.y)], stroke=RULE, weight=1)
        canvas.text([shown(value)], x, canvas.y + 6, SMALL, anchor="middle", color=MUTED)
    canvas.parts[under:under] = grid.parts
    canvas.lines([(across.start, canvas.y), (across.end, canvas.y)], stroke=INK, weight=1.2)
