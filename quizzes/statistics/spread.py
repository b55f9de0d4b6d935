"""How scores are spread: moments of a distribution, from how often each score came."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TENTHS = 10
_SLACK = 1e-9


@dataclass(frozen=True)
class Spread:
    """A distribution of scores from 0 to 1; what too few people or equal scores do not give is None."""

    mean: float
    median: float
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    tenths: tuple[int, ...]


def spread_of(counts: Mapping[float, int]) -> Spread:
    """Return the distribution of scores, each with the number of people who have it (at least one).

    Skewness and excess kurtosis are Fisher's, from the unbiased cumulants, as in Moodle's statistics and in
    spreadsheets.
    """
    n = sum(counts.values())
    mean = fsum(score * count for score, count in counts.items()) / n
    m2, m3, m4 = (fsum(count * (score - mean) ** power for score, count in counts.items()) / n for power in (2, 3, 4))
    varies = m2 > _SLACK**2
    k2 = n * m2 / (n - 1) if n > 1 else 0.0
    skewness = n * n * m3 / ((n - 1) * (n - 2)) / k2**1.5 if varies and n > 2 else None  # noqa: PLR2004
    kurtosis = None
    if varies and n > 3:  # noqa: PLR2004
        kurtosis = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3)) / k2**2
    tenths = [0] * TENTHS
    for score, count in counts.items():
        tenths[min(TENTHS - 1, max(0, int(score * TENTHS + _SLACK)))] += count
    return Spread(mean, _median(counts, n), sqrt(k2) if n > 1 else None, skewness, kurtosis, tuple(tenths))


def _median(counts: Mapping[float, int], n: int) -> float:
    middle: list[float] = []
    passed = 0
    for score in sorted(counts):
        middle += [score for place in ((n - 1) // 2, n // 2) if passed <= place < passed + counts[score]]
        passed += counts[score]
    return sum(middle) / 2
