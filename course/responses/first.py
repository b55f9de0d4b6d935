"""A first answer, graded as the course grades it; what every reader of answers says about a wrong file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.grade import grade
from quizzes.statistics import Answer

if TYPE_CHECKING:
    from quizzes.model.choices import Choice
    from quizzes.model.types import Item

WRONG, LEFT_OUT = "C070", "C071"
HINT = "give files exported by the course, or a table with the columns person, item, response"


def choices_of(item: Item) -> tuple[Choice, ...]:
    """Return the choices of an item, empty for a type without any."""
    return tuple(getattr(item, "choices", ()))


def graded(item: Item, response: object) -> Answer:
    """Return a response as right or wrong, with the ids of the choices taken."""
    right = grade(item, response).correct
    choices = choices_of(item)
    if not choices:
        return Answer(right)
    taken = response if isinstance(response, list) else [response]
    return Answer(right, tuple(one.id for one in choices if one.id in taken))


def short(value: object) -> str:
    """Return a learner's value in quotes, short enough for one line of a terminal, without signs that move it."""
    return f"'{repr(value).strip(chr(39))[:60]}'"
