"""A learning objective, and the cognitive level that it and its items have."""

from __future__ import annotations

from enum import StrEnum

from quizzes.model.values import Frozen, Identifier, Text


class Bloom(StrEnum):
    """Cognitive level of the revised taxonomy, lowest first."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"

    @property
    def rank(self) -> int:
        """Return the position in the taxonomy, 0 for `remember`."""
        return list(Bloom).index(self)


class Objective(Frozen):
    """A learning objective; `text` completes 'At the end of this lesson you will be able to'."""

    id: Identifier
    text: Text
    bloom: Bloom
    lesson: Identifier
    audience: tuple[Identifier, ...] = ()
