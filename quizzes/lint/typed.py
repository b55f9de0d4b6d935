"""Rules about answers that are typed."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.key import fitting
from quizzes.lint.rule import WARNING, Flaw, item_rule
from quizzes.model.words import ClozeItem, ShortItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

_STIMULANT = "Which stimulant do leaves of tea hold?"


@item_rule(
    "Q155",
    WARNING,
    "project",
    bad={"type": "short", "stem": _STIMULANT, "answers": [{"text": "th?eine|caff?eine?", "match": "regex"}]},
    good={
        "type": "short",
        "stem": _STIMULANT,
        "answers": [{"text": "caffeine"}, {"text": "th?eine|caff?eine?", "match": "regex"}],
    },
)
def patterns_have_words(reading: Reading) -> Iterator[Flaw]:
    """A regular expression stands beside an answer in words.

    Nobody is shown an expression: keys and feedback name the accepted words. Where there are none, they name an answer
    that is made of the expression, which need not be a word. A gap has one answer: write it in words with
    `edit_distance`, or let people choose.
    """
    hint = "add the answer in words; a gap is written in words with `edit_distance`, or with `choices`"
    rules = _typed(reading.item)
    if all(match == "regex" for _, _, match in rules) or isinstance(reading.item, ClozeItem):
        for at, text, match in rules:
            if match == "regex":
                yield Flaw(f"no accepted answer in words; people read: {fitting(text)}", at, hint=hint)


def _typed(item: object) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Return place, text and comparison of every answer that is typed."""
    if isinstance(item, ShortItem):
        return [(("answers", place, "text"), one.text, one.match) for place, one in enumerate(item.answers)]
    if isinstance(item, ClozeItem):
        gaps = [(place, gap) for place, gap in enumerate(item.gaps) if not gap.choices]
        first = [(("gaps", place, "answer"), gap.answer, gap.match) for place, gap in gaps]
        return first + [
            (("gaps", place, "also", number), text, gap.match)
            for place, gap in gaps
            for number, text in enumerate(gap.also)
        ]
    return []
