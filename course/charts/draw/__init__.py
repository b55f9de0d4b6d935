"""One module for each kind of figure; `draw` chooses it by the type of the data."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from course.charts import model
from course.charts.canvas import WIDTH, Canvas
from course.charts.draw.bars import draw_bars, draw_stack
from course.charts.draw.flow import draw_flow
from course.charts.draw.lines import draw_lines
from course.charts.draw.ranges import draw_ranges
from course.charts.draw.steps import draw_steps
from course.charts.draw.venn import draw_venn


def draw(figure: model.Figure, *, low: bool = False, width: float = WIDTH, brief: bool = False) -> bytes:
    """Return the SVG of a figure; the same data give the same bytes on every machine. A grid is a table, not drawn.

    A `low` one is wider than high wherever its height is free, for slides; a `brief` one is without notes and
    explanations, which are then said. On a sheet as narrow as `NARROW` it is laid out anew, for phones.
    """
    canvas = Canvas(figure.title, low=low, width=width, brief=brief)
    _draw(figure, canvas)
    return canvas.render()


@singledispatch
def _draw(figure: Any, canvas: Canvas) -> None:
    raise TypeError(f"no drawing for {type(figure).__name__} on {canvas!r}")


_draw.register(model.LineFigure, draw_lines)
_draw.register(model.BarsFigure, draw_bars)
_draw.register(model.StackFigure, draw_stack)
_draw.register(model.RangesFigure, draw_ranges)
_draw.register(model.VennFigure, draw_venn)
_draw.register(model.FlowFigure, draw_flow)
_draw.register(model.StepsFigure, draw_steps)
