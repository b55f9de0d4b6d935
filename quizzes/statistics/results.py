"""Figures as values: what the expressions give, put together for reports, findings and the edition for trainers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.statistics.gates import Gate, gate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizzes.responses import Kind
    from quizzes.statistics.intervals import Interval


@dataclass(frozen=True)
class ChoiceFigures:
    """A choice that was taken: `share` of those who saw the item, and correlation of taking it with the rest score."""

    choice: str
    taken: int
    share: float
    correlation: float | None


@dataclass(frozen=True)
class ItemFigures:
    """An item in a test: `facility` is the mean share of its points, `discrimination` the item-rest correlation.

    `n` people drew it, `unanswered` of them left it open. `efficiency` is the covariance with the rest score as a share
    of the largest possible, `upper_lower` the difference between the groups of 27 %. A figure that is None cannot be
    worked out; `missing` says why. `of` is how many responses name choices or were left open.
    """

    test: str
    item: str
    revision: str
    n: int
    unanswered: int
    facility: float
    facility_interval: Interval
    deviation: float
    points: float
    mark: float
    right_or_wrong: bool
    discrimination: float | None
    discrimination_interval: Interval | None
    pairs: int
    efficiency: float | None
    upper_lower: float | None
    missing: str
    seconds: float | None
    choices: tuple[ChoiceFigures, ...] = ()
    of: int = 0

    @property
    def gate(self) -> Gate:
        """Say how far these figures may be read."""
        return gate(self.n)

    def taken(self, choice: str) -> int:
        """Return how often a choice was taken."""
        return next((one.taken for one in self.choices if one.choice == choice), 0)


@dataclass(frozen=True)
class FormFigures:
    """People who had the same items: `alpha` (KR-20 where all items are right or wrong) and what follows from it.

    `deleted` has alpha without each item. `sem` is the standard error of measurement, in points.
    """

    number: int
    items: int
    people: int
    points: float
    mean: float
    deviation: float
    alpha: float | None
    alpha_name: str
    alpha_interval: Interval | None
    sem: float | None
    deleted: Mapping[str, float | None]
    missing: str = ""

    @property
    def gate(self) -> Gate:
        """Say how far these figures may be read."""
        return gate(self.people)


@dataclass(frozen=True)
class ScoreFigures:
    """A test: scores as shares of the points that each person could reach, and its forms.

    `tenths` counts people by score: from 0 to below 0.1, …, from 0.9 to 1. `other_forms` were
    drawn by a single person or are beyond the number that is told.
    """

    test: str
    people: int
    items: int
    drawn: tuple[int, int]
    mean: float
    median: float
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    tenths: tuple[int, ...]
    forms: tuple[FormFigures, ...]
    other_forms: int

    @property
    def fixed(self) -> bool:
        """Say whether everybody had all items."""
        return self.drawn == (self.items, self.items)

    @property
    def gate(self) -> Gate:
        """Say how far these figures may be read."""
        return gate(self.people)


@dataclass(frozen=True)
class Statistics:
    """All figures of the responses of one kind."""

    kind: Kind
    items: tuple[ItemFigures, ...] = ()
    tests: tuple[ScoreFigures, ...] = ()

    def of_item(self, item: str, revision: str = "") -> ItemFigures | None:
        """Return the figures of an item, in the test with most answers; `revision` or one that no source named."""
        found = [one for one in self.items if one.item == item and one.revision in {revision, ""}]
        return max(found, key=lambda one: one.n, default=None)
