"""Two or three things that overlap: names in the circles, numbers in the overlaps, their words below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.charts.canvas import DARK, INK, LEADING, LIGHT, MIDDLE, PALE, PANEL, SIZE, SMALL, Canvas
from course.charts.measure import wrap

if TYPE_CHECKING:
    from course.charts.model import VennFigure

RADIUS, NARROW_RADIUS, LOW_RADIUS, BRIEF_RADIUS = 128.0, 97.0, 84.0, 66.0
_FILLS = (LIGHT, MIDDLE, PALE)
_TWO = ((-0.62, 0.0), (0.62, 0.0))
_THREE = ((-0.62, -0.5), (0.62, -0.5), (0.0, 0.56))
_REACH = 1.7
"""Half the width of the circles together, as a part of the radius."""
_AWAY = 0.48
_NAMES, _LOW_NAMES = 138 / 128, 1.25


def draw_venn(figure: VennFigure, canvas: Canvas) -> None:
    """Draw the circles, then the list of what each set and overlap means: below them, on a slide beside them."""
    spots = _TWO if len(figure.sets) == len(_TWO) else _THREE
    lowest = max(y for _, y in spots)
    highest = min(y for _, y in spots)
    if canvas.brief:
        _circles(canvas, figure, spots, BRIEF_RADIUS)
        return
    beside = canvas.low and not canvas.narrow
    radius = LOW_RADIUS if beside else NARROW_RADIUS if canvas.narrow else RADIUS
    top = canvas.y
    middle = top + radius * (1 - highest) + 4
    center = canvas.left + radius * _REACH if beside else canvas.width / 2
    centers = [(center + radius * x * 1.12, middle + radius * y * 1.12) for x, y in spots]
    for (x, y), fill in zip(centers, _FILLS, strict=False):
        canvas.circle(x, y, radius, fill=fill)
    for (x, y), one in zip(centers, figure.sets, strict=True):
        _name(canvas, one.name, _away(centers, x, y, radius), radius * (_LOW_NAMES if beside else _NAMES))
    numbered = [*_overlap_spots(figure, centers)]
    for place, (x, y, _) in enumerate(numbered, 1):
        _badge(canvas, str(place), x, y)
    bottom = middle + radius * (lowest * 1.12 + 1) + (8 if beside else 18)
    canvas.y = top if beside else bottom
    _list(canvas, figure, [text for _, _, text in numbered], 2 * radius * _REACH + 12 if beside else 0.0)
    canvas.y = max(canvas.y, bottom)


def _circles(canvas: Canvas, figure: VennFigure, spots: tuple[tuple[float, float], ...], radius: float) -> None:
    """Draw the circles with their names beside them: what each means and what they share is said."""
    middle = canvas.y + radius * (1 - min(y for _, y in spots) * 1.12) + 4
    centers = [(canvas.width / 2 + radius * x * 1.12, middle + radius * y * 1.12) for x, y in spots]
    for (x, y), fill in zip(centers, _FILLS, strict=False):
        canvas.circle(x, y, radius, fill=fill)
    sides = ((-1, "end"), (1, "start"), (1, "start"))
    for (x, y), one, (side, anchor) in zip(centers, figure.sets, sides, strict=False):
        edge = x + side * (radius + 8)
        lines = wrap(one.name, SIZE, canvas.right - edge if side > 0 else edge - canvas.left, bold=True)
        canvas.text(lines, edge, y - len(lines) * SIZE * LEADING / 2, SIZE, anchor=anchor, bold=True)
    canvas.y = middle + radius * (max(y for _, y in spots) * 1.12 + 1) + 8


def _away(centers: list[tuple[float, float]], x: float, y: float, radius: float) -> tuple[float, float]:
    """Return a place in a circle away from the others."""
    cx = sum(one for one, _ in centers) / len(centers)
    cy = sum(one for _, one in centers) / len(centers)
    length = max(((x - cx) ** 2 + (y - cy) ** 2) ** 0.5, 1)
    return x + (x - cx) / length * radius * _AWAY * 0.8, y + (y - cy) / length * radius * _AWAY * 0.8


def _name(canvas: Canvas, name: str, place: tuple[float, float], room: float) -> None:
    lines = wrap(name, SIZE, room, bold=True)
    canvas.text(lines, place[0], place[1] - len(lines) * SIZE * LEADING / 2, SIZE, anchor="middle", bold=True)


def _overlap_spots(figure: VennFigure, centers: list[tuple[float, float]]) -> list[tuple[float, float, str]]:
    """Return where each overlap has its number, and its words."""
    names = [one.name for one in figure.sets]
    cx = sum(x for x, _ in centers) / len(centers)
    cy = sum(y for _, y in centers) / len(centers)
    spots = []
    for overlap in figure.overlaps:
        ends = [centers[names.index(name)] for name in overlap.sets]
        x, y = sum(end[0] for end in ends) / 2, sum(end[1] for end in ends) / 2
        if len(centers) > len(_TWO):
            x, y = x + (x - cx) * 0.55, y + (y - cy) * 0.55
        spots.append((x, y, f"{' + '.join(overlap.sets)}: {overlap.text}"))
    if figure.center:
        spots.append((cx, cy, figure.center))
    return spots


def _badge(canvas: Canvas, text: str, x: float, y: float) -> None:
    canvas.circle(x, y, 12, fill=DARK, stroke=INK, weight=1)
    canvas.text([text], x, y - SIZE * 0.66, SIZE, anchor="middle", bold=True, color=PANEL)


def _list(canvas: Canvas, figure: VennFigure, overlaps: list[str], indent: float) -> None:
    left, room = canvas.left + indent, canvas.room - 34 - indent
    for one in figure.sets:
        if one.text:
            canvas.y = canvas.text(wrap(f"{one.name}: {one.text}", SMALL, room), left + 34, canvas.y, SMALL) + 6
    for place, text in enumerate(overlaps, 1):
        _badge(canvas, str(place), left + 12, canvas.y + 9)
        canvas.y = max(canvas.text(wrap(text, SMALL, room), left + 34, canvas.y, SMALL), canvas.y + 22) + 6
