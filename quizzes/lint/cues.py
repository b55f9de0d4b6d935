"""Rules about cues: length and words that give the key away to who knows nothing of the matter."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.lint import patterns
from quizzes.lint.rule import ERROR, INFO, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import telling_words, without_speech, word_count
from quizzes.model.choices import SingleItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

WARN_RATIO, WARN_EXCESS = 1.3, 8
SHORTEST_OPTION = 2
"""Among shorter ones (single letters) no length tells anything."""
ERROR_RATIO, ERROR_EXCESS, ERROR_WORDS = 1.6, 15, 6
CONVERGENT_OPTIONS = 4
CONVERGENT = ((2, 2), (3, 1))
"""So many words shared, with so many more than any other option: either is enough."""
_FIRST = "What should the clinician do first for this patient?"
_USE = "Which crop did the farmers of the Nile delta sell?"


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
    least 1.6 times and 15 characters, in a key of six words or more. Options of code or formulas have the length that
    they need.
    """
    if not isinstance(reading.item, SingleItem) or len(reading.keys) != 1 or not reading.distractors:
        return
    if any(option.wordless or len(option.shown) < SHORTEST_OPTION for option in reading.options):
        return
    key = reading.keys[0]
    lengths = [len(option.shown) for option in reading.distractors]
    ratio, excess = len(key.shown) * len(lengths) / sum(lengths), len(key.shown) - max(lengths)
    if ratio >= WARN_RATIO and excess >= WARN_EXCESS:
        severe = ratio >= ERROR_RATIO and excess >= ERROR_EXCESS and word_count(key.shown) >= ERROR_WORDS
        message = f"the key has {ratio:.2f} times the mean length of the distractors"
        hint = "shorten it, or give the distractors as much detail"
        yield Flaw(message, (*key.at, "text"), "E" if severe else "W", ERROR if severe else WARNING, hint)


@item_rule(
    "Q109",
    WARNING,
    "HDR28a; NBME",
    english=True,
    bad={
        "stem": "What does a wet road do to a car that brakes?",
        "choices": ["* It slides further", "Wet roads never change the way", "Grip always improves"],
    },
    good={
        "stem": "How often should this person be seen at first?",
        "choices": ["* Every 2 weeks", "Every other year", "Every night"],
    },
)
def absolutes(reading: Reading) -> Iterator[Flaw]:
    """Absolute words ('always', 'never', '100%') do not stand in distractors alone.

    Who knows nothing still crosses out 'always'. 'Every 2 weeks' and 'not always' are no absolutes; 'all', 'every' and
    'only' are where they begin the option ('Only nurses …', 'All patients …'), not everywhere.
    """
    if patterns.ABSOLUTE_WORDS.isdisjoint(reading.words):
        return
    if any(patterns.ABSOLUTE.search(option.said) for option in reading.keys):
        return
    found = [(option, match) for option in reading.distractors if (match := patterns.ABSOLUTE.search(option.said))]
    if found:
        option, match = found[0]
        message = f"'{match[0].strip()}' stands in {len(found)} distractor{'s' * (len(found) > 1)} and not in the key"
        yield Flaw(message, (*option.at, "text"))


@item_rule(
    "Q110",
    INFO,
    "NBME",
    english=True,
    subs={"k": "in the key alone (warning)"},
    bad={
        "stem": "What does a glacier do to the valley below?",
        "choices": ["* It often carves it wider", "It fills it with sand", "It turns it east"],
    },
    good={
        "stem": "When did the treaty come into force?",
        "choices": ["In May 2019", "* In September 2020", "In March 2022"],
        "shuffle": False,
    },
)
def vague_terms(reading: Reading) -> Iterator[Flaw]:
    """Options have no vague words ('often', 'may'); in the key alone they are a cue.

    Nobody knows how often 'often' is. A hedge that only the key has tells that somebody was careful there.
    """
    vague = {option.id: match for option in reading.options if (match := _vague(without_speech(option.text)))}
    if not vague:
        return
    at = next(option.at for option in reading.options if option.id in vague)
    word = next(iter(vague.values()))
    hedged = all(
        option.correct == bool(patterns.HEDGE.search(without_speech(option.text))) for option in reading.options
    )
    if reading.distractors and hedged and all(option.id in vague for option in reading.keys):
        yield Flaw(f"only the key hedges ('{word}')", (*at, "text"), "k", WARNING)
    else:
        yield Flaw(f"'{word}' is vague", (*at, "text"))


def _vague(text: str) -> str | None:
    found = patterns.VAGUE.search(patterns.MAY_MONTH.sub("", text) if "May" in text else text)
    return found[0] if found else None


@item_rule(
    "Q116",
    WARNING,
    "HDR28b; NBME",
    english=True,
    bad={
        "stem": "Which machine reverses the current in a rectifier?",
        "choices": ["A battery", "* A rectifier bridge", "A fuse"],
    },
    good={"stem": _USE, "choices": ["* Cotton", "Rubber", "Coffee"]},
)
def clang(reading: Reading) -> Iterator[Flaw]:
    """No word of the stem comes back in the key alone.

    Words by their stems, short and rare ones too ('gout', 'ear'); names of medicines and the topic words of the
    settings are exempt. Silent when a distractor takes up another word of the stem, when the question is negative, and
    among options of code.
    """
    if not isinstance(reading.item, SingleItem) or len(reading.keys) != 1 or reading.negation:
        return
    if any(option.wordless or len(option.shown) < SHORTEST_OPTION for option in reading.options):
        return
    stem = telling_words(reading.full)
    if any(stem & telling_words(option.text) for option in reading.distractors):
        return
    shared = sorted((telling_words(reading.keys[0].text) & stem) - reading.context.topic_stems)
    if shared:
        yield Flaw(f"'{shared[0]}…' is in the stem and in the key alone", (*reading.keys[0].at, "text"))


@item_rule(
    "Q117",
    WARNING,
    "NBME",
    bad={
        "stem": "Which timetable fits in the coming month?",
        "choices": [
            "* Short lessons with weekly tests",
            "Short lessons with monthly review",
            "Long lectures with weekly tests",
            "Private reading with weekly rest",
        ],
    },
    good={
        "stem": "Which timetable fits in the coming month?",
        "choices": ["* Short lessons and tests", "Long lectures and rest", "Home reading and review", "Group work"],
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
    lead = best - max(shared.values())
    if any(best >= overlap and lead >= margin for overlap, margin in CONVERGENT):
        yield Flaw("the key shares the most words with the other options", (*reading.keys[0].at, "text"))
