"""Rules about the language as a whole: readable, no opinions asked, not copied from a lesson, fair, nobody named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.lint import patterns, vocabulary
from quizzes.lint.context import runs
from quizzes.lint.rule import ERROR, LAY, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import grade_level, sentences, without_speech, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

GRADE, GRADE_OF_A_SENTENCE = 14.0, 24.0
FEWEST_WORDS, PASSAGE_WORDS, PASSAGE_SENTENCES = 10, 30, 3
_THREE = ["* Nile", "Congo", "Niger"]
_PLANS = ["* A slow taper", "A sudden stop", "A higher dose"]


@item_rule(
    "Q133",
    WARNING,
    "HDR8",
    english=True,
    fields=LAY,
    bad={
        "stem": "Which constitutional characteristic distinguishes parliamentary governmental accountability from"
        " presidential governmental accountability regarding extraordinary legislative dissolution susceptibility?",
        "choices": ["* A vote", "A court", "A crown"],
    },
    good={
        "stem": "Why can a parliament end the work of a government before an election?",
        "choices": ["* By a vote", "By a court", "By a crown"],
    },
)
def readability(reading: Reading) -> Iterator[Flaw]:
    """Case and stem can be read at school grade 14.

    The grade is that of Flesch and Kincaid, which was made for passages: in a text of fewer than three sentences or
    thirty words only a grade above 24 counts, and nothing below ten words. Code, formulas and quotations are left out.
    Words of the topic, which cannot be replaced, count as two syllables at most.
    """
    if reading.full.count(" ") < FEWEST_WORDS - 1:
        return
    text = reading.full_said
    passage = len(sentences(text)) >= PASSAGE_SENTENCES and word_count(text) >= PASSAGE_WORDS
    grade = grade_level(text, easy=reading.context.topic_stems)
    if grade > (GRADE if passage else GRADE_OF_A_SENTENCE):
        yield Flaw(f"school grade {grade:.1f}", ("stem",), hint="shorter sentences and words")


@item_rule(
    "Q137",
    WARNING,
    "HDR6",
    english=True,
    bad={"stem": "What do you think is the best treatment of panic?", "choices": _PLANS},
    good={"stem": "Which treatment of panic does the guideline put first?", "choices": _PLANS},
)
def opinion(reading: Reading) -> Iterator[Flaw]:
    """No item with a key asks for an opinion."""
    if found := vocabulary.OPINION.search(without_speech(reading.stem)):
        yield Flaw(f"'{found[0]}' asks for an opinion", ("stem",), hint="ask what a source or a standard says")


@item_rule(
    "Q139",
    WARNING,
    "HDR3",
    bad={
        "stem": "In the Alps a glacier grinds the rock below it to flour. This is called:",
        "choices": ["* Abrasion", "Melting", "Freezing"],
    },
    good={
        "stem": "What happens to the rock below a glacier while it moves?",
        "choices": ["* It is ground", "It is lifted", "It is melted"],
    },
)
def verbatim(reading: Reading) -> Iterator[Flaw]:
    """Case, stem and options share no eight words in a row with a lesson.

    What can be recognized by its wording tests memory for the wording.
    """
    known = reading.context.lesson_runs
    if known:
        for part in reading.parts:
            if part.kind in ("case", "stem", "option"):
                copied = next((run for run in runs(part.text) if run in known), None)
                if copied:
                    yield Flaw(f"'{copied}' stands in a lesson word for word", part.at, hint="say it in other words")


@item_rule(
    "Q141",
    WARNING,
    "NBME",
    english=True,
    keyed=False,
    fields=LAY,
    bad={"stem": "A 30-year-old Hispanic woman asks for a taper. What is offered first?", "choices": _PLANS},
    good={"stem": "A 30-year-old woman has white tablets at home. What is offered first?", "choices": _PLANS},
)
def fairness(reading: Reading) -> Iterator[Flaw]:
    """Race and ethnicity are named only where they matter, and jobs have no gender.

    Groups are looked for in case and stem; an option that names one answers a question about groups. Where they matter,
    waive the rule with the reason.
    """
    if reading.words.isdisjoint(vocabulary.FAIRNESS_WORDS):
        return
    for pattern, message, kinds in (
        (vocabulary.GROUP, "'{}': does it matter here?", ("case", "stem")),
        (vocabulary.JOB_STEREOTYPE, "'{}' gives a job a gender", ()),
    ):
        for part, found in reading.search(pattern, *kinds):
            yield Flaw(
                message.format(found[0].strip()), part.at, hint="leave it out, or waive the rule with the reason"
            )


@item_rule(
    "Q144",
    ERROR,
    "privacy",
    keyed=False,
    bad={"stem": "Jane Miller, born 3/14/1971, asks for a taper. What is offered first?", "choices": _PLANS},
    good={
        "stem": "Jane, 55, asks for a taper; the helpline is 1-800-662-4357. What is offered first?",
        "choices": _PLANS,
    },
)
def real_person(reading: Reading) -> Iterator[Flaw]:
    """No text has what identifies a real person.

    A full name with a date of birth, a record or social security number, a private phone number, an e-mail address.
    Public lines (1-800 …), 555-01xx and addresses at example.org are fine.
    """
    if not _TRACE.search(reading.whole) or not _identifier(reading.whole):
        return
    for part in reading.parts:
        found = _identifier(part.text)
        if found:
            yield Flaw(f"'{found}' may identify a real person", part.at, hint="invent it: 555-0123, name@example.org")


_TRACE = re.compile(r"[@\d](?:(?<=@)|\d{3}|[-/.]\d)")  # begins with what is rare, so that the search is fast


def _identifier(text: str) -> str | None:
    for pattern in (patterns.RECORD_NUMBER, patterns.SOCIAL_NUMBER):
        if match := pattern.search(text):
            return match[0]
    for match in patterns.PHONE.finditer(text):
        invented = match[2] == "555" and match[3].startswith("01")
        if match[1] not in patterns.PUBLIC_PREFIXES and not invented:
            return match[0].strip()
    for match in patterns.EMAIL.finditer(text) if "@" in text else ():
        if not patterns.INVENTED_HOST.search(match[1]):
            return match[0]
    birth = patterns.BIRTH.search(text)
    name = patterns.FULL_NAME.search(text) if birth else None
    return f"{name[0]}, {birth[0]}" if birth and name else None
