"""Rules about the stem: one closed, focused question of a fair length, told without pointing at the page."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.finding import counted
from quizzes.lint import patterns
from quizzes.lint.prose import CODE
from quizzes.lint.rule import CLINICAL, ERROR, INFO, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import sentences, word_count, words
from quizzes.model.choices import MultipleItem, TrueFalseItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

SHORTEST_STEM, LONGEST_STEM, LONGEST_LEAD_IN = 6, 150, 30
LONGEST_OPTION, OPTION_SENTENCES = 25, 3
REPEATED_WORDS = 3
FEWEST = 3
VIGNETTE_WORDS = 40
_RECEPTOR = "Which planet of the solar system is the largest?"
_THREE = ["* Jupiter", "Mars", "Venus"]


@item_rule(
    "Q120",
    WARNING,
    "HDR15; NBME",
    subs={"b": "a blank inside the sentence", "c": "a sentence to complete, without a colon (information)"},
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

    Not asked of statements (`truefalse`, `likert`) and `cloze`. A task ('Put the steps in order.', 'Select each program
    that compiles.') is closed too, and so is a stem that goes on after its question with code, a list or a remark. A
    blank before the last word ends the sentence as well ('This is a ____ culture.'), and two blanks that the options
    fill together ('Heat is to ____ as light is to ____.') have no better place. In other languages than English, where
    tasks are not known by their words, it is an information.
    """
    if isinstance(reading.item, TrueFalseItem | LikertItem | ClozeItem) or _is_statement(reading):
        return
    lead_in = reading.lead_in.rstrip(" *_\"'”’)]}") if not reading.lead_in.endswith("_") else reading.lead_in
    final = patterns.FINAL_BLANK.search(reading.stem)
    inside = patterns.BLANK.search(reading.stem[: final.start()] if final else reading.stem)
    if inside and (len(patterns.BLANK.findall(reading.stem)) > 1 or _LAST_BUT_ONE.search(reading.stem)):
        return
    if inside:
        yield Flaw("a blank inside the sentence", ("stem",), "b", hint="ask a question, or move the blank to the end")
    elif not (
        final or lead_in.endswith((*patterns.ASKED, "=", "…", "...")) or _asks(reading) or _QUOTES.search(lead_in)
    ):
        sub, level = ("c", INFO) if lead_in[-1:].isalpha() or not reading.english else ("", WARNING)
        yield Flaw("the stem does not end as a question", ("stem",), sub, level, "end it with '?', ':' or a blank")


_LAST_BUT_ONE = re.compile(r"\w\W+_{3,}[ ]+[^\W\d_]+\W*$")
"""A blank with one word behind it."""
_QUOTES = re.compile(r"\b(?:which|who|what)\b[^:?]+: ", re.IGNORECASE)
"""A question that ends with what it asks about: 'Who would agree with this: …'."""


def _is_statement(reading: Reading) -> bool:
    """Say whether the options only judge what the stem says."""
    return bool(reading.options) and all(option.norm in patterns.TRUE_FALSE_WORDS for option in reading.options)


def _asks(reading: Reading) -> bool:
    """Say whether a sentence of the stem is a task, for languages other than English whether it may be one."""
    if reading.bank.lang[:2] != "en" and not reading.options:
        return True
    tasks = (patterns.CHOICE_TASK, *(() if reading.options else (patterns.TASK,)))
    return any(task.match(part.lstrip("*_ ")) for part in sentences(reading.stem) for task in tasks)


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
    WARNING,
    "HDR13; HDR16",
    subs={"s": "too short", "l": "too long", "q": "long lead-in", "o": "long option"},
    bad={"stem": "Planets circle the?", "choices": _THREE},
    good={"stem": "Who discovered penicillin?", "choices": ["* Fleming", "Pasteur", "Koch"]},
)
def length(reading: Reading) -> Iterator[Flaw]:
    """Stem, lead-in and options have a fair length.

    Case and stem together at most 150 words; lead-in at most 30; an option at most 25 words, and at most 3 sentences.
    Too short are stems of fewer than 6 words that neither ask with a question word ('Who discovered penicillin?') nor
    give a task or a sentence to complete, and stems of a single word. Code, formulas and numbers are no words, and a
    stem that has them, or a picture, is never too short. Not asked of statements, nor in languages that write no
    spaces.
    """
    if reading.bank.lang[:2] in ("zh", "ja", "th", "lo", "km", "my"):
        return
    count = word_count(reading.full)
    if count < SHORTEST_STEM and _is_curt(reading, count):
        yield Flaw(
            f"the stem has {counted(count, 'word')}, fewer than {SHORTEST_STEM}",
            ("stem",),
            "s",
            hint="ask a whole question",
        )
    if count > LONGEST_STEM:
        yield Flaw(f"case and stem have {count} words, more than {LONGEST_STEM}", ("stem",), "l")
    count = word_count(reading.lead_in)
    if count > LONGEST_LEAD_IN:
        yield Flaw(f"the question has {count} words, more than {LONGEST_LEAD_IN}", ("stem",), "q")
    for part in reading.choosable:
        if len(part.text) > 2 * LONGEST_OPTION:
            yield from _long_option(part.text, part.at)


def _is_curt(reading: Reading, count: int) -> bool:
    """Say whether a short stem does not say what is asked."""
    if isinstance(reading.item, TrueFalseItem | LikertItem | ClozeItem) or _is_statement(reading):
        return False
    raw = reading.item.stem
    if CODE in reading.stem or "![" in raw or "`" in raw or any(map(str.isdigit, reading.full)):
        return False
    if count <= 1:
        return True
    whole = patterns.BLANK.search(raw) or patterns.ASKS.search(reading.stem) or _asks(reading)
    return not whole and reading.stem.rstrip(" *_").endswith("?")


def _long_option(text: str, at: tuple[str | int, ...]) -> Iterator[Flaw]:
    if len(sentences(text)) > OPTION_SENTENCES:
        yield Flaw(f"an option of more than {OPTION_SENTENCES} sentences", at, "o")
    elif word_count(text) > LONGEST_OPTION:
        yield Flaw(f"an option of more than {LONGEST_OPTION} words", at, "o")


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

    What is repeated belongs into the stem; of two options, which mostly say yes and no to one sentence, nothing does.
    """
    if len(reading.options) < FEWEST:
        return
    openings = {tuple(option.norm.split()[:REPEATED_WORDS]) for option in reading.options}
    opening = next(iter(openings), ())
    if len(openings) == 1 and len(opening) == REPEATED_WORDS and CODE not in opening:
        yield Flaw(f"every option begins with '{' '.join(opening)}'", ("choices",), hint="move it to the stem")


@item_rule(
    "Q140",
    WARNING,
    "NBME; WCAG 3.3.2",
    english=True,
    subs={"d": "the scoring is not declared (information)", "n": "another number than the key has (error)"},
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
            yield Flaw(f"the stem says {told[1]}, but {len(reading.keys)} options are correct", ("stem",), "n", ERROR)
    elif not patterns.CHOOSE_ALL.search(reading.stem):
        yield Flaw(
            "the stem does not say how many to select", ("stem",), hint="'Select two.' or 'Select all that apply.'"
        )
    if "scoring" not in reading.item.model_fields_set:
        yield Flaw("`scoring` is not declared", (), "d", INFO, "all-or-nothing, partial, penalty or weights")


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

    'The red line', 'the box on the left' mean nothing to a screen reader, in speech, and after a change of layout. 'The
    table below' is fine where a table, a picture, a list or code follows in the same item: that is an order of reading.
    """
    if patterns.SENSORY_WORDS.isdisjoint(reading.words):
        return
    follows = any(patterns.SHOWN.search(text) for text in (reading.item.stem, reading.item_case))
    for part, found in reading.search(patterns.SENSORY, speech=False):
        if not (follows and patterns.ORDER_WORDS.search(found[0])):
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
    subs={"i": "no item with the tag (information)", "o": "told in another order"},
    fields=CLINICAL,
    bad={"stem": f"A patient {_TOLD}", "choices": _PLANS, "tags": ["vignette"]},
    good={"stem": f"A 52-year-old teacher asks for help. She {_TOLD}", "choices": _PLANS, "tags": ["vignette"]},
)
def vignette(reading: Reading) -> Iterator[Flaw]:
    """A vignette names age, setting or role, and complaint, in this order.

    Asked of items with the tag `vignette`. A case and stem of at least 40 words about one patient
    that tells no age gets an information: many such stems need none.
    """
    text, tagged = reading.full, "vignette" in reading.item.tags
    if not tagged and (len(text) < 4 * VIGNETTE_WORDS or not _is_case(text)):
        return
    sub, level = ("", WARNING) if tagged else ("i", INFO)
    found = [pattern.search(text) for pattern in (patterns.AGE, patterns.SETTING, patterns.COMPLAINT)]
    missing = [what for what, place in zip(("age", "setting or role", "complaint"), found, strict=True) if not place]
    if missing and (tagged or not found[0]):
        yield Flaw(f"the vignette names no {', no '.join(missing)}", ("stem",), sub, level)
    elif found[0] and all(found[0].start() > place.start() for place in found[1:] if place):
        yield Flaw("the vignette names the age last", ("stem",), "o", level, "age, then setting, then complaint")


def _is_case(text: str) -> bool:
    return len(words(text)) >= VIGNETTE_WORDS and patterns.ONE_PATIENT.search(text) is not None


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
