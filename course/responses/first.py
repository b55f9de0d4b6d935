"""A response graded as the course grades it, as a row; what every reader of answers says about a wrong file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quizzes.grade import grade
from quizzes.responses import Response

if TYPE_CHECKING:
    from quizzes.model.choices import Choice
    from quizzes.model.types import Item

WRONG, LEFT_OUT = "C070", "C071"
HINT = "give files exported by the course, or a table with the columns person, item, response"


def choices_of(item: Item) -> tuple[Choice, ...]:
    """Return the choices of an item, empty for a type without any."""
    return tuple(getattr(item, "choices", ()))


def graded(item: Item, response: object, decimal: str = ".", **where: Any) -> Response:
    """Return a response as a row: its mark, and the ids of the choices taken; None is an item that was left open.

    `decimal` is the decimal sign of numbers that were typed; `where` are the columns that say who, when and in what.
    """
    told = {"item": item.id, "answered": response is not None, "mark": 0.0, "max": float(item.points)}
    if response is not None:
        taken = response if isinstance(response, list) else [response]
        choices = [one.id for one in choices_of(item) if one.id in taken]
        told |= {
            "mark": grade(item, response, decimal).points,
            "response": json.dumps(response),
            "choices": " ".join(choices) if choices_of(item) else None,
        }
    return Response(**told | where)  # type: ignore[arg-type]


def judged(item: Item, *, right: bool, **where: Any) -> Response:
    """Return a row of which only the verdict is known."""
    points = float(item.points)
    return Response(item=item.id, answered=True, mark=points if right else 0.0, max=points, **where)


def short(value: object) -> str:
    """Return a learner's value in quotes, short enough for one line of a terminal, without signs that move it."""
    return f"'{repr(value).strip(chr(39))[:60]}'"
