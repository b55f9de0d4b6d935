"""Put the boxes of a decision path into layers from top to bottom, so that arrows run downward and seldom cross.

The steps of Sugiyama's method in their simplest form: longest-path layers, a place kept free wherever a long arrow
passes a layer, and a few sweeps that order each layer by the mean position of its neighbors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SWEEPS = 6
Slot = tuple[str, int]
"""A box (its id and -1) or the place where an arrow passes a layer (its number as text, and the layer)."""


@dataclass
class Layout:
    """The slots of each layer in order, and for each arrow the slots it goes through."""

    layers: list[list[Slot]] = field(default_factory=list)
    routes: list[list[Slot]] = field(default_factory=list)


def arrange(nodes: Sequence[str], edges: Sequence[tuple[str, str]], most: int = 0) -> Layout:
    """Return the layout of a graph, with at most so many boxes in a layer (0 for any number).

    An arrow that closes a circle is routed like its reverse.
    """
    downward = _downward(nodes, edges)
    depth = _depths(nodes, downward)
    if most:
        depth = _split(depth, most)
    layout = Layout([[] for _ in range(max(depth.values()) + 1)])
    for node in nodes:
        layout.layers[depth[node]].append((node, -1))
    for number, (start, end) in enumerate(downward):
        passed: list[Slot] = [(str(number), layer) for layer in range(depth[start] + 1, depth[end])]
        for slot in passed:
            layout.layers[slot[1]].append(slot)
        layout.routes.append([(start, -1), *passed, (end, -1)])
    _order(layout)
    for number, (edge, way) in enumerate(zip(edges, downward, strict=True)):
        if edge != way:
            layout.routes[number].reverse()
    return layout


def _downward(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the arrows with those turned around that lead back to where one came from."""
    after: dict[str, list[str]] = {node: [end for start, end in edges if start == node] for node in nodes}
    state: dict[str, int] = {}
    back: set[tuple[str, str]] = set()

    def visit(node: str) -> None:
        state[node] = 1
        for end in after[node]:
            if state.get(end) == 1:
                back.add((node, end))
            elif end not in state:
                visit(end)
        state[node] = 2

    for node in nodes:
        if node not in state:
            visit(node)
    return [(end, start) if (start, end) in back else (start, end) for start, end in edges]


def _depths(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    depth = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for start, end in edges:
            if start != end:
                depth[end] = max(depth[end], depth[start] + 1)
    return depth


def _split(depth: dict[str, int], most: int) -> dict[str, int]:
    """Return the depths with each layer that has too many boxes made into several, one below the other."""
    split: dict[str, int] = {}
    top = 0
    for layer in range(max(depth.values()) + 1):
        boxes = [node for node, own in depth.items() if own == layer]
        split |= {node: top + place // most for place, node in enumerate(boxes)}
        top = max(split.values()) + 1
    return split


def _order(layout: Layout) -> None:
    above: dict[Slot, list[Slot]] = {}
    below: dict[Slot, list[Slot]] = {}
    for route in layout.routes:
        for upper, lower in pairwise(route):
            below.setdefault(upper, []).append(lower)
            above.setdefault(lower, []).append(upper)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        layers = layout.layers if down else layout.layers[::-1]
        for fixed, free in pairwise(layers):
            _sort(free, fixed, above if down else below)


def _sort(free: list[Slot], fixed: list[Slot], neighbors: dict[Slot, list[Slot]]) -> None:
    share = {slot: (place + 0.5) / len(fixed) for place, slot in enumerate(fixed)}
    own = {slot: (place + 0.5) / len(free) for place, slot in enumerate(free)}

    def mean(slot: Slot) -> float:
        places = [share[one] for one in neighbors.get(slot, ()) if one in share]
        return sum(places) / len(places) if places else own[slot]

    free.sort(key=lambda slot: (mean(slot), own[slot]))
