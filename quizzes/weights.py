"""What each choice brings where choices have weights, and what does not fit such weights.

A weight is the share of the item's points that taking the choice brings, as the fractions of Moodle's multiple-choice
questions and the lower bound of R/exams (`exams_eval`, `negative`) have it: 1 for the whole, below 0 for a cost. The
key as a whole always brings 1. `client/quiz-grade.js` does the same, on the same vectors.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from quizzes.codes import LoadCode
from quizzes.model.choices import MultipleItem, SingleItem
from quizzes.model.item import Scoring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.model.types import Item
    from quizzes.yaml12 import Loc

_NEAR = 0.001
"""So far from 1 may the weights of a key be together: thirds are written with a few digits."""


def weights_of(item: SingleItem | MultipleItem) -> dict[str, float]:
    """Return the weight of each choice by its id.

    Right choices without one share alike what the others of the key leave of 1; wrong choices without one bring 0.
    """
    key = [choice for choice in item.choices if choice.correct]
    given = [choice.weight for choice in key if choice.weight is not None]
    left = (1 - fsum(given)) / max(1, len(key) - len(given))
    return {
        choice.id: choice.weight if choice.weight is not None else left if choice.correct else 0.0
        for choice in item.choices
    }


def check_weights(item: Item) -> Iterator[tuple[Loc, LoadCode, str]]:
    """Yield what of an item's weights and its lowest share means nothing, or pays for a wrong answer."""
    choices = item.choices if isinstance(item, SingleItem | MultipleItem) else ()
    weighed = [place for place, choice in enumerate(choices) if choice.weight is not None]
    for loc, message in _misplaced(item, weighed):
        yield loc, LoadCode.WEIGHTS, message
    if item.scoring is Scoring.WEIGHTS and weighed and isinstance(item, SingleItem | MultipleItem):
        for loc, message in _unfit(item):
            yield loc, LoadCode.WEIGHTS, message


def _misplaced(item: Item, weighed: list[int]) -> Iterator[tuple[Loc, str]]:
    if item.scoring is not Scoring.WEIGHTS and weighed:
        yield (
            ("choices", weighed[0], "weight"),
            "a `weight` counts with `scoring: weights` only: write that too",
        )
    elif item.scoring is Scoring.WEIGHTS and not weighed:
        yield ("scoring",), "no choice has a `weight`: give each its share of the points, such as 0.5 or -0.25"
    if item.lowest and item.scoring not in (Scoring.WEIGHTS, Scoring.PENALTY):
        yield ("lowest",), "`lowest` counts with `scoring: penalty` or `weights` only: nothing else goes below 0"


def _unfit(item: SingleItem | MultipleItem) -> Iterator[tuple[Loc, str]]:
    single, weights = isinstance(item, SingleItem), weights_of(item)
    whole = fsum(weights[name] for name in item.key)
    if item.key and abs(whole - 1) > _NEAR:
        yield ("choices",), f"the weights of the key give {whole:.4g} together: the right answer has to bring 1"
    for place, choice in enumerate(item.choices):
        weight, loc = weights[choice.id], ("choices", place, "weight")
        if choice.correct and weight <= 0:
            yield loc, f"'{choice.id}' is right and brings {weight:.4g}: give the key weights above 0"
        elif not choice.correct and not single and weight > 0:
            yield loc, f"'{choice.id}' is wrong and brings {weight:.4g}: a wrong choice of several brings 0 or less"
        elif not choice.correct and weight > 1 - _NEAR:
            yield loc, f"'{choice.id}' is wrong and brings as much as the key: give it less than 1"
        elif single and weight < item.lowest:
            yield (
                loc,
                f"{weight:.4g} never counts, because `lowest` is {item.lowest:g}: write `lowest: {weight:.4g}`",
            )
