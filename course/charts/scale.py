"""From values to places on an axis, with round tick marks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.charts.model import Axis


@dataclass(frozen=True)
class Scale:
    """Maps values from `low` to `high` onto places from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, count: int = 6) -> list[float]:
    """Return round values that cover `low` to `high` in about `count` steps."""
    span = (high - low) or abs(high) or 1.0
    step = _round_step(span / count)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, max(last, first + 1) + 1)]


def axis_ticks(axis: Axis, values: Sequence[float], count: int = 6) -> tuple[Scale, list[float]]:
    """Return the bounds of an axis as an unplaced scale, and its ticks; bounds that the axis sets are kept exactly."""
    low = min(values) if axis.min is None else axis.min
    high = max(values) if axis.max is None else axis.max
    marks = ticks(low, max(high, low), count)
    low = marks[0] if axis.min is None else axis.min
    high = marks[-1] if axis.max is None else max(axis.max, *values)
    return Scale(low, high, 0, 1), [mark for mark in marks if low <= mark <= high]


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)


def shown(value: float) -> str:
    """Return a value as a reader writes it: no trailing zeros, a comma between thousands."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
