"""Rules about words: abbreviations, brands, stigma, unsafe notation, spelling."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import re
from itertools import islice
from operator import eq
from typing import TYPE_CHECKING

from quizzes.lint import vocabulary
from quizzes.lint.prose import CODE
from quizzes.lint.rule import CLINICAL, ERROR, LAY, WARNING, Flaw, item_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Part, Reading

_STUFF = ["Wool", "* Thin paper", "Linen"]


@item_rule(
    "Q128",
    WARNING,
    "HDR8",
    english=True,
    keyed=False,
    fields=LAY,
    bad={"stem": "Which score on the CIWA-B suggests severe withdrawal?", "choices": ["Low", "Middle", "* High"]},
    good={"stem": "Which role does CBT have beside a taper here?", "choices": ["* A support", "A cure", "A threat"]},
)
def abbreviation(reading: Reading) -> Iterator[Flaw]:
    """Abbreviations are in the glossary, or explained at their first use in the item.

    Two to six capitals. With figures (CD4, HCO3, S1) they are no abbreviation; Roman numbers, sequences of bases,
    genotypes and words in capitals for emphasis are none either. What everybody reads is known, and what the readers of
    the profile read.
    """
    told: set[str] = set()
    for part in reading.parts:
        for found in vocabulary.ABBREVIATION.finditer(part.said):
            short = found[1]
            if short in reading.context.known_abbreviations or short in told or part.text.isupper():
                continue
            if vocabulary.NO_ABBREVIATION.fullmatch(short):
                continue
            told.add(short)
            if not _explained(part.said, found.start(), found.end()):
                yield Flaw(f"'{short}' is not explained", part.at, hint="write it out, or add it to the glossary")


def _explained(text: str, start: int, end: int) -> bool:
    in_brackets = text[:start].endswith("(") and text[end : end + 1] in ")," and any(map(str.isalpha, text[:start]))
    return in_brackets or text[end : end + 2] == " (" or text[end : end + 8].startswith((", or ", ", short"))


@item_rule(
    "Q129",
    ERROR,
    "ACPE; ACCME independence",
    subs={"o": "in an option"},
    keyed=False,
    fields=CLINICAL,
    bad={"stem": "Which material is a box of Kleenex filled with?", "choices": _STUFF},
    good={"stem": "Which material is a tissue (Kleenex) made of?", "choices": _STUFF},
)
def brand_name(reading: Reading) -> Iterator[Flaw]:
    """A brand name comes with its generic name, and never in an option."""
    brands = reading.words & reading.context.generic_of.keys()
    for brand in sorted(brands):
        generic = reading.context.generic_of[brand]
        inside = [part for part in reading.choosable if brand in part.text.lower()]
        for part in inside:
            yield Flaw(f"the brand '{brand}' in an option", part.at, "o", hint=f"write {generic}")
        if not inside and generic not in reading.whole.lower():
            part = next(part for part in reading.parts if brand in part.text.lower())
            yield Flaw(
                f"the brand '{brand}' without its generic name", part.at, hint=f"write {generic} ({brand.title()})"
            )


@item_rule(
    "Q130",
    ERROR,
    "NIDA, Words Matter",
    english=True,
    keyed=False,
    fields=CLINICAL,
    bad={"stem": "Which sign shows that an addict needs more care?", "choices": ["* Seizure", "Dry skin", "Thirst"]},
    good={
        "stem": 'He says, "I must be addicted." Which term fits a habit-forming medicine taken as agreed?',
        "choices": ["* Physical dependence", "Misuse", "Overdose"],
    },
)
def stigma(reading: Reading) -> Iterator[Flaw]:
    """Words put the person first: no addict, abuser, user, drug habit, dirty test, doctor shopping.

    What a person is quoted with, the title of the boxed warning, names of organisations, the defined label term and
    words such as 'habit reversal', 'child abuse', 'drug of choice for asthma' or 'alcoholic hepatitis' are exempt; so
    is the user of a machine.
    """
    if vocabulary.STIGMA_WORDS.isdisjoint(reading.words):
        return
    machine = CODE in reading.whole or not vocabulary.MACHINES.isdisjoint(reading.words)
    for part in reading.parts:
        found = vocabulary.STIGMA.search(vocabulary.STIGMA_OK.sub(" ", part.said))
        if found and not (found[0].lower().startswith("the user") and machine):
            yield Flaw(f"'{found[0]}' labels the person", part.at, hint="put the person first: 'a person who …'")


@item_rule(
    "Q134",
    ERROR,
    "Joint Commission; ISMP",
    keyed=False,
    fields=CLINICAL,
    bad={
        "stem": "Which daily dose is a first target in panic?",
        "choices": [".25 mg", "* 1.0 mg", "20 mg"],
        "shuffle": False,
    },
    good={
        "stem": "Which daily dose is a first target in panic?",
        "choices": ["0.25 mg", "* 1 mg", "20 mg"],
        "shuffle": False,
    },
)
def unsafe_notation(reading: Reading) -> Iterator[Flaw]:
    """Doses have no trailing zero, no naked decimal point, and none of the abbreviations that killed people.

    1.0 mg and 0.50 mg are read as 10 and 50, .5 mg as 5; U, IU, QD, QOD, µg, cc, HS, MSO4 and D/C are misread too.
    Figures are asked where a medicine is given: 30 U/L is a result of the laboratory, 2.0 g a figure of chemistry.
    """
    whole = reading.whole
    asked: tuple[re.Pattern[str], ...] = ()
    if not vocabulary.DOSING.isdisjoint(reading.words) and _DIGIT.search(whole):
        asked = _DECIMALS if _POINT.search(whole) else ()
        asked = (*asked, vocabulary.UNSAFE_NUMBER) if any(sign in whole for sign in ("U", "cc", "MS")) else asked
    if "g" in whole and ("µ" in whole or "μ" in whole or not vocabulary.UNSAFE_WORDS.isdisjoint(reading.words)):
        asked = (*asked, vocabulary.UNSAFE_WORD)
    patterns = [pattern for pattern in asked if pattern.search(whole)]
    for part in reading.parts if patterns else ():
        found = next(filter(None, (pattern.search(part.text) for pattern in patterns)), None)
        if found:
            yield Flaw(f"'{found[0].strip()}' is misread", part.at, hint="1 mg, 0.5 mg, daily, units, mcg, mL")


_DIGIT = re.compile(r"\d")
_POINT = re.compile(r"\.\d")
_DECIMALS = (vocabulary.TRAILING_ZERO, vocabulary.NAKED_DECIMAL)


@item_rule(
    "Q135",
    ERROR,
    "HDR11; HDR12",
    english=True,
    subs={"t": "a word twice"},
    keyed=False,
    bad={
        "stem": "Which goal can a slow rise of prices acheive here?",
        "choices": ["* Calmer markets", "More trade", "Lower taxes"],
    },
    good={
        "stem": "Which goal can a slow rise of prices achieve here?",
        "choices": ["* Calmer markets", "More trade", "Lower taxes"],
    },
)
def spelling(reading: Reading) -> Iterator[Flaw]:
    """No word of the list of misspellings, and no word twice in a row.

    The settings add to the list (`[spelling]`). There is no dictionary: names of medicines would drown what matters.
    """
    twice = any(map(eq, reading.sequence, islice(reading.sequence, 1, None)))
    for part in reading.parts:
        if found := _misspelling(reading, part):
            yield Flaw(found, part.at)
        elif twice and (same := vocabulary.TWICE.search(part.text)) and same[1].lower() not in vocabulary.TWICE_OK:
            yield Flaw(f"'{same[0]}': a word twice", part.at, "t")


def _misspelling(reading: Reading, part: Part) -> str | None:
    if not vocabulary.MISSPELLED_WORDS.isdisjoint(reading.words) and (found := vocabulary.MISSPELLED.search(part.text)):
        return f"'{found[0]}' should be '{vocabulary.MISSPELLINGS[found[0].lower()]}'"
    if "wok" in reading.words and (found := vocabulary.WOK.search(part.text)):
        return f"'{found[0]}': 'work' is meant"
    if reading.context.misspelling and (found := reading.context.misspelling.search(part.text)):
        right = {wrong.lower(): word for wrong, word in reading.context.spelling.items()}
        return f"'{found[0]}' should be '{right[found[0].lower()]}'"
    return None
