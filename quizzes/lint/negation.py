"""Rules about negation: a question that is turned round by one word is misread, not unknown."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.lint import patterns
from quizzes.lint.rule import ERROR, WARNING, Flaw, item_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading


def _emphasised(reading: Reading, word: str) -> bool:
    """Say whether a word of the lead-in is in bold or in capitals."""
    return word.isupper() or word.lower() in reading.bold or (word.lower() == "cannot" and "not" in reading.bold)


_LABEL = ["The lute", "The harp", "* The flute"]


@item_rule(
    "Q111",
    ERROR,
    "HDR17; NBME; Schmucker and Moore 2025",
    english=True,
    subs={"E": "not emphasised (error)", "W": "in bold or capitals (warning)"},
    bad={"stem": "Which of these is not a string instrument of old?", "choices": _LABEL},
    good={
        "stem": "What helps if she does not agree to a contract now?",
        "choices": ["* Another talk later", "A threat", "A lawsuit"],
    },
)
def negative_stem(reading: Reading) -> Iterator[Flaw]:
    """The question is not negative; when it must be, the negation is in bold or capitals and the item waives the rule.

    'At least', 'false-positive', 'except for smell' and a negation in another clause ('if she does not agree', 'an
    animal that does not fly', 'why a burn should not be cooled') are no negative question.
    """
    if not reading.options or reading.item.type == "truefalse":
        return
    word = reading.negation
    if word and _emphasised(reading, word):
        yield Flaw(f"'{word}' turns the question round", ("stem",), "W", WARNING, "ask for what is right, or waive it")
    elif word:
        yield Flaw(
            f"'{word}' turns the question round and is easily missed", ("stem",), "E", hint="ask for what is right"
        )


@item_rule(
    "Q112",
    ERROR,
    "HDR17; HDR27",
    english=True,
    subs={"w": "a word that negates, such as 'unsafe' (warning)"},
    bad={
        "stem": "Which advice is NOT fit here for a climber?",
        "choices": ["Do not climb alone", "Check the rope", "* Climb in fog"],
    },
    good={
        "stem": "Which advice is NOT fit here for a climber?",
        "choices": ["Understand the route", "Check the rope", "* Climb in fog"],
    },
)
def double_negative(reading: Reading) -> Iterator[Flaw]:
    """A negative question has no negative options.

    'Not', 'never' and 'cannot' in an option are an error, except in a clause such as 'a name that is not
    taken'; 'without' and words such as 'unsafe' a warning.
    """
    if not reading.options or reading.item.type == "truefalse" or not reading.negation:
        return
    for pattern, sub, level in ((patterns.NEGATIVE_OPTION, "", ERROR), (patterns.NEGATIVE_WORD, "w", WARNING)):
        for option in reading.options:
            if found := pattern.search(patterns.RELATIVE.sub(" ", option.said)):
                message = f"'{found[0].strip()}' in an option of a negative question"
                yield Flaw(message, (*option.at, "text"), sub, level)
                return
