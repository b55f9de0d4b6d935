"""What is ticked on an answer sheet, and what the key of a version says, both by the letters as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.model import Item, NumericAnswer

BLANK = "________"
SHORT_BLANK = "____"
GAP = "\N{EM SPACE}\N{EM SPACE}"


def boxes(item: Item, order: Sequence[str]) -> str:
    """Return the row of an item on the answer sheet: letters to circle, or lines to write on."""
    match item:
        case SingleItem() | MultipleItem():
            return GAP.join(letter_of(place) for place in range(len(order)))
        case TrueFalseItem():
            return f"True{GAP}False"
        case MatchItem():
            return GAP.join(f"{place}: {SHORT_BLANK}" for place in range(1, len(item.pairs) + 1))
        case OrderItem():
            return GAP.join([SHORT_BLANK] * len(item.sequence))
        case ClozeItem():
            return GAP.join(f"({place}) {BLANK}" for place in range(1, len(item.gaps) + 1))
    return BLANK


def key(item: Item, order: Sequence[str]) -> str:
    """Return the right answer of an item in the letters of a version; `order` lists its parts as printed."""
    letters = {name: letter_of(place) for place, name in enumerate(order)}
    match item:
        case SingleItem() | MultipleItem():
            words = ", ".join(sorted(letters[name] for name in item.key))
        case TrueFalseItem():
            words = "True" if item.answer else "False"
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
        return f"{plain_number(answer.range[0])} to {plain_number(answer.range[1])}{unit}"
    around = f" ± {plain_number(answer.tolerance)}" if answer.tolerance else ""
    return f"{plain_number(answer.value or 0)}{around}{unit}"
