"""Rules about cues: what gives the key away, or misleads, without any knowledge of the matter."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.lint import patterns
from quizzes.lint.numbers import quantity
from quizzes.lint.rule import ERROR, INFO, WARNING, Flaw, item_rule
from quizzes.model import SingleItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizzes.lint.reading import Option, Reading

WARN_RATIO, WARN_EXCESS = 1.3, 8
ERROR_RATIO, ERROR_EXCESS = 1.6, 15
CLANG_LETTERS = 5
CONVERGENT_OPTIONS, CONVERGENT_OVERLAP, CONVERGENT_MARGIN = 4, 2, 2
MANY = 2
_FIRST = "What should the clinician do first for this patient?"
_USE = "Which use of clonazepam does its label name?"


@item_rule(
    "Q108",
    WARNING,
    "HDR24; HDR28d; NBME",
    subs={"W": "longer (warning)", "E": "much longer (error)"},
    bad={"stem": _FIRST, "choices": ["Stop it", "* Review the dose history and agree on a gradual taper", "Refill it"]},
    good={"stem": _FIRST, "choices": ["Stop the medicine today", "* Agree on a slow taper", "Refill without a review"]},
)
def longest_key(reading: Reading) -> Iterator[Flaw]:
    """The key is not clearly the longest option.

    Warning: at least 1.3 times the mean of the distractors and 8 characters longer than the longest of them. Error: at
    least 1.6 times and 15 characters.
    """
    if not isinstance(reading.item, SingleItem) or len(reading.keys) != 1 or not reading.distractors:
        return
    key = reading.keys[0]
    lengths = [len(option.text) for option in reading.distractors]
    ratio, excess = len(key.text) * len(lengths) / sum(lengths), len(key.text) - max(lengths)
    if ratio >= WARN_RATIO and excess >= WARN_EXCESS:
        severe = ratio >= ERROR_RATIO and excess >= ERROR_EXCESS
        message = f"the key has {ratio:.2f} times the mean length of the distractors"
        hint = "shorten it, or give the distractors as much detail"
        yield Flaw(message, (*key.at, "text"), "E" if severe else "W", ERROR if severe else WARNING, hint)


@item_rule(
    "Q109",
    WARNING,
    "HDR28a; NBME",
    english=True,
    bad={
        "stem": "What do opioids do to a person taking clonazepam?",
        "choices": ["* Breathing slows further", "Opioids never change sedation", "Relief always improves"],
    },
    good={
        "stem": "How often should this person be seen at first?",
        "choices": ["* Every 2 weeks", "Every other year", "Every night"],
    },
)
def absolutes(reading: Reading) -> Iterator[Flaw]:
    """Absolute words ('always', 'never', '100%') do not stand in distractors alone; an error in two or more.

    Who knows nothing still crosses out 'always'. 'Every 2 weeks' and 'not always' are no absolutes.
    """
    if patterns.ABSOLUTE_WORDS.isdisjoint(reading.words):
        return
    if any(patterns.ABSOLUTE.search(option.said) for option in reading.keys):
        return
    found = [(option, match) for option in reading.distractors if (match := patterns.ABSOLUTE.search(option.said))]
    if found:
        option, match = found[0]
        message = f"'{match[0].strip()}' stands in {len(found)} distractor{'s' * (len(found) > 1)} and not in the key"
        yield Flaw(message, (*option.at, "text"), level=ERROR if len(found) >= MANY else WARNING)


@item_rule(
    "Q110",
    INFO,
    "NBME",
    english=True,
    subs={"k": "in the key alone (warning)"},
    bad={
        "stem": "What does clonazepam do at night to many?",
        "choices": ["* It often causes sleepiness", "It raises alertness", "It stops dreams"],
    },
    good={
        "stem": "When did the label change last time?",
        "choices": ["In May 2019", "* In September 2020", "In March 2022"],
        "shuffle": False,
    },
)
def vague_terms(reading: Reading) -> Iterator[Flaw]:
    """Options have no vague words ('often', 'may'); in the key alone they are a cue.

    Nobody knows how often 'often' is. A hedge that only the key has tells that somebody was careful there.
    """
    vague = {option.id: match for option in reading.options if (match := _vague(option.said))}
    if not vague:
        return
    at = next(option.at for option in reading.options if option.id in vague)
    word = next(iter(vague.values()))
    if reading.distractors and all(option.correct for option in reading.options if option.id in vague):
        yield Flaw(f"only the key hedges ('{word}')", (*at, "text"), "k", WARNING)
    else:
        yield Flaw(f"'{word}' is vague", (*at, "text"))


def _vague(text: str) -> str | None:
    found = patterns.VAGUE.search(patterns.MAY_MONTH.sub("", text) if "May" in text else text)
    return found[0] if found else None


def emphasised(reading: Reading, word: str) -> bool:
    """Say whether a word of the lead-in is in bold or in capitals."""
    return word.isupper() or word.lower() in reading.bold or (word.lower() == "cannot" and "not" in reading.bold)


_LABEL = ["Panic disorder", "Seizure disorders", "* Insomnia"]


@item_rule(
    "Q111",
    ERROR,
    "HDR17; NBME; Schmucker and Moore 2025",
    english=True,
    subs={"E": "not emphasised (error)", "W": "in bold or capitals (warning)"},
    bad={"stem": "Which of these is not a labeled use of clonazepam?", "choices": _LABEL},
    good={
        "stem": "What helps if she does not agree to a taper now?",
        "choices": ["* Another talk later", "A threat", "A sudden stop"],
    },
)
def negative_stem(reading: Reading) -> Iterator[Flaw]:
    """The question is not negative; when it must be, the negation is in bold or capitals and the item waives the rule.

    'At least', 'false-positive' and a negation in another clause ('if she does not agree') are no negative question.
    """
    if not reading.options or reading.item.type == "truefalse":
        return
    word = reading.negation
    if word and emphasised(reading, word):
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
    bad={
        "stem": "Which advice is NOT fit here for this person?",
        "choices": ["Do not stop suddenly", "Avoid alcohol", "* Stop today"],
    },
    good={
        "stem": "Which advice is NOT fit here for this person?",
        "choices": ["Understand the plan", "Avoid alcohol", "* Stop today"],
    },
)
def double_negative(reading: Reading) -> Iterator[Flaw]:
    """A negative question has no negative options."""
    if not reading.options or reading.item.type == "truefalse" or not reading.negation:
        return
    for option in reading.options:
        if found := patterns.NEGATIVE_OPTION.search(option.said):
            yield Flaw(f"'{found[0]}' in an option of a negative question", (*option.at, "text"))
            return


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
        "stem": "The class of clonazepam is best described as an:",
        "choices": ["Opioid", "* Benzodiazepine", "Antidepressant"],
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
    bad={"stem": _FIRST, "choices": ["Stopping the drug", "Doubling the dose", "* Agree on a slow taper"]},
    good={"stem": _FIRST, "choices": ["Stop the drug", "Double the dose", "* Agree on a slow taper"]},
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


@item_rule(
    "Q116",
    WARNING,
    "HDR28b; NBME",
    english=True,
    bad={
        "stem": "Which medicine reverses sedation at the receptor?",
        "choices": ["Naloxone", "* A receptor antagonist", "Atropine"],
    },
    good={"stem": _USE, "choices": ["* Panic disorder", "Chronic fatigue", "Schizophrenia"]},
)
def clang(reading: Reading) -> Iterator[Flaw]:
    """No word of the stem comes back in the key alone.

    Words of five letters and more, by their stems; names of medicines and the topic words of the settings are exempt.
    """
    if not isinstance(reading.item, SingleItem) or len(reading.keys) != 1:
        return
    elsewhere = frozenset[str]().union(*(option.tokens for option in reading.distractors))
    left = reading.keys[0].tokens - elsewhere - reading.context.topic_stems
    shared = sorted(word for word in left & reading.full_tokens if len(word) >= CLANG_LETTERS)
    if shared:
        yield Flaw(f"'{shared[0]}…' is in the stem and in the key alone", (*reading.keys[0].at, "text"))


@item_rule(
    "Q117",
    WARNING,
    "NBME",
    bad={
        "stem": "Which regimen fits in the coming month?",
        "choices": [
            "* Slow taper with weekly therapy",
            "Slow taper with monthly review",
            "Sudden stop with weekly therapy",
            "Methadone switch with weekly rest",
        ],
    },
    good={
        "stem": "Which regimen fits in the coming month?",
        "choices": ["* Slow taper and therapy", "Sudden stop and rest", "Higher dose and review", "Opioid switch"],
    },
)
def convergence(reading: Reading) -> Iterator[Flaw]:
    """The key does not share the most words with the other options.

    In four options or more the sum of the content words shared with each other option shows which one was written
    first.
    """
    options = reading.options
    if len(options) < CONVERGENT_OPTIONS or len(reading.keys) != 1:
        return
    shared = {
        option.id: sum(len(option.tokens & other.tokens) for other in options if other is not option)
        for option in options
    }
    best = shared.pop(reading.keys[0].id)
    if best >= CONVERGENT_OVERLAP and best - max(shared.values()) >= CONVERGENT_MARGIN:
        yield Flaw("the key shares the most words with the other options", (*reading.keys[0].at, "text"))
