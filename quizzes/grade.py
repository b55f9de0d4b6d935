"""Grade an answer: the rules that the browser client must equal, proved on tests/data/grading-vectors.json.

Every response is plain JSON: `single` and `truefalse` the id of a choice ("b", "true"); `multiple` a list of ids;
`match` an object from pair id to the text of the response; `order` a list of step ids, first step first; `numeric`
the text that was typed, or a number (`quizzes.number`); `short` the text that was typed (`quizzes.answer_text`);
`cloze` an object from gap id to text. No answer, an empty one and one of the wrong shape are worth 0.

An answer is counted as right, wrong and total parts. With `right` + `wrong` <= `total`:

- all-or-nothing: 1 if everything is right and nothing wrong, else 0;
- partial: right/total, for `multiple` times right/(right + wrong), so that ticking everything does not pay;
- penalty: (right - wrong)/total, so that a wrong part costs what a right one brings;
- weights: the sum of the weights of the choices taken (`quizzes.weights`), 1 for the key as a whole.

Of penalty and weights no answer brings less than `item.lowest`, which is 0 unless the item says otherwise.

Parts are: the choices of the key (`multiple`), pairs (`match`), gaps (`cloze`), pairs of steps and their order
(`order`: partial is the share of concordant pairs, penalty is Kendall's tau cut at 0); the other types have one part.
"""

from __future__ import annotations

# ruff: noqa: ARG001 - one signature for every type
import math
from dataclasses import dataclass
from functools import singledispatch
from itertools import combinations
from typing import TYPE_CHECKING

from quizzes.answer_text import accepts, clean, clean_lines
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.item import Scoring
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.number import is_right, read_number
from quizzes.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizzes.model.types import Item


@dataclass(frozen=True)
class Grade:
    """What an answer is worth: `points` of the item's points, `fraction` of them, `correct` when all is right."""

    points: float
    correct: bool
    fraction: float


@dataclass(frozen=True)
class Tally:
    """How many of `total` parts are right and how many wrong; the rest was left open."""

    right: int
    wrong: int
    total: int


def grade(item: Item, response: object, decimal: str = ".") -> Grade:
    """Return what `response` is worth; never fails on any response.

    Points lie between `item.lowest` times `item.points`, which is 0 unless the item says otherwise, and `item.points`.

    `decimal` is the decimal sign of the language in which numbers were typed, see `quizzes.number.decimal_of`.
    Raises ValueError for an item that is never scored (`item.scored` is false): an opinion has no right answer, and
    an essay is judged by a person.
    """
    if not item.scored:
        raise ValueError(f"{item.id}: an item of type {item.type} is never scored")
    tally = count_parts(item, response, decimal)
    correct = tally.right == tally.total and not tally.wrong
    fraction = _fraction(item, tally, response)
    return Grade(points=item.points * fraction, correct=correct, fraction=fraction)


def _fraction(item: Item, tally: Tally, response: object) -> float:
    right, wrong, total = tally.right, tally.wrong, tally.total
    if item.scoring is Scoring.WEIGHTS and isinstance(item, SingleItem | MultipleItem):
        return 1.0 if right == total and not wrong else min(1.0, max(item.lowest, _weighed(item, response)))
    if item.scoring is Scoring.PENALTY:
        return max(item.lowest, (right - wrong) / total)
    if item.scoring is not Scoring.PARTIAL:
        return float(right == total and not wrong)
    return right * right / (total * (right + wrong)) if isinstance(item, MultipleItem) and right else right / total


def _weighed(item: SingleItem | MultipleItem, response: object) -> float:
    """Return the sum of the weights of the choices taken; nothing for an answer that names others."""
    taken = _ids(response if isinstance(item, MultipleItem) else [response], {choice.id for choice in item.choices})
    return math.fsum(weight for name, weight in weights_of(item).items() if name in taken)


@singledispatch
def count_parts(item: object, response: object, decimal: str = ".") -> Tally:
    """Count the right and wrong parts of an answer; one implementation a type of item."""
    raise ValueError(f"{type(item).__name__} cannot be graded: {response!r}")


@count_parts.register(SingleItem)
@count_parts.register(TrueFalseItem)
def _one_choice(item: SingleItem | TrueFalseItem, response: object, decimal: str = ".") -> Tally:
    return _one(answered=isinstance(response, str) and response != "", right=response in item.key)


@count_parts.register
def _several_choices(item: MultipleItem, response: object, decimal: str = ".") -> Tally:
    ticked = _ids(response, {choice.id for choice in item.choices})
    right = len(ticked & set(item.key))
    return Tally(right, len(ticked) - right, len(item.key) or 1)


@count_parts.register
def _pairs(item: MatchItem, response: object, decimal: str = ".") -> Tally:
    given = _texts(response)
    return _tally((given.get(pair.id, ""), given.get(pair.id, "") == clean(pair.response)) for pair in item.pairs)


@count_parts.register
def _steps(item: OrderItem, response: object, decimal: str = ".") -> Tally:
    rank = {step.id: place for place, step in enumerate(item.sequence)}
    total = math.comb(len(rank), 2)
    if not _ids(response, set(rank)) or not isinstance(response, list) or len(set(response)) != len(response):
        return Tally(0, 0, total or 1)
    pairs = [rank[first] < rank[second] for first, second in combinations(response, 2)]
    return Tally(sum(pairs), len(pairs) - sum(pairs), total or 1)


@count_parts.register
def _number(item: NumericItem, response: object, decimal: str = ".") -> Tally:
    typed = read_number(response, item.answer, decimal)
    return _one(answered=typed.value is not None, right=is_right(item.answer, typed))


@count_parts.register
def _phrase(item: ShortItem, response: object, decimal: str = ".") -> Tally:
    tidy = clean_lines if item.multiline else clean
    text = tidy(response) if isinstance(response, str) else ""
    return _one(answered=bool(text), right=any(accepts(answer, answer.text, text, tidy) for answer in item.answers))


@count_parts.register
def _gaps(item: ClozeItem, response: object, decimal: str = ".") -> Tally:
    given = _texts(response)
    told = [(gap, given.get(gap.id, "")) for gap in item.gaps]
    return _tally((text, any(accepts(gap, one, text) for one in gap.accepted)) for gap, text in told)


@count_parts.register
def _opinion(item: LikertItem, response: object, decimal: str = ".") -> Tally:
    raise ValueError(f"{item.id}: an opinion is never scored: {response!r}")


@count_parts.register
def _essay(item: EssayItem, response: object, decimal: str = ".") -> Tally:
    raise ValueError(f"{item.id}: a person judges an essay: {response!r}")


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
