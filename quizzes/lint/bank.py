"""Rules about all banks together: coverage, the blueprint, the draw and the pass mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.lint.context import Context
    from quizzes.lint.reading import Reading
    from quizzes.load import BankFile


@dataclass(frozen=True)
class Banks:
    """All banks of a course, and their items as the rules read them (one list a bank)."""

    files: Sequence[BankFile]
    readings: Sequence[Sequence[Reading]]
    context: Context
