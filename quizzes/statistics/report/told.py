"""What a report is made of: figures, findings, and what the banks know of the items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizzes.finding import Finding
    from quizzes.model.types import Item
    from quizzes.statistics.dif import GroupDifference
    from quizzes.statistics.gain import Gain
    from quizzes.statistics.rasch import RaschItem
    from quizzes.statistics.results import ItemFigures, Statistics
    from quizzes.statistics.survey import Opinions


@dataclass(frozen=True)
class Report:
    """Figures of tests and of practice, apart; `items` are those of the banks, by id; `difficulties` are by test."""

    statistics: tuple[Statistics, ...]
    findings: tuple[Finding, ...] = ()
    difficulties: Mapping[str, tuple[RaschItem, ...]] = field(default_factory=dict)
    differences: tuple[GroupDifference, ...] = ()
    gains: tuple[Gain, ...] = ()
    opinions: tuple[Opinions, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)

    def key_of(self, figures: ItemFigures) -> tuple[str, ...]:
        """Return the ids of the right choices of an item, empty without a bank."""
        item = self.items.get(figures.item)
        return tuple(one.id for one in getattr(item, "choices", ()) if one.correct)
