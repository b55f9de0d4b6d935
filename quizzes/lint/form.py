"""Rules about form: options that fit the lead-in by article and number, and each other by their grammar."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.lint import patterns
from quizzes.lint.numbers import quantity
from quizzes.lint.rule import ERROR, WARNING, Flaw, item_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizzes.lint.reading import Option, Reading

_STEM = "What should the clinician do first for this patient?"


def _said_as_word(capitals: str) -> bool:
    """Say whether capitals are read as a word (GABA, SAMHSA), not letter by letter (EEG, SSRI, NSAID)."""
    return len(capitals) > 3 and capitals[1] in "AEIOU" and capitals[0] not in "AEIOU"  # noqa: PLR2004 - as in MAO


def vowel_sound(text: str) -> bool:
    """Say whether the first word of a text begins with a vowel when spoken ('hour', 'EEG', not 'one', 'use')."""
    word = text.lstrip("\"'“‘(*_ ").split(maxsplit=1)[0] if text.strip("\"'“‘(*_ ") else ""
    initials = word.split("-")[0].rstrip("s.,;:")
    if initials.isupper() and (len(initials) > 1 or "-" in word) and not _said_as_word(initials):
        return initials[0] in patterns.SPELLED_VOWEL or initials[0] in "AEIO"
    if word[:1].isdigit():
        return bool(re.match(r"8|11(?!\d)|18(?!\d)|11,|18,", word))
    if patterns.VOWEL_SOUND.match(word.lower()):
        return True
    return word[:1].lower() in "aeiou" and not patterns.CONSONANT_SOUND.match(word.lower())


@item_rule(
    "Q113",
    ERROR,
    "HDR28c; NBME",
    english=True,
    bad={
        "stem": "The group of the common frog is best called an:",
        "choices": ["Insect", "* Tailless amphibian", "Eel"],
    },
    good={"stem": "The time that this test needs is about an:", "choices": ["* Hour", "Afternoon", "Evening"]},
)
def article_cue(reading: Reading) -> Iterator[Flaw]:
    """A lead-in that ends in 'a' or 'an' fits every option by its sound.

    By sound, not by letter: an hour, an EEG, a one-time dose, a use.
    """
    found = patterns.ENDS_WITH_ARTICLE.search(reading.lead_in)
    if found and not reading.lead_in.lower().rstrip(" :_.?").endswith(("a/an", "vitamin a", "hepatitis a", "type a")):
        wrong = [option for option in reading.options if vowel_sound(option.text) != (found[1].lower() == "an")]
        if wrong:
            message = f"'{found[1]}' does not fit '{wrong[0].text}'"
            yield Flaw(message, (*wrong[0].at, "text"), hint="move the article into the options")


@item_rule(
    "Q114",
    WARNING,
    "HDR28c",
    english=True,
    bad={
        "stem": "The signs that call for help today are:",
        "choices": ["* Seizures and confusion", "A dry mouth", "A mild itch"],
    },
    good={
        "stem": "The sign that calls for help today is:",
        "choices": ["* Diabetes insipidus", "A dry mouth", "A mild itch"],
    },
)
def number_cue(reading: Reading) -> Iterator[Flaw]:
    """A lead-in that ends in 'is' or 'are' does not have singular and plural options mixed."""
    found = patterns.ENDS_WITH_VERB.search(reading.lead_in)
    if found and len({_plural(option) for option in reading.options}) > 1:
        yield Flaw(f"'{found[1]}' fits only some of the options", ("choices",), hint="make them all singular or plural")


def _plural(option: Option) -> bool:
    head = re.split(r" (?:of|in|for|with|from|to|on|at|by|that|after|before)\b", option.text, maxsplit=1)[0].strip(" .")
    last = head.split()[-1] if head.split() else ""
    return " and " in head or (last.endswith("s") and not patterns.SINGULAR_S.match(last))


@item_rule(
    "Q115",
    WARNING,
    "HDR23",
    english=True,
    subs={"f": "form of the first word", "p": "final punctuation", "c": "capitals"},
    bad={"stem": _STEM, "choices": ["Stopping the drug", "Doubling the dose", "* Agree on a slow taper"]},
    good={"stem": _STEM, "choices": ["Stop the drug", "Double the dose", "* Agree on a slow taper"]},
)
def parallel_form(reading: Reading) -> Iterator[Flaw]:
    """The options have one grammatical form, one final punctuation, one use of capitals.

    The form is that of the first word: -ing, 'to' with a verb, a number, or another word; one option that differs from
    all others is found.
    """
    options = reading.options
    if len(options) < 3:  # noqa: PLR2004 - with two nobody can say which one is odd
        return
    forms = [_form(option.text) for option in options]
    for option, form in zip(options, forms, strict=True):
        others = {other for place, other in enumerate(forms) if options[place] is not option}
        if len(others) == 1 and form not in others:
            yield Flaw(f"'{option.text}' begins in another form than the others", (*option.at, "text"), "f")
    if len({option.text.rstrip("\"'”’)")[-1:] == "." for option in options}) > 1:
        yield Flaw("some options end with a full stop, some do not", ("choices",), "p")
    if len(_capitals(options)) > 1:
        yield Flaw("some options begin with a capital, some do not", ("choices",), "c")


def _form(text: str) -> str:
    first = re.match(r"\W*(\w+)(?: (\w+))?", text)
    if first is None:
        return "other"
    word = first[1].lower()
    if word == "to" and first[2]:
        return "to"
    if text.lstrip()[:1] in "~<>≤≥" or text.lstrip()[:1].isdigit() or quantity(text):
        return "number"
    gerund = (
        first[2] is not None
        and word.endswith("ing")
        and not patterns.ING_NOUN.match(word)
        and not patterns.FINITE_VERB.search(" ".join(text.split()[:6]))
    )
    return "ing" if gerund else "other"


def _capitals(options: Sequence[Option]) -> set[bool]:
    firsts = (re.match(r"[\"“‘'(]*([^\W\d_]+)", option.text) for option in options)
    return {first[1][0].isupper() for first in firsts if first and not any(map(str.isupper, first[1][1:]))}
