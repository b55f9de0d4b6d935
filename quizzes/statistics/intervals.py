"""Intervals of 95 %, each with the name of its method."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh

from quizzes.responses.extra import brought

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, by `method`."""

    low: float
    high: float
    method: str


def wilson(share: float, people: int) -> Interval:
    """Return the interval of a share of people (Wilson, J Am Stat Assoc 22:209, 1927)."""
    middle, scale = share + Z * Z / (2 * people), 1 + Z * Z / people
    half = Z * sqrt(share * (1 - share) / people + Z * Z / (4 * people * people))
    return Interval(max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale), "Wilson")


def of_mean(mean: float, deviation: float, people: int) -> Interval:
    """Return the interval of a mean by Student's t."""
    half = float(brought("scipy.stats").t.ppf(0.975, people - 1)) * deviation / sqrt(people)
    return Interval(mean - half, mean + half, "Student's t")


def of_correlation(r: float, people: int) -> Interval | None:
    """Return the interval of a correlation by Fisher's z; None for fewer than four people, and at -1 and 1."""
    if people < 4 or abs(r) >= 1:  # noqa: PLR2004 - its standard error is 1 / sqrt(people - 3)
        return None
    half = Z / sqrt(people - 3)
    return Interval(tanh(atanh(r) - half), tanh(atanh(r) + half), "Fisher's z")


def of_alpha(alpha: float, people: int, items: int) -> Interval:
    """Return the interval of alpha (Feldt, Woodruff and Salih, Appl Psychol Meas 11:93, 1987)."""
    f = brought("scipy.stats").f
    first, second = people - 1, (people - 1) * (items - 1)
    low, high = (1 - (1 - alpha) * float(f.ppf(point, first, second)) for point in (0.975, 0.025))
    return Interval(low, high, "Feldt")
