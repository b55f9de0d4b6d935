"""All banks of a course together, as the rules about banks read them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizzes.blueprint import PoolItem, in_cells, pool_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from quizzes.lint.context import Context
    from quizzes.lint.reading import Reading
    from quizzes.load import BankFile
    from quizzes.model.use import Use
    from quizzes.settings import Cell


@dataclass(frozen=True)
class Banks:
    """The banks, and their items as the rules read them (one list a bank); `only` are the ids that are asked about."""

    files: Sequence[BankFile]
    readings: Sequence[Sequence[Reading]]
    context: Context
    only: Collection[str] | None = None

    @cached_property
    def pool(self) -> tuple[PoolItem, ...]:
        """Return the items that a draw may take."""
        return pool_of(self.files)

    @cached_property
    def cell_by_id(self) -> dict[str, Cell | None]:
        """Return the cell of the blueprint that each item of the pool fills."""
        blueprint = self.context.blueprint
        cells = in_cells(self.pool, blueprint) if blueprint else {}
        return {entry.id: cell for cell, entries in cells.items() for entry in entries}

    @cached_property
    def by_use(self) -> dict[Use, list[Reading]]:
        """Return the items by the use of their bank, surveys and opinions left out."""
        groups: dict[Use, list[Reading]] = defaultdict(list)
        for reading in self.every():
            if reading.asked:
                groups[reading.bank.use].append(reading)
        return groups

    def asks(self, reading: Reading) -> bool:
        """Say whether findings about this item are wanted."""
        return self.only is None or reading.item.id in self.only

    def every(self) -> Iterable[Reading]:
        """Return every item of every bank."""
        return (reading for read in self.readings for reading in read)
