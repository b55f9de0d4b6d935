"""The shares of the points that choices bring in Moodle, which takes those of its own list only.

Source: `lib/questionlib.php` of Moodle 4.5, `question_bank::fraction_options_full`.
"""

from __future__ import annotations

from itertools import product
from math import fsum, prod
from typing import TYPE_CHECKING

from quizzes.model.item import Scoring
from quizzes.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizzes.model.choices import MultipleItem, SingleItem

FRACTIONS = (1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667,
             0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0)  # fmt: skip
"""Moodle's list; each share is there below zero, too."""
_NEAR = 0.001
_TRIED, _MOST_WAYS = 6, 50_000


def fraction_of(share: float) -> str:
    """Return the fraction of Moodle's list, in percent, that is nearest to a share."""
    near = min(FRACTIONS, key=lambda one: abs(one - abs(share)))
    return f"{'-' if share < 0 and near else ''}{near * 100:.7g}"


def on_the_list(shares: Iterable[float]) -> bool:
    """Say whether Moodle has a fraction for each of these shares."""
    return all(abs(float(fraction_of(share)) / 100 - share) < _NEAR for share in shares)


def shares_of(item: SingleItem | MultipleItem) -> dict[str, float]:
    """Return the share of the points that each choice brings in Moodle, by its id.

    Moodle lets a single choice bring less than 0, but no answer to a question with several; so `lowest` is that of each
    single choice here.
    """
    single = item.type == "single"
    if item.scoring is Scoring.WEIGHTS:
        weights = weights_of(item)
        return {name: max(item.lowest, one) for name, one in weights.items()} if single else weights
    cost = (item.lowest if item.scoring is Scoring.PENALTY else 0) if single else -1 / len(item.key)
    return {choice.id: 1 / len(item.key) if choice.correct else cost for choice in item.choices}


def fractions_of(item: SingleItem | MultipleItem) -> dict[str, str]:
    """Return the fraction in percent that each choice brings in Moodle, by its id; nothing where Moodle has none.

    Those of several right choices must give 100 together: Moodle ends an import at a question where they do not
    (`qtype_multichoice::save_question_options`), and no question behind it arrives. So the fractions that are nearest
    of all that do are taken, else equal ones.
    """
    shares = shares_of(item)
    made = {name: fraction_of(share) for name, share in shares.items()}
    if item.type == "single" or _whole(float(made[name]) / 100 for name in item.key):
        return made
    key = _nearest([shares[name] for name in item.key])
    return made | dict(zip(item.key, map(fraction_of, key), strict=True)) if key else {}


def _whole(shares: Iterable[float]) -> bool:
    """Say whether each right choice earns something, and all of them earn the points."""
    found = list(shares)
    return min(found) > 0 and round(fsum(found), 2) == 1


def _nearest(shares: list[float]) -> list[float]:
    """Return the fractions nearest to shares that give 1 together; equal ones where there are too many ways."""
    near = [sorted(FRACTIONS[:-1], key=lambda one: abs(one - share))[:_TRIED] for share in shares]
    ways = product(*near) if prod(map(len, near)) <= _MOST_WAYS else ()
    found = min(
        (way for way in ways if _whole(way)),
        key=lambda way: fsum(abs(one - share) for one, share in zip(way, shares, strict=True)),
        default=None,
    )
    equal = [1 / len(shares)] * len(shares)
    return list(found) if found else equal if on_the_list(equal) else []
