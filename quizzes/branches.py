"""Where a case goes on after each answer to one of its parts, and what is wrong with its branches.

The parts of a case are the items of a bank with one stimulus, in the order of the bank. Without `next` the following
part comes after each; `next` names another one by the answer. Branches only lead on, so that every way ends.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quizzes.codes import LoadCode
from quizzes.model.item import AnsweredBy
from quizzes.model.survey import LikertItem
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizzes.model.types import Item
    from quizzes.yaml12 import Loc

ELSE = "else"
"""What `next` calls every answer that it does not name."""
END = "end"
"""What `next` calls the end of the case."""
JUDGED = ("right", "wrong")
"""The answers to a part that has no choices to name."""
BRANCHING = frozenset({Use.PRACTICE, Use.CAPSTONE})
"""Where a case may have branches: a test asks everybody everything."""
Placed = tuple[int, "Item"]


def answers_of(item: Item) -> tuple[str, ...]:
    """Return what `next` may call the answers to an item, beside `else`."""
    if item.answered_by is AnsweredBy.CHOICE:
        return tuple(one.id for one in (item.scale if isinstance(item, LikertItem) else item.choices))  # type: ignore[union-attr]
    return JUDGED if item.scored else ()


def targets_of(item: Item, after: str) -> dict[str, str]:
    """Return the id of the part that follows each answer, and `else`; `after` is the next one of the bank, or `end`."""
    others = item.next.get(ELSE, after)
    return {name: item.next.get(name, others) for name in (*answers_of(item), ELSE)}


def cases_of(items: Iterable[Placed]) -> list[list[Placed]]:
    """Return the parts of each case that has branches, with their places in the bank."""
    cases: dict[str, list[Placed]] = defaultdict(list)
    for place, item in items:
        if item.stimulus is not None:
            cases[item.stimulus].append((place, item))
    return [parts for parts in cases.values() if any(item.next for _, item in parts)]


def check_branches(items: Sequence[Placed], ids: Sequence[str], use: Use) -> Iterator[tuple[Loc, LoadCode, str]]:
    """Yield each branch that leads nowhere, back or out of its case, and each part that no way reaches.

    `ids` are those of all items, also of those that are not sound.
    """
    for place, item in items:
        if item.next and item.stimulus is None:
            yield _at(place), LoadCode.BRANCHES, "`next` is for the parts of a case: give the item its `stimulus`"
        elif item.next and use not in BRANCHING:
            message = f"a bank with `use: {use}` asks everybody everything: `next` is for practice and capstone"
            yield _at(place), LoadCode.BRANCHES, message
    for parts in cases_of(items):
        wrong = [found for place, item in parts for found in _wrong_ways(place, item, parts, ids)]
        for loc, message in wrong or _unreached(parts):
            yield loc, LoadCode.BRANCHES, message


def _at(place: int, *more: str) -> Loc:
    return ("items", place, "next", *more)


def _wrong_ways(place: int, item: Item, parts: Sequence[Placed], ids: Sequence[str]) -> Iterator[tuple[Loc, str]]:
    known = answers_of(item)
    later = {part.id for at, part in parts if at > place}
    for answer, target in item.next.items():
        if answer not in (*known, ELSE):
            names = ", ".join((*known, ELSE))
            yield _at(place, answer), f"'{answer}' is no answer to this question: it has {names}"
        if target == END or target in later:
            continue
        if target in {part.id for _, part in parts}:
            yield _at(place, answer), f"the way goes in a circle: '{target}' stands not behind '{item.id}'"
        elif target in ids:
            yield _at(place, answer), f"'{target}' is no part of this case"
        else:
            yield _at(place, answer), f"this bank has no item '{target}' ('{END}' ends the case)"


def _unreached(parts: Sequence[Placed]) -> Iterator[tuple[Loc, str]]:
    reached = {parts[0][1].id}
    for number, (place, item) in enumerate(parts):
        if item.id not in reached:
            yield ("items", place, "id"), f"no way through the case reaches '{item.id}'"
            continue
        after = parts[number + 1][1].id if number + 1 < len(parts) else END
        to = targets_of(item, after)
        named = answers_of(item)
        reached |= {to[name] for name in named or (ELSE,)}
