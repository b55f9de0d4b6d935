"""Rules about essays: a rubric that can be judged by, and no essay where only a program counts."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.lint.likeness import same
from quizzes.lint.rule import WARNING, Flaw, item_rule
from quizzes.model.essay import EssayItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

MOST_AT_ONCE = 4
"""So many points can one criterion give before two judges mean different things by the points between."""
_ESSAY = {
    "type": "essay",
    "stem": "Why do streams below a glacier run white?",
    "model_answer": "The ice grinds the rock below it to flour, which the water carries away and which scatters light.",
}
_ROCK = {"id": "rock", "text": "says that ice grinds rock", "points": 2}
_LIGHT = {"id": "light", "text": "says that fine grains scatter light", "points": 2}


@item_rule(
    "Q156",
    WARNING,
    "project",
    subs={"n": "one criterion with many points"},
    bad={**_ESSAY, "rubric": [_ROCK, {**_ROCK, "id": "again"}]},
    good={**_ESSAY, "rubric": [_ROCK, _LIGHT]},
)
def rubric(reading: Reading) -> Iterator[Flaw]:
    """Every criterion of a rubric says something else, and says what its points are for.

    Two criteria that say the same give the same thought points twice. A criterion worth more than four points leaves to
    each judge what the points between none and all stand for: write several criteria.
    """
    if not isinstance(reading.item, EssayItem):
        return
    rows = reading.item.rubric
    for place, row in enumerate(rows):
        if any(same(row.text, earlier.text) for earlier in rows[:place]):
            yield Flaw(f"criterion '{row.id}' says what an earlier one says", ("rubric", place, "text"))
        if row.points > MOST_AT_ONCE:
            message = f"criterion '{row.id}' is worth {row.points} points at once; write several criteria"
            yield Flaw(message, ("rubric", place, "points"), "n")


@item_rule(
    "Q157",
    WARNING,
    "project",
    bad={**_ESSAY, "use": "pool", "rubric": [_ROCK, _LIGHT]},
    good={**_ESSAY, "use": "pretest", "rubric": [_ROCK, _LIGHT]},
)
def essay_in_pool(reading: Reading) -> Iterator[Flaw]:
    """The pool of a test that is passed by points has no essays.

    Nobody draws them: the pass mark counts points that a program gives, and no program judges an essay.
    """
    if isinstance(reading.item, EssayItem) and reading.strict:
        hint = "ask it in a bank for practice or in the pre-test"
        yield Flaw("no test draws an essay from a pool, because its pass mark needs scored items", ("type",), hint=hint)
