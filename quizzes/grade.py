"""Grade an answer: the rules that the browser client must equal, proved on tests/data/grading-vectors.json.

Every response is plain JSON: `single` and `truefalse` the id of a choice ("b", "true"); `multiple` a list of ids;
`match` an object from pair id to the text of the response; `order` a list of step ids, first step first; `numeric`
the text that was typed, or a number; `short` the text that was typed; `cloze` an object from gap id to text. No
answer, an empty one and one of the wrong shape are worth 0.

An answer is counted as right, wrong and total parts. With `right` + `wrong` <= `total`:

- all-or-nothing: 1 if everything is right and nothing wrong, else 0;
- partial: right/total, for `multiple` times right/(right + wrong), so that ticking everything does not pay;
- penalty: max(0, (right - wrong)/total), so that a wrong part costs what a right one brings.

Parts are: the choices of the key (`multiple`), pairs (`match`), gaps (`cloze`), pairs of steps and their order
(`order`: partial is the share of concordant pairs, penalty is Kendall's tau cut at 0); the other types have one part.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import singledispatch
from itertools import combinations
from typing import TYPE_CHECKING

from quizzes.model import (
    ClozeItem,
    Gap,
    LikertItem,
    MatchItem,
    MultipleItem,
    NumericAnswer,
    NumericItem,
    OrderItem,
    Scoring,
    ShortAnswer,
    ShortItem,
    SingleItem,
    TrueFalseItem,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizzes.model import Item

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SLACK = 1e-9  # binary fractions: 0.4 is not within 0.1 of 0.3 without it


@dataclass(frozen=True)
class Grade:
    """What an answer is worth: `points` of the item's points, `fraction` from 0 to 1, `correct` when fully right."""

    points: float
    correct: bool
    fraction: float


@dataclass(frozen=True)
class Tally:
    """How many of `total` parts are right and how many wrong; the rest was left open."""

    right: int
    wrong: int
    total: int


def grade(item: Item, response: object) -> Grade:
    """Return what `response` is worth; never fails on any response, and stays within 0 and `item.points`.

    Raises ValueError for an item that is never scored (`item.scored` is false): an opinion has no right answer.
    """
    if not item.scored:
        raise ValueError(f"{item.id}: an item of type {item.type} is never scored")
    tally = count_parts(item, response)
    correct = tally.right == tally.total and not tally.wrong
    fraction = _fraction(tally, item.scoring, dilute=isinstance(item, MultipleItem))
    return Grade(points=item.points * fraction, correct=correct, fraction=fraction)


def _fraction(tally: Tally, scoring: Scoring, *, dilute: bool) -> float:
    right, wrong, total = tally.right, tally.wrong, tally.total
    if scoring is Scoring.ALL_OR_NOTHING:
        return float(right == total and not wrong)
    if scoring is Scoring.PENALTY:
        return max(0, right - wrong) / total
    return right * right / (total * (right + wrong)) if dilute and right else right / total


@singledispatch
def count_parts(item: object, response: object) -> Tally:
    """Count the right and wrong parts of an answer; one implementation a type of item."""
    raise ValueError(f"{type(item).__name__} cannot be graded: {response!r}")


@count_parts.register(SingleItem)
@count_parts.register(TrueFalseItem)
def _one_choice(item: SingleItem | TrueFalseItem, response: object) -> Tally:
    return _one(answered=isinstance(response, str) and response != "", right=response in item.key)


@count_parts.register
def _several_choices(item: MultipleItem, response: object) -> Tally:
    ticked = _ids(response, {choice.id for choice in item.choices})
    right = len(ticked & set(item.key))
    return Tally(right, len(ticked) - right, len(item.key) or 1)


@count_parts.register
def _pairs(item: MatchItem, response: object) -> Tally:
    given = _texts(response)
    return _tally((given.get(pair.id, ""), given.get(pair.id, "") == clean(pair.response)) for pair in item.pairs)


@count_parts.register
def _steps(item: OrderItem, response: object) -> Tally:
    rank = {step.id: place for place, step in enumerate(item.sequence)}
    total = math.comb(len(rank), 2)
    if not _ids(response, set(rank)) or not isinstance(response, list) or len(set(response)) != len(response):
        return Tally(0, 0, total or 1)
    pairs = [rank[first] < rank[second] for first, second in combinations(response, 2)]
    return Tally(sum(pairs), len(pairs) - sum(pairs), total or 1)


@count_parts.register
def _number(item: NumericItem, response: object) -> Tally:
    number = read_number(response, item.answer.unit)
    return _one(answered=number is not None, right=number is not None and _in_reach(item.answer, number))


@count_parts.register
def _phrase(item: ShortItem, response: object) -> Tally:
    text = clean(response) if isinstance(response, str) else ""
    return _one(answered=bool(text), right=any(_accepts(answer, answer.text, text) for answer in item.answers))


@count_parts.register
def _gaps(item: ClozeItem, response: object) -> Tally:
    given = _texts(response)
    return _tally((given.get(gap.id, ""), _accepts(gap, gap.answer, given.get(gap.id, ""))) for gap in item.gaps)


@count_parts.register
def _opinion(item: LikertItem, response: object) -> Tally:
    raise ValueError(f"{item.id}: an opinion is never scored: {response!r}")


def clean(text: str) -> str:
    """Return `text` in Unicode form NFC, trimmed, with every run of white space made one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return `text` so that equal words in any case compare equal: upper case, then lower case ("ß" becomes "ss").

    Not `str.casefold`, which JavaScript does not have; the two steps give the same result in both languages.
    """
    return text.upper().lower()


def read_number(response: object, unit: str | None) -> float | None:
    """Return the number that was typed, with or without its `unit`, or None when it is not a finite number.

    The decimal sign is a point; a comma is refused because "1,000" means two things.
    """
    if isinstance(response, bool) or not isinstance(response, str | int | float):
        return None
    text = clean(str(response)).replace("\u2212", "-")
    if unit:
        text = text.removesuffix(clean(unit)).rstrip()
    if isinstance(response, str) and not _NUMBER.fullmatch(text):
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _in_reach(answer: NumericAnswer, number: float) -> bool:
    if answer.range is not None:
        low, high = answer.range
    else:
        middle = answer.value or 0.0
        low, high = middle - answer.tolerance, middle + answer.tolerance
    slack = _SLACK * max(1.0, abs(low), abs(high))
    return low - slack <= number <= high + slack


def _accepts(rule: ShortAnswer | Gap, wanted: str, given: str) -> bool:
    if not given:
        return False
    if rule.match == "regex":
        return re.fullmatch(wanted, given, re.ASCII) is not None
    if rule.match == "exact":
        return clean(wanted) == given
    return fold(clean(wanted)) == fold(given)


def _ids(response: object, known: set[str]) -> set[str]:
    """Return the ids of a list, or nothing when one of them is unknown."""
    if not isinstance(response, list) or not all(isinstance(entry, str) for entry in response):
        return set()
    return set(response) if known.issuperset(response) else set()


def _texts(response: object) -> dict[str, str]:
    """Return the text given for each part, cleaned; what is not text counts as left open."""
    if not isinstance(response, dict):
        return {}
    return {key: clean(value) for key, value in response.items() if isinstance(key, str) and isinstance(value, str)}


def _one(*, answered: bool, right: bool) -> Tally:
    return Tally(int(answered and right), int(answered and not right), 1)


def _tally(parts: Iterable[tuple[str, bool]]) -> Tally:
    judged = [(bool(given), right) for given, right in parts]
    right = sum(right for given, right in judged if given)
    return Tally(right, sum(given for given, _ in judged) - right, len(judged) or 1)
