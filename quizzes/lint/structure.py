"""Rules about the set of options: how many, how many right, no duplicates, nothing that points to another option."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.finding import counted
from quizzes.lint import patterns
from quizzes.lint.likeness import endless, equal_pairs, identity, may_be_alike, same
from quizzes.lint.rule import ERROR, INFO, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import norm, plain, word_set
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Part, Reading

FEWEST, MOST = 3, 5
_RECEPTOR = "Which planet of the solar system is the largest?"


@item_rule(
    "Q101",
    WARNING,
    "HDR18; Rodriguez 2005",
    bad={"stem": _RECEPTOR, "choices": ["* Jupiter", "Mars"]},
    good={"stem": _RECEPTOR, "choices": ["* Jupiter", "Mars", "Venus"]},
)
def option_count(reading: Reading) -> Iterator[Flaw]:
    """A single-answer item has three to five options.

    Three options measure as well as four or five and leave time for more items. Two options belong to `truefalse`; in
    the post-test they are an error, because half the answers are right by luck. Elsewhere two are enough where the stem
    itself names both ('Would you write this with `match` or with `if let`?').
    """
    if isinstance(reading.item, SingleItem):
        count = len(reading.options)
        if count < FEWEST and (reading.strict or not _named_in_stem(reading)):
            level, hint = ERROR if reading.strict else None, "or use `truefalse`"
            yield Flaw(
                f"{counted(count, 'option')}; write at least one more distractor", ("choices",), level=level, hint=hint
            )
        elif count > MOST:
            yield Flaw(f"{count} options; keep the {MOST - 1} best distractors at most", ("choices",))


def _named_in_stem(reading: Reading) -> bool:
    """Say whether the stem asks to choose between things that it names."""
    stem, names = plain(reading.item.stem), [re.escape(option.shown.strip("`")) for option in reading.options]
    return all(re.search(rf"(?<!\w){name}(?!\w)", stem) for name in names)


@item_rule(
    "Q102",
    ERROR,
    "HDR19",
    subs={"m": "an item of type `multiple` (warning)"},
    bad={"stem": _RECEPTOR, "choices": ["* Jupiter", "* Mars", "Venus"]},
    good={"stem": _RECEPTOR, "choices": ["* Jupiter", "Mars", "Venus"]},
)
def one_key(reading: Reading) -> Iterator[Flaw]:
    """A single-answer item has exactly one key; a multiple-answer item more than one, and a distractor."""
    keys = len(reading.keys)
    if isinstance(reading.item, SingleItem) and keys != 1:
        yield Flaw(f"{keys} keys; a single-answer item has exactly one", ("choices",))
    elif isinstance(reading.item, MultipleItem) and not 1 < keys < len(reading.options):
        what = "only one option is" if keys == 1 else "all options are"
        yield Flaw(f"{what} correct", ("choices",), "m", WARNING, "write two keys or more and a distractor")


@item_rule(
    "Q103",
    ERROR,
    "HDR22; NBME",
    keyed=False,
    subs={"n": "nearly the same (warning)"},
    bad={"stem": _RECEPTOR, "choices": ["* Jupiter", "The moon", "the-moon."]},
    good={"stem": "How cold is the air here?", "choices": ["* -20 °C", "20 °C", "20 K"], "shuffle": False},
)
def duplicate_options(reading: Reading) -> Iterator[Flaw]:
    """No two options are the same, or nearly the same.

    The capital of a word, hyphens and punctuation between words do not count. Signs, units, single letters, code and
    formulas do: -20 and 20, G and g, a*b and a/b, 1:10 and 1/10 are different. Nearly the same: two words or more,
    equal but for articles and endings ('reduces the dose', 'reduced the dose'); an item whose options differ in endings
    throughout asks for them.
    """
    for group in map(may_be_alike, _rivals(reading)):
        for first, second in equal_pairs(group, identity):
            yield Flaw(f"'{second.shown}' says the same as '{first.shown}'", second.at)
        near = [pair for pair in equal_pairs(group, endless) if not same(pair[0].raw, pair[1].raw)]
        if len(near) == 1:
            ((first, second),) = near
            yield Flaw(f"'{second.shown}' is nearly '{first.shown}'", second.at, "n", WARNING)


def _rivals(reading: Reading) -> Iterator[list[Part]]:
    """Yield the groups of texts in which each must be different from the others."""
    parts = reading.choosable
    match reading.item:
        case SingleItem() | MultipleItem() | OrderItem() | LikertItem():
            yield list(parts)
        case MatchItem() as item:
            yield [part for part in parts if part.at[-1] == "premise"]
            given = {pair.response for pair in item.pairs}
            seen = [part for part in parts if part.at[-1] == "response" and part.raw in given]
            once = {part.raw: part for part in seen}
            yield [*once.values(), *(part for part in parts if part.at[0] == "distractors")]
        case ClozeItem() as item:
            for place in range(len(item.gaps)):
                yield [part for part in parts if part.at[:2] == ("gaps", place)]


@item_rule(
    "Q104",
    ERROR,
    "HDR25; HDR26; NBME",
    english=True,
    bad={"stem": "Which effect is linked with high tides?", "choices": ["Floods", "Currents", "* All of the above"]},
    good={"stem": "Which effect is linked with high tides?", "choices": ["Fog", "* Currents", "Frost"]},
)
def all_of_the_above(reading: Reading) -> Iterator[Flaw]:
    """No option is 'all of the above', 'none of the above' or the like.

    Who knows two options knows 'all'; 'none' shows only what is not right. Both break when options are shuffled.
    """
    for part in reading.choosable:
        if patterns.ALL_OR_NONE.search(part.text):
            yield Flaw(f"'{part.shown}' is not an answer of its own", part.at, hint="write a distractor instead")


@item_rule(
    "Q105",
    ERROR,
    "HDR9; NBME",
    english=True,
    bad={"stem": "Which signs suggest withdrawal here?", "choices": ["* A and B", "B and C", "A and D"]},
    good={
        "stem": "How many reviews a year are planned here?",
        "choices": ["* 1", "2 or 3", "4 or 5"],
        "shuffle": False,
    },
)
def combined_options(reading: Reading) -> Iterator[Flaw]:
    """No option combines other options ('A and B').

    Numbers count only when the stem has a numbered list: '2 or 3' may be a plain number. 'A and D' is a plain answer
    when the stem asks for vitamins, types or classes.
    """
    for option in reading.options:
        if len(option.text) <= _LONGEST_COMBINATION and _combines(option.text, reading):
            yield Flaw(f"'{option.text}' combines other options", (*option.at, "text"), hint="use `multiple`")


_LONGEST_COMBINATION = 60


def _combines(text: str, reading: Reading) -> bool:
    if patterns.K_LETTERS.match(text):
        return not patterns.LABELLED_NOUN.search(reading.lead_in)
    return bool(patterns.K_NUMBERS.match(text) and patterns.NUMBERED_LIST.search(reading.full))


@item_rule(
    "Q106",
    ERROR,
    "project; options are shuffled",
    english=True,
    subs={"r": "in feedback, a hint or the rationale"},
    bad={"stem": "Which sign suggests early withdrawal?", "choices": ["* Tremor", "Option A plus insomnia", "Miosis"]},
    good={
        "stem": "Which vitamin is low in this person?",
        "choices": ["* Calciferol, vitamin (D)", "Retinol, vitamin (A)", "Biotin"],
    },
)
def positional_reference(reading: Reading) -> Iterator[Flaw]:
    """No text names an option by its letter or place ('option B', 'the first option', '(C)').

    A letter in parentheses after a noun, as in 'vitamin (D)', is no reference; nor is 'a first choice for insomnia',
    nor 'option 1' where the options are the numbers of plans that the stem shows. Where `shuffle` is off the letters
    stay, so that naming them is a warning.
    """
    if reading.options and not (_POINTERS.isdisjoint(reading.words) and "(" not in reading.whole):
        level = None if reading.item.shuffle else WARNING
        labels = {option.norm.removeprefix("option ") for option in reading.options}
        for part, found in reading.search(patterns.POSITION, "option", "feedback", "hint", "rationale"):
            if norm(found[0]).split()[-1:][0] not in labels:
                where = "" if part.kind == "option" else "r"
                hint = "name what the option says"
                yield Flaw(f"'{found[0].strip()}' points to a place", part.at, where, level, hint)


_POINTERS = word_set("option options choice choices answer answers distractor distractors")


@item_rule(
    "Q107",
    WARNING,
    "NBME",
    bad={"stem": "A patent ends after twenty years in the US?", "choices": ["* True", "False", "No"]},
    good={
        "stem": "After how long does a patent end in the US?",
        "choices": ["A decade", "A lifetime", "* Twenty years"],
    },
)
def true_false_set(reading: Reading) -> Iterator[Flaw]:
    """The options are more than true, false, yes and no; an error in the post-test.

    A bare statement is rarely quite true or quite false, and half the answers are right by luck. An item of the type
    `truefalse` says so on purpose: it gets an information, in the post-test a warning.
    """
    if isinstance(reading.item, TrueFalseItem):
        message, hint = "true or false is right by luck half the time", "ask a question with three options"
        yield Flaw(message, level=WARNING if reading.strict else INFO, hint=hint)
    elif reading.options and all(option.norm in patterns.TRUE_FALSE_WORDS for option in reading.options):
        level = ERROR if reading.strict else WARNING
        yield Flaw("the options say only true, false, yes or no", ("choices",), level=level)


@item_rule(
    "Q154",
    WARNING,
    "project",
    keyed=False,
    bad={"stem": _RECEPTOR, "choices": ["* Jupiter", {"text": "Mars", "id": None}, "Venus"]},
    good={"stem": _RECEPTOR, "choices": ["* Jupiter", "Mars", "Venus"]},
)
def choices_have_ids(reading: Reading) -> Iterator[Flaw]:
    """Every choice has an id of its own.

    Without one it has the letter of its place, and another one when a choice is put before it: answers that were
    collected then mean another choice. While an item is drafted that does no harm.
    """
    bare = reading.file.bare_choices(reading.place)
    if bare:
        names = ", ".join(reading.item.choices[place].id for place in bare)  # type: ignore[union-attr]
        hint = "`course items --ids FILE` writes them down, before answers are collected"
        yield Flaw(f"no id at {counted(len(bare), 'choice')}; they are called {names}", ("choices", bare[0]), hint=hint)
