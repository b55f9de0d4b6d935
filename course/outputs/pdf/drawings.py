"""What a drawing says about itself: its shape, and the smallest type in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALLEST = 7.0
"""The least size, in points, in which type of a drawing is printed."""
_USUAL = 16.0
_NUMBER = re.compile(r"-?[0-9.]+")
_SIZE = re.compile(r"font-size:\s*([0-9.]+)")


@dataclass(frozen=True)
class Drawing:
    """Height of a drawing as a share of its width, and the size of its smallest type, likewise; 0 without type."""

    ratio: float
    smallest: float

    @property
    def least_width(self) -> float:
        """Return the width, in points, at which the smallest type is printed in `SMALLEST`."""
        return SMALLEST / self.smallest if self.smallest else 0.0


def read_drawing(path: Path) -> Drawing | None:
    """Read an SVG; None for another format or for one without a size. Turned and scaled groups are not looked at."""
    if path.suffix != ".svg":
        return None
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - a drawing of the course itself, which Typst reads too
    except (ET.ParseError, OSError):
        return None
    width, height = _extent(root)
    if not width or not height:
        return None
    return Drawing(height / width, min(_sizes(root, _USUAL), default=0.0) / width)


def _extent(root: ET.Element) -> tuple[float, float]:
    box = [float(value) for value in _NUMBER.findall(root.get("viewBox", ""))]
    if len(box) == 4:  # noqa: PLR2004 - left, top, width, height
        return box[2], box[3]
    width, height = (_NUMBER.match(root.get(side, "")) for side in ("width", "height"))
    return (float(width[0]), float(height[0])) if width and height else (0.0, 0.0)


def _sizes(element: ET.Element, around: float) -> Iterator[float]:
    """Yield the size of every text, from its attribute or style, else from what is around it."""
    found = _SIZE.search(element.get("style", "")) or _NUMBER.match(element.get("font-size", ""))
    size = float(found[found.lastindex or 0]) if found else around
    if (element.text or "").strip() and element.tag.rpartition("}")[2] in ("text", "tspan"):
        yield size
    for child in element:
        yield from _sizes(child, size)
