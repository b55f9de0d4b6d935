"""Amounts as horizontal bars, whole or made of parts; every bar says its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import (
    DARK,
    INK,
    LEADING,
    LIGHT,
    MARGIN,
    MIDDLE,
    MUTED,
    PANEL,
    SIZE,
    SMALL,
    WIDTH,
    Canvas,
)
from course.charts.measure import width_of, wrap
from course.charts.scale import Scale, shown

if TYPE_CHECKING:
    from course.charts.model import Bar, BarsFigure, StackBar, StackFigure

LABELS = 210.0
THICK = 26.0
_FILLS = (DARK, MIDDLE, LIGHT, PANEL)


def draw_bars(figure: BarsFigure, canvas: Canvas) -> None:
    """Draw one bar under the other, its label to the left and its value at its end."""
    canvas.y = canvas.text(wrap(figure.y.title, SMALL, WIDTH - 2 * MARGIN), MARGIN, canvas.y, SMALL, color=MUTED) + 10
    start = MARGIN + LABELS + 12
    room = max(width_of(shown(bar.value), SIZE, bold=True) for bar in figure.bars) + 14
    high = max([bar.value for bar in figure.bars], default=1.0)
    if figure.y.max is not None:
        high = max(high, figure.y.max)
    across = Scale(0, high or 1.0, start, WIDTH - MARGIN - room)
    top = canvas.y
    for bar in figure.bars:
        _bar(canvas, bar, across)
    canvas.lines([(start, top - 4), (start, canvas.y - 8)], stroke=INK, weight=1.2)


def _bar(canvas: Canvas, bar: Bar, across: Scale) -> None:
    label = wrap(bar.label, SIZE, LABELS)
    note = wrap(bar.note, SMALL, WIDTH - MARGIN - across.start - 8) if bar.note else []
    label_height = len(label) * SIZE * LEADING
    height = max(label_height, THICK)
    y = canvas.y + (height - THICK) / 2
    canvas.text(label, across.start - 12, canvas.y + (height - label_height) / 2, SIZE, anchor="end")
    end = across.at(bar.value)
    canvas.rect(across.start, y, max(end - across.start, 1.5), THICK, fill=DARK)
    canvas.text([shown(bar.value)], end + 8, y + (THICK - SIZE * LEADING) / 2, SIZE, bold=True)
    canvas.y += height + 3
    canvas.y = canvas.text(note, across.start + 8, canvas.y, SMALL, color=MUTED) + 11


def draw_stack(figure: StackFigure, canvas: Canvas) -> None:
    """Draw each bar over the whole width with the names and values of its parts under it."""
    high = max(sum(part.value for part in bar.parts) for bar in figure.bars) or 1.0
    across = Scale(0, high, MARGIN, WIDTH - MARGIN)
    for bar in figure.bars:
        _stack(canvas, bar, across, figure.unit)


def _stack(canvas: Canvas, bar: StackBar, across: Scale, unit: str) -> None:
    canvas.y = canvas.text(wrap(bar.label, SIZE, WIDTH - 2 * MARGIN, bold=True), MARGIN, canvas.y, SIZE, bold=True) + 3
    total = 0.0
    for place, part in enumerate(bar.parts):
        start, end = across.at(total), across.at(total + part.value)
        fill, text = _FILLS[place % 4], shown(part.value)
        canvas.rect(start, canvas.y, end - start, THICK + 4, fill=fill, stroke=INK, weight=1.2)
        if width_of(text, SIZE, bold=True) + 8 < end - start:
            y = canvas.y + (THICK + 4 - SIZE * LEADING) / 2
            color = PANEL if fill == DARK else INK
            canvas.text([text], (start + end) / 2, y, SIZE, anchor="middle", bold=True, color=color)
        total += part.value
    canvas.y += THICK + 12
    _key(canvas, bar, unit)
    canvas.y += 16


def _key(canvas: Canvas, bar: StackBar, unit: str) -> None:
    """Name the parts under the bar, as many on a line as fit."""
    x, height = MARGIN, SMALL * LEADING + 4
    for place, part in enumerate(bar.parts):
        words = wrap(f"{part.label}: {shown(part.value)} {unit}", SMALL, WIDTH - 2 * MARGIN - 22)
        width = max(width_of(line, SMALL) for line in words) + 40
        if x > MARGIN and x + width > WIDTH - MARGIN + 18:
            x, canvas.y = MARGIN, canvas.y + height
        canvas.rect(x, canvas.y + 2, 14, 12, fill=_FILLS[place % 4], stroke=INK, weight=1.2)
        bottom = canvas.text(words, x + 21, canvas.y, SMALL)
        canvas.y = max(canvas.y, bottom - SMALL * LEADING)
        x += width
    canvas.y += height
