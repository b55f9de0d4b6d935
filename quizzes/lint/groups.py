"""Rules about groups of items, of which a test asks one."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quizzes.lint.rule import ERROR, WARNING, BankFlaw, bank_rule
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizzes.finding import Level
    from quizzes.lint.banks import Banks
    from quizzes.lint.reading import Reading

_SUM = {"stem": "How many sides do two triangles have together?", "choices": ["5", "* 6", "7"], "group": "sides"}
_OTHER = {**_SUM, "stem": "How many sides do two squares have together?", "choices": ["6", "* 8", "10"]}


@bank_rule(
    "B214",
    ERROR,
    "project",
    names_items=True,
    subs={
        "c": "its items fill different cells of the blueprint, or have different points",
        "o": "its items test different objectives (warning)",
        "n": "in a bank that nothing is drawn from (warning)",
        "s": "a group of one (warning)",
    },
    bad={"use": "pool", "items": [_SUM, {**_OTHER, "points": 2}]},
    good={"use": "pool", "items": [_SUM, _OTHER]},
)
def groups_are_alternatives(banks: Banks) -> Iterator[BankFlaw]:
    """The items of a group can stand for each other: same cell, same points, same objectives.

    A test asks one item of a group, so that several numbers or wordings of one task never meet. Groups count in pools:
    pages of other banks show every item.
    """
    groups: dict[str, list[Reading]] = defaultdict(list)
    for reading in banks.every():
        if reading.item.group:
            groups[reading.unit].append(reading)
    for group in groups.values():
        yield from _flaws(group, banks)


def _flaws(group: Sequence[Reading], banks: Banks) -> Iterator[BankFlaw]:
    first, name = group[0], group[0].item.group
    if first.bank.use is not Use.POOL:
        message = f"the group '{name}' has no effect: nothing is drawn from a bank for {first.bank.use}"
        yield _at(first, message, "n", WARNING)
        return
    if len(group) == 1:
        yield _at(first, f"the group '{name}' has no other item", "s", WARNING)
    for other in group[1:]:
        if _place(other, banks) != _place(first, banks):
            message = f"it differs from {first.item.id} of its group '{name}' in lesson, level or points"
            yield _at(other, message, "c")
        elif set(other.item.objective) != set(first.item.objective):
            yield _at(other, f"it tests other objectives than {first.item.id} of its group '{name}'", "o", WARNING)


def _place(reading: Reading, banks: Banks) -> tuple[object, ...]:
    """Return what a test counts by: cell of the blueprint, or lesson and level where there is none, and points."""
    item = reading.item
    cell = banks.cell_by_id.get(item.id) or (item.lesson or reading.bank.lesson, item.bloom)
    return cell, item.points


def _at(reading: Reading, message: str, sub: str, level: Level = ERROR) -> BankFlaw:
    return BankFlaw(message, reading.file, ("items", reading.place, "group"), reading.item.id, sub, level)
