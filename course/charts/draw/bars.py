"""Amounts as horizontal bars, whole or made of parts; every bar says its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import (
    DARK,
    INK,
    LEADING,
    LIGHT,
    MIDDLE,
    MUTED,
    PANEL,
    SIZE,
    SMALL,
    Canvas,
)
from course.charts.measure import width_of, wrap
from course.charts.scale import Scale, shown

if TYPE_CHECKING:
    from course.charts.model import Bar, BarsFigure, StackBar, StackFigure

LABELS = 210.0
MOST_LABELS = 0.45
"""The share of a sheet that labels beside the bars may take."""
THICK, LOW_THICK = 26.0, 21.0
_FILLS = (DARK, MIDDLE, LIGHT, PANEL)


def draw_bars(figure: BarsFigure, canvas: Canvas) -> None:
    """Draw one bar under the other, its label to the left, or above it on a narrow sheet, and its value at its end."""
    canvas.y = canvas.text(wrap(figure.y.title, SMALL, canvas.room), canvas.left, canvas.y, SMALL, color=MUTED) + 10
    start = canvas.left + (0 if canvas.narrow else _labels(canvas) + 12)
    room = max(width_of(shown(bar.value), SIZE, bold=True) for bar in figure.bars) + 14
    high = max([bar.value for bar in figure.bars], default=1.0)
    if figure.y.max is not None:
        high = max(high, figure.y.max)
    across = Scale(0, high or 1.0, start, canvas.right - room)
    top = canvas.y
    for bar in figure.bars:
        (_bar_below if canvas.narrow else _bar)(canvas, bar, across)
    if not canvas.narrow:
        canvas.lines([(start, top - 4), (start, canvas.y - 8)], stroke=INK, weight=1.2)


def _bar(canvas: Canvas, bar: Bar, across: Scale) -> None:
    label = wrap(bar.label, SIZE, _labels(canvas))
    label_height = len(label) * SIZE * LEADING
    height = max(label_height, _thick(canvas))
    y = canvas.y + (height - _thick(canvas)) / 2
    canvas.text(label, across.start - 12, canvas.y + (height - label_height) / 2, SIZE, anchor="end")
    _amount(canvas, bar, across, y)
    canvas.y += height + 3
    _note(canvas, bar, across.start + 8)


def _labels(canvas: Canvas) -> float:
    return min(LABELS, MOST_LABELS * canvas.room)


def _thick(canvas: Canvas) -> float:
    return LOW_THICK if canvas.low else THICK


def _bar_below(canvas: Canvas, bar: Bar, across: Scale) -> None:
    """Draw a bar under its label, both from the left edge."""
    canvas.y = canvas.text(wrap(bar.label, SIZE, canvas.room), canvas.left, canvas.y, SIZE) + 3
    _amount(canvas, bar, across, canvas.y)
    canvas.y += THICK + 3
    _note(canvas, bar, canvas.left)


def _amount(canvas: Canvas, bar: Bar, across: Scale, y: float) -> None:
    end = across.at(bar.value)
    thick = _thick(canvas)
    canvas.rect(across.start, y, max(end - across.start, 1.5), thick, fill=DARK)
    canvas.text([shown(bar.value)], end + 8, y + (thick - SIZE * LEADING) / 2, SIZE, bold=True)


def _note(canvas: Canvas, bar: Bar, x: float) -> None:
    lines = wrap(bar.note, SMALL, canvas.right - x) if bar.note and not canvas.brief else []
    canvas.y = canvas.text(lines, x, canvas.y, SMALL, color=MUTED) + 11


def draw_stack(figure: StackFigure, canvas: Canvas) -> None:
    """Draw each bar over the whole width with the names and values of its parts under it."""
    high = max(sum(part.value for part in bar.parts) for bar in figure.bars) or 1.0
    across = Scale(0, high, canvas.left, canvas.right)
    for bar in figure.bars:
        _stack(canvas, bar, across, figure.unit)


def _stack(canvas: Canvas, bar: StackBar, across: Scale, unit: str) -> None:
    canvas.y = canvas.text(wrap(bar.label, SIZE, canvas.room, bold=True), canvas.left, canvas.y, SIZE, bold=True) + 3
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
    x, height = canvas.left, SMALL * LEADING + 4
    for place, part in enumerate(bar.parts):
        words = wrap(f"{part.label}: {shown(part.value)} {unit}", SMALL, canvas.room - 22)
        width = max(width_of(line, SMALL) for line in words) + 40
        if x > canvas.left and x + width > canvas.right + 18:
            x, canvas.y = canvas.left, canvas.y + height
        canvas.rect(x, canvas.y + 2, 14, 12, fill=_FILLS[place % 4], stroke=INK, weight=1.2)
        bottom = canvas.text(words, x + 21, canvas.y, SMALL)
        canvas.y = max(canvas.y, bottom - SMALL * LEADING)
        x += width
    canvas.y += height
