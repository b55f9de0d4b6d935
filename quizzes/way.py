"""The way that answers take through a case: `client/quiz-way.js` does the same, on the same cases.

Only the parts on the way count: what a learner was never asked is neither open nor wrong, and its points are not among
those that could be reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.branches import ELSE, END, JUDGED, answers_of, targets_of
from quizzes.grade import grade
from quizzes.model.item import AnsweredBy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizzes.model.types import Item


def way(parts: Sequence[Item], responses: Mapping[str, object], decimal: str = ".") -> tuple[str, ...]:
    """Return the ids of the parts on the way, from the first to the first that is not answered, or to the end.

    `parts` are those of one case in the order of the bank, `responses` the answers by id, as `quizzes.grade` takes
    them.
    """
    places = {item.id: place for place, item in enumerate(parts)}
    taken: list[str] = []
    at = 0
    while at < len(parts):
        item = parts[at]
        taken.append(item.id)
        if item.id not in responses:
            break
        after = parts[at + 1].id if at + 1 < len(parts) else END
        to = targets_of(item, after)[_called(item, responses[item.id], decimal)]
        at = len(parts) if to == END else places[to]
    return tuple(taken)


def score(parts: Sequence[Item], responses: Mapping[str, object], decimal: str = ".") -> tuple[float, float]:
    """Return the points of the answers on the way, and the points of the parts on it that are scored."""
    on_way = set(way(parts, responses, decimal))
    asked = [item for item in parts if item.id in on_way and item.scored]
    given = [item for item in asked if item.id in responses]
    return sum(grade(item, responses[item.id], decimal).points for item in given), sum(item.points for item in asked)


def _called(item: Item, response: object, decimal: str) -> str:
    """Return what `next` calls an answer."""
    if item.answered_by is AnsweredBy.CHOICE:
        return response if isinstance(response, str) and response in answers_of(item) else ELSE
    return JUDGED[0 if grade(item, response, decimal).correct else 1] if item.scored else ELSE
