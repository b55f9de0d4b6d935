"""Rules about the stem: one closed, focused question of a fair length, told without pointing at the page."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.lint import patterns, vocabulary
from quizzes.lint.rule import ERROR, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import sentences, word_count, words
from quizzes.model import ClozeItem, LikertItem, MultipleItem, TrueFalseItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

SHORTEST_STEM, LONGEST_STEM, LONGEST_LEAD_IN = 6, 150, 30
LONGEST_OPTION, OPTION_SENTENCES = 25, 3
REPEATED_WORDS = 3
VIGNETTE_WORDS = 40
_RECEPTOR = "Which planet of the solar system is the largest?"
_THREE = ["* Jupiter", "Mars", "Venus"]


@item_rule(
    "Q120",
    ERROR,
    "HDR15; NBME",
    subs={"b": "a blank inside the sentence"},
    bad={
        "stem": "Farmers grew ____ on the hills around the old town.",
        "choices": ["* Olives", "Cotton", "Rubber"],
    },
    good={
        "stem": "On the hills around the old town, farmers grew ____.",
        "choices": ["* Olives", "Cotton", "Rubber"],
    },
)
def closed_lead_in(reading: Reading) -> Iterator[Flaw]:
    """The lead-in ends as a question, with a colon or with a blank; no blank stands inside it.

    Not asked of statements (`truefalse`, `likert`) and `cloze`; in other types than `single` and `multiple` a task
    ('Put the steps in order.') is closed too.
    """
    if isinstance(reading.item, TrueFalseItem | LikertItem | ClozeItem):
        return
    lead_in = reading.lead_in.rstrip(" *_\"'”’)]}") if not reading.lead_in.endswith("_") else reading.lead_in
    final = patterns.FINAL_BLANK.search(reading.stem)
    if patterns.BLANK.search(reading.stem[: final.start()] if final else reading.stem):
        yield Flaw("a blank inside the sentence", ("stem",), "b", hint="ask a question, or move the blank to the end")
    elif not (final or lead_in.endswith(("?", ":"))) and not (not reading.options and patterns.TASK.match(lead_in)):
        yield Flaw("the stem does not end as a question", ("stem",), hint="end it with '?', ':' or a blank")


@item_rule(
    "Q121",
    WARNING,
    "HDR15; NBME",
    english=True,
    bad={
        "stem": "Which of the following statements is true?",
        "choices": ["It is an island", "* It is a harbour", "It is a desert"],
    },
    good={
        "stem": "About how long does Mars take for one turn?",
        "choices": ["6 hours", "* 25 hours", "95 hours"],
        "shuffle": False,
    },
)
def unfocused_stem(reading: Reading) -> Iterator[Flaw]:
    """The stem asks something that can be answered before the options are read; an error in the post-test.

    'Which of the following is true?' asks several questions at once, and so does a stem that only names a topic
    ('Regarding glaciers:').
    """
    found = patterns.UNFOCUSED.search(reading.lead_in)
    if found:
        level = ERROR if reading.strict else None
        yield Flaw(f"'{found[0].strip()}' does not say what is asked", ("stem",), level=level, hint="ask one question")


@item_rule(
    "Q122",
    ERROR,
    "HDR13; HDR16",
    subs={"s": "too short", "l": "too long (warning)", "q": "long lead-in (warning)", "o": "long option"},
    bad={"stem": "Planets circle the?", "choices": _THREE},
    good={"stem": _RECEPTOR, "choices": _THREE},
)
def length(reading: Reading) -> Iterator[Flaw]:
    """Stem, lead-in and options have a fair length.

    Case and stem together at least 6 words (error) and at most 150; lead-in at most 30; an option at most 25 words, and
    at most 3 sentences (error). Not asked of statements, nor in languages that write no spaces.
    """
    if reading.bank.lang[:2] in ("zh", "ja", "th", "lo", "km", "my"):
        return
    count = word_count(reading.full)
    if count < SHORTEST_STEM and not isinstance(reading.item, TrueFalseItem | LikertItem | ClozeItem):
        yield Flaw(
            f"the stem has {count} words, fewer than {SHORTEST_STEM}", ("stem",), "s", hint="ask a whole question"
        )
    if count > LONGEST_STEM:
        yield Flaw(f"case and stem have {count} words, more than {LONGEST_STEM}", ("stem",), "l", WARNING)
    count = word_count(reading.lead_in)
    if count > LONGEST_LEAD_IN:
        yield Flaw(f"the question has {count} words, more than {LONGEST_LEAD_IN}", ("stem",), "q", WARNING)
    for part in reading.choosable:
        if len(part.text) > 2 * LONGEST_OPTION:
            yield from _long_option(part.text, part.at)


def _long_option(text: str, at: tuple[str | int, ...]) -> Iterator[Flaw]:
    if len(sentences(text)) > OPTION_SENTENCES:
        yield Flaw(f"an option of more than {OPTION_SENTENCES} sentences", at, "o")
    elif word_count(text) > LONGEST_OPTION:
        yield Flaw(f"an option of more than {LONGEST_OPTION} words", at, "o", WARNING)


@item_rule(
    "Q123",
    WARNING,
    "HDR15",
    bad={
        "stem": "Why should nobody pour water on burning oil at home?",
        "choices": ["* Because it can cause a blast", "Because it can cause rust", "Because it can cause mould"],
    },
    good={"stem": "What can water on burning oil in a pan cause?", "choices": ["* A blast", "Rust", "Mould"]},
)
def repeated_opening(reading: Reading) -> Iterator[Flaw]:
    """The options do not all begin with the same three words.

    What is repeated belongs into the stem.
    """
    openings = {tuple(option.norm.split()[:REPEATED_WORDS]) for option in reading.options}
    opening = next(iter(openings), ())
    if len(openings) == 1 and len(opening) == REPEATED_WORDS:
        yield Flaw(f"every option begins with '{' '.join(opening)}'", ("choices",), hint="move it to the stem")


@item_rule(
    "Q140",
    ERROR,
    "NBME; WCAG 3.3.2",
    english=True,
    subs={"d": "the scoring is not declared", "n": "another number than the key has"},
    bad={
        "type": "multiple",
        "stem": "Which signs suggest withdrawal?",
        "choices": ["* Tremor", "* Insomnia", "Miosis"],
    },
    good={
        "type": "multiple",
        "stem": "Select two. Which signs suggest withdrawal?",
        "choices": ["* Tremor", "* Insomnia", "Miosis"],
    },
)
def multiple_instruction(reading: Reading) -> Iterator[Flaw]:
    """A multiple-answer item says how many to select, and how it is scored.

    'Select all that apply', 'Select two' or 'Which two …' in the stem; `scoring` written down in the item.
    """
    if not isinstance(reading.item, MultipleItem):
        return
    told = patterns.HOW_MANY.search(reading.stem)
    if told:
        number = patterns.NUMBER_WORDS.get(told[1].lower()) or int(told[1])
        if number != len(reading.keys):
            yield Flaw(f"the stem says {told[1]}, but {len(reading.keys)} options are correct", ("stem",), "n")
    elif not patterns.CHOOSE_ALL.search(reading.stem):
        yield Flaw(
            "the stem does not say how many to select", ("stem",), hint="'Select two.' or 'Select all that apply.'"
        )
    if "scoring" not in reading.item.model_fields_set:
        yield Flaw("`scoring` is not declared", (), "d", hint="all-or-nothing, partial or penalty")


@item_rule(
    "Q142",
    WARNING,
    "WCAG 1.3.3",
    english=True,
    keyed=False,
    bad={"stem": "Which structure is shown below in the figure?", "choices": ["* Neuron", "Glia", "Vessel"]},
    good={
        "stem": "Which cells in red marrow carry oxygen later on?",
        "choices": ["* Red cells", "Platelets", "Fat cells"],
    },
)
def sensory_reference(reading: Reading) -> Iterator[Flaw]:
    """No text depends on seeing where something is or which color it has.

    'The figure above', 'the red line', 'the box on the left' mean nothing to a screen reader, in speech, and after a
    change of layout.
    """
    if not patterns.SENSORY_WORDS.isdisjoint(reading.words):
        for part, found in reading.search(patterns.SENSORY):
            yield Flaw(f"'{found[0].strip()}' needs eyes and this layout", part.at, hint="name the thing")


_TOLD = (
    "takes a sleeping pill every evening. Sleep has been poor for several weeks, and work is hard after such nights."
    " There are no other medicines, no alcohol and no illness apart from panic disorder in the record. What fits best?"
)
_PLANS = ["* Review sleep habits", "Add a stimulant", "Double the dose"]


@item_rule(
    "Q143",
    WARNING,
    "NBME",
    english=True,
    subs={"o": "told in another order"},
    bad={"stem": f"A patient {_TOLD}", "choices": _PLANS},
    good={"stem": f"A 52-year-old teacher asks for help. She {_TOLD}", "choices": _PLANS},
)
def vignette(reading: Reading) -> Iterator[Flaw]:
    """A vignette names age, setting or role, and complaint, in this order.

    A vignette is a case and stem of at least 40 words about a person, or an item with the tag `vignette`.
    """
    text = reading.full
    if len(text) < 4 * VIGNETTE_WORDS and "vignette" not in reading.item.tags:
        return
    if "vignette" not in reading.item.tags and not (
        len(words(text)) >= VIGNETTE_WORDS and vocabulary.PERSON.search(text)
    ):
        return
    found = [pattern.search(text) for pattern in (patterns.AGE, patterns.SETTING, patterns.COMPLAINT)]
    missing = [what for what, place in zip(("age", "setting or role", "complaint"), found, strict=True) if not place]
    at = ("stem",)
    if missing:
        yield Flaw(f"the vignette names no {', no '.join(missing)}", at)
    elif found[0] and all(found[0].start() > place.start() for place in found[1:] if place):
        yield Flaw("the vignette names the age last", at, "o", hint="age, then setting, then complaint")


@item_rule(
    "Q148",
    ERROR,
    "WCAG 1.1.1",
    keyed=False,
    bad={"stem": "Which cell is drawn here? ![](cell.svg) Name it:", "choices": ["* Neuron", "Glia", "Vessel"]},
    good={
        "stem": "Which cell is drawn here? ![a cell with a long branch](cell.svg) Name it:",
        "choices": ["* Neuron", "Glia", "Vessel"],
    },
)
def image_text(reading: Reading) -> Iterator[Flaw]:
    """Every image has a text for those who do not see it."""
    for part in reading.parts:
        if "![" in part.raw and patterns.IMAGE.search(part.raw):
            yield Flaw("an image without a text alternative", part.at, hint="![what is seen](file)")
