"""What the key of a version says, by the letters as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.exam.words import filled
from course.sphinxext.strings import _
from quizzes.model import (
    ClozeItem,
    MatchItem,
    MultipleItem,
    NumericItem,
    OrderItem,
    ShortItem,
    SingleItem,
    TrueFalseItem,
)
from quizzes.sphinxext.parts import letter_of
from quizzes.sphinxext.solutions import plain_number
from quizzes.sphinxext.strings import _ as asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.model import Item, NumericAnswer


def key(item: Item, order: Sequence[str]) -> str:
    """Return the right answer of an item in the letters of a version; `order` lists its parts as printed."""
    letters = {name: letter_of(place) for place, name in enumerate(order)}
    match item:
        case SingleItem() | MultipleItem():
            words = ", ".join(sorted(letters[name] for name in item.key))
        case TrueFalseItem():
            words = str(asked("True") if item.answer else asked("False"))
        case MatchItem():
            words = ", ".join(f"{place}: {letters[pair.response]}" for place, pair in enumerate(item.pairs, 1))
        case OrderItem():
            words = ", ".join(letters[step.id] for step in item.sequence)
        case NumericItem():
            words = _number(item.answer)
        case ShortItem():
            said = [answer.text for answer in item.answers if answer.match != "regex"]
            words = "; ".join(said or [item.answers[0].text])
        case ClozeItem():
            words = "; ".join(f"({place}) {gap.answer}" for place, gap in enumerate(item.gaps, 1))
        case _:
            words = ""
    return words


def _number(answer: NumericAnswer) -> str:
    unit = f" {answer.unit}" if answer.unit else ""
    if answer.range is not None:
        return filled(_("%1 to %2"), *map(plain_number, answer.range)) + unit
    around = f" ± {plain_number(answer.tolerance)}" if answer.tolerance else ""
    return f"{plain_number(answer.value or 0)}{around}{unit}"
