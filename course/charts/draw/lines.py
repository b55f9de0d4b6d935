"""Lines over a continuous quantity, each with its own dash and its name at its end or, on a narrow sheet, below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import DASHES, INK, LEADING, MUTED, RULE, SMALL, Canvas
from course.charts.measure import width_of, wrap
from course.charts.scale import Scale, axis_ticks, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.charts.model import LineFigure, Series

HEIGHT, LOW, BRIEF = 300.0, 190.0, 132.0
NAMES, SAMPLE = 190.0, 34.0
MOST_NAMES, BRIEF_NAMES = 0.36, 0.5
"""The share of a sheet that names beside the plot may take."""
APART, BRIEF_APART = 8.0, 2.0
_ORDER = ("solid", "dashed", "dotted", "dashdot")


def draw_lines(figure: LineFigure, canvas: Canvas) -> None:
    """Draw axes, grid, lines and their names."""
    canvas.y = canvas.text(wrap(figure.y.title, SMALL, canvas.room), canvas.left, canvas.y, SMALL, color=MUTED) + 8
    count = 4 if canvas.narrow else 6
    xs = [x for one in figure.series for x, _ in one.points]
    ys = [y for one in figure.series for _, y in one.points]
    (rows, row_marks), (columns, column_marks) = axis_ticks(figure.y, [*ys, 0.0]), axis_ticks(figure.x, xs, count)
    left = canvas.left + max(width_of(shown(value), SMALL) for value in row_marks) + 8
    beside = width_of(shown(column_marks[-1]), SMALL) / 2 if canvas.narrow else _beside(canvas)
    high = LOW if canvas.low else HEIGHT
    if canvas.brief:
        high = max(BRIEF, sum(high for _lines, high in _written(canvas, figure)) - 8)
    top, bottom, right = canvas.y, canvas.y + high, canvas.right - beside
    across = Scale(columns.low, columns.high, left, right)
    down = Scale(rows.low, rows.high, bottom, top)
    _grid(canvas, across, down, row_marks, column_marks)
    for place, one in enumerate(figure.series):
        canvas.lines([(across.at(x), down.at(y)) for x, y in one.points], weight=2.4, dash=_dash(one, place))
    if not canvas.narrow:
        _names(canvas, figure, across, down)
    canvas.y = bottom + SMALL * LEADING + 8
    if canvas.brief:
        canvas.y = canvas.text(wrap(figure.x.title, SMALL, canvas.right - left), left, canvas.y, SMALL, color=MUTED) + 4
        return
    title = wrap(figure.x.title, SMALL, right - left)
    canvas.y = canvas.text(title, (left + right) / 2, canvas.y, SMALL, anchor="middle", color=MUTED) + 4
    if canvas.narrow:
        _key(canvas, figure)


def _dash(one: Series, place: int) -> str:
    return DASHES[one.dash or _ORDER[place % len(_ORDER)]]


def _key(canvas: Canvas, figure: LineFigure) -> None:
    """Name the lines under the plot, one below the other."""
    canvas.y += 8
    for place, one in enumerate(figure.series):
        y = canvas.y + SMALL * 0.66
        canvas.lines([(canvas.left, y), (canvas.left + SAMPLE, y)], weight=2.4, dash=_dash(one, place))
        names = wrap(one.name, SMALL, canvas.room - SAMPLE - 8)
        canvas.y = canvas.text(names, canvas.left + SAMPLE + 8, canvas.y, SMALL) + 5


def _grid(canvas: Canvas, across: Scale, down: Scale, rows: Sequence[float], columns: Sequence[float]) -> None:
    for value in rows:
        y = down.at(value)
        canvas.lines([(across.start, y), (across.end, y)], stroke=RULE, weight=1)
        canvas.text([shown(value)], across.start - 8, y - SMALL * 0.62, SMALL, anchor="end", color=MUTED)
    for value in columns:
        x = across.at(value)
        canvas.lines([(x, down.start), (x, down.start + 5)], stroke=INK, weight=1)
        canvas.text([shown(value)], x, down.start + 7, SMALL, anchor="middle", color=MUTED)
    canvas.lines([(across.start, down.start), (across.end, down.start)], stroke=INK, weight=1.2)


def _beside(canvas: Canvas) -> float:
    """Return the width that names have beside the plot."""
    return BRIEF_NAMES * canvas.room if canvas.brief else min(NAMES, MOST_NAMES * canvas.room)


def _written(canvas: Canvas, figure: LineFigure) -> list[tuple[list[str], float]]:
    """Return the lines of each name beside the plot, and the height that they take."""
    named = [wrap(one.name, SMALL, _beside(canvas) - SAMPLE - 22) for one in figure.series]
    apart = BRIEF_APART if canvas.brief else APART
    return [(lines, len(lines) * SMALL * LEADING + apart) for lines in named]


def _names(canvas: Canvas, figure: LineFigure, across: Scale, down: Scale) -> None:
    """Write each name with a piece of its line, as near to the end of the line as the other names allow."""
    written = zip(figure.series, _written(canvas, figure), strict=True)
    blocks = [(down.at(one.points[-1][1]), place, *name) for place, (one, name) in enumerate(written)]
    blocks.sort(key=lambda block: block[:2])
    tops = _spread([y - height / 2 for y, _, _, height in blocks], [block[3] for block in blocks], down)
    for top, (_, place, lines, _) in zip(tops, blocks, strict=True):
        start, y = across.end + 16, top + SMALL * 0.66
        canvas.lines([(start, y), (start + SAMPLE, y)], weight=2.4, dash=_dash(figure.series[place], place))
        canvas.text(lines, start + SAMPLE + 6, top, SMALL)


def _spread(wanted: Sequence[float], heights: Sequence[float], down: Scale) -> list[float]:
    """Move blocks apart, first down and then back up from the bottom of the picture."""
    tops: list[float] = []
    floor = down.end - 6
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, floor))
        floor = tops[-1] + height
    ceiling = down.start + 14
    for place in reversed(range(len(tops))):
        tops[place] = min(tops[place], ceiling - heights[place])
        ceiling = tops[place]
    return tops
