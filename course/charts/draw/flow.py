"""A decision path from top to bottom: rounded starts, pointed questions, square actions, dark dangers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from course.charts.canvas import (
    DANGER,
    DARK,
    INK,
    LEADING,
    LIGHT,
    PALE,
    PANEL,
    SMALL,
    Canvas,
)
from course.charts.layers import Layout, Slot, arrange
from course.charts.measure import width_of, wrap

if TYPE_CHECKING:
    from course.charts.model import FlowFigure, Node

GAP_X, GAP_Y, WIDEST, PASS, PAD = 18.0, 46.0, 232.0, 16.0, 10.0
LOW_GAP, LOW_PAD = 30.0, 6.5
"""On a slide: between layers, where an arrow and its label need room, and above and below the words of a box."""
LEAST, BESIDE = 96.0, 2
"""The least width of a box, and how many stand beside each other on a narrow sheet."""
_POINT = 14.0


@dataclass
class _Box:
    """Where a slot is drawn: middle, top, width, height."""

    x: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


def draw_flow(figure: FlowFigure, canvas: Canvas) -> None:
    """Draw boxes in layers and arrows between them."""
    edges = [(edge.from_, edge.to) for edge in figure.edges]
    layout = arrange([node.id for node in figure.nodes], edges, BESIDE if canvas.narrow else 0)
    nodes = {node.id: node for node in figure.nodes}
    canvas.widen(max(0, *(_missing(canvas, layer) for layer in layout.layers)))
    widths = [_box_width(canvas, layer) for layer in layout.layers]
    boxes: dict[Slot, _Box] = {}
    (gap, pad), top = (LOW_GAP, LOW_PAD) if canvas.low else (GAP_Y, PAD), canvas.y + 4
    for layer, width in zip(layout.layers, widths, strict=True):
        heights = {slot: _height(nodes[slot[0]], width, pad) for slot in layer if slot[1] < 0}
        top = _place(layer, heights, width, (canvas.width / 2, top), boxes) + gap
    _align(canvas, layout, boxes)
    canvas.y = top - gap
    _arrows(canvas, figure, layout, boxes)
    for slot, box in boxes.items():
        if slot[1] < 0:
            _node(canvas, nodes[slot[0]], box)


def _box_width(canvas: Canvas, layer: list[Slot]) -> float:
    count, room = _shares(canvas, layer)
    return min(WIDEST, room / count)


def _missing(canvas: Canvas, layer: list[Slot]) -> float:
    """Return how much wider the sheet must be for the boxes of a layer."""
    count, room = _shares(canvas, layer)
    return count * LEAST - room


def _shares(canvas: Canvas, layer: list[Slot]) -> tuple[int, float]:
    """Return how many boxes a layer has, and the width that arrows passing it leave to them."""
    passes = sum(slot[1] >= 0 for slot in layer)
    count = max(len(layer) - passes, 1)
    return count, canvas.room - passes * (PASS + GAP_X) - (count - 1) * GAP_X


def _place(
    layer: list[Slot], heights: dict[Slot, float], width: float, middle: tuple[float, float], boxes: dict[Slot, _Box]
) -> float:
    """Set the boxes of a layer side by side around the middle and return where they end."""
    center, top = middle
    sizes = [width if slot[1] < 0 else PASS for slot in layer]
    height = max(heights.values())
    x = center - (sum(sizes) + GAP_X * (len(layer) - 1)) / 2
    for slot, size in zip(layer, sizes, strict=True):
        boxes[slot] = _Box(x + size / 2, top, size, heights.get(slot, height))
        x += size + GAP_X
    return top + height


def _align(canvas: Canvas, layout: Layout, boxes: dict[Slot, _Box]) -> None:
    """Spread a layer over the picture where that brings its boxes nearer to those above them."""
    for upper, layer in pairwise(layout.layers):
        if len(layer) == 1 and len(upper) >= 1:
            (slot,) = layer
            wanted = [boxes[one].x for route in layout.routes for one, low in pairwise(route) if low == slot]
            if wanted:
                box = boxes[slot]
                half = box.width / 2
                box.x = min(max(sum(wanted) / len(wanted), canvas.left + half), canvas.right - half)


def _height(node: Node, width: float, pad: float) -> float:
    return len(_lines(node, width)) * SMALL * LEADING + 2 * pad


def _lines(node: Node, width: float) -> list[str]:
    inset = 2 * _POINT if node.kind == "question" else 0
    return wrap(node.text, SMALL, width - 2 * PAD - inset, bold=node.kind in {"danger", "start"})


def _node(canvas: Canvas, node: Node, box: _Box) -> None:
    left, right = box.x - box.width / 2, box.x + box.width / 2
    if node.kind == "question":
        middle = (box.top + box.bottom) / 2
        inner = (left + _POINT, right - _POINT)
        points = [
            (left, middle), (inner[0], box.top), (inner[1], box.top),
            (right, middle), (inner[1], box.bottom), (inner[0], box.bottom),
        ]  # fmt: skip
        canvas.shape(points, fill=PALE, stroke=INK)
    elif node.kind == "danger":
        canvas.rect(left, box.top, box.width, box.height, fill=DANGER, stroke=INK, weight=2)
        canvas.rect(left + 4, box.top + 4, box.width - 8, box.height - 8, stroke=PANEL, weight=1)
    elif node.kind == "start":
        canvas.rect(left, box.top, box.width, box.height, fill=LIGHT, stroke=DARK, weight=2, radius=18)
    else:
        canvas.rect(left, box.top, box.width, box.height, fill=PANEL, stroke=INK, weight=1.5)
    color = PANEL if node.kind == "danger" else INK
    bold = node.kind in {"danger", "start"}
    lines = _lines(node, box.width)
    top = box.top + (box.height - len(lines) * SMALL * LEADING) / 2 - 1
    canvas.text(lines, box.x, top, SMALL, anchor="middle", bold=bold, color=color)


def _arrows(canvas: Canvas, figure: FlowFigure, layout: Layout, boxes: dict[Slot, _Box]) -> None:
    """Draw all arrows first and their labels on top, each label near where its arrow starts."""
    labels: list[tuple[str, float, float]] = []
    for edge, route in zip(figure.edges, layout.routes, strict=True):
        points = _points(route, layout, boxes)
        canvas.arrow(points)
        if edge.label:
            (x0, y0), (x1, y1) = points[:2]
            labels.append((edge.label, x0 + (x1 - x0) * 0.45, y0 + (y1 - y0) * 0.45 - SMALL * LEADING / 2))
    for text, x, y in _apart(labels, canvas.width):
        canvas.label(text, x, y)


def _points(route: list[Slot], layout: Layout, boxes: dict[Slot, _Box]) -> list[tuple[float, float]]:
    """Return the corners of an arrow; those that leave or reach a box together are spread along its edge."""
    down = boxes[route[0]].top < boxes[route[-1]].top
    points: list[tuple[float, float]] = []
    for place, slot in enumerate(route):
        box = boxes[slot]
        first, last = place == 0, place == len(route) - 1
        if not first:
            points.append((_port(slot, route[place - 1], layout, boxes, up=down), box.top if down else box.bottom))
        if not last:
            points.append((_port(slot, route[place + 1], layout, boxes, up=not down), box.bottom if down else box.top))
    return points


def _port(slot: Slot, other: Slot, layout: Layout, boxes: dict[Slot, _Box], *, up: bool) -> float:
    """Return where on the upper or lower edge of a box the arrow to another one begins."""
    box = boxes[slot]
    if slot[1] >= 0:
        return box.x
    ends = {
        (boxes[b].x, b) if a == slot else (boxes[a].x, a)
        for route in layout.routes
        for a, b in pairwise(route)
        if slot in {a, b} and (boxes[b if a == slot else a].top < box.top) == up
    }
    ordered = sorted(ends)
    place = next(number for number, (_, one) in enumerate(ordered) if one == other)
    spread = min(box.width - 48, 70.0 * (len(ordered) - 1))
    return box.x if len(ordered) == 1 else box.x - spread / 2 + spread * place / (len(ordered) - 1)


def _apart(labels: list[tuple[str, float, float]], width: float) -> list[tuple[str, float, float]]:
    """Move labels of the same height apart until none covers another."""
    placed: list[tuple[str, float, float]] = []
    for text, x, y in sorted(labels, key=lambda one: (round(one[2]), one[1])):
        half = width_of(text, SMALL) / 2 + 5
        for other, ox, oy in placed:
            reach = half + width_of(other, SMALL) / 2 + 5
            if abs(oy - y) < SMALL * LEADING and abs(ox - x) < reach:
                x = ox + reach  # noqa: PLW2901 - the label moves to the right of the one before
        placed.append((text, min(max(x, half + 4), width - half - 4), y))
    return placed
