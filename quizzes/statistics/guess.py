"""What somebody reaches who guesses, of items whose answers are marked; as Moodle has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.model.arranging import MatchItem
from quizzes.model.choices import SingleItem, TrueFalseItem
from quizzes.model.item import Scoring

if TYPE_CHECKING:
    from quizzes.model.types import Item


def guess_of(item: Item) -> float | None:
    """Return the mean share of points of blind guesses; None where that depends on how many answers are marked.

    What is typed or put in order is not guessed: 0. Of pairs the mean share of pairs counts, and so only with partial
    credit.
    """
    if isinstance(item, SingleItem | TrueFalseItem):
        return 1 / len(item.choices) if item.scoring is not Scoring.WEIGHTS else None
    if isinstance(item, MatchItem):
        return 1 / (len(item.pairs) + len(item.distractors)) if item.scoring is Scoring.PARTIAL else None
    return None if getattr(item, "choices", ()) else 0.0
