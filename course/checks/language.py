"""T2: the words of the course, by the same patterns that lint uses for its questions."""

from __future__ import annotations

import csv
import re
from itertools import groupby
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from quizzes.finding import FindingsError, Level
from quizzes.lint.context import Context, context_of
from quizzes.lint.text_measures import grade_level, norm
from quizzes.lint.vocabulary import (
    MISSPELLED,
    MISSPELLINGS,
    NAKED_DECIMAL,
    STIGMA,
    STIGMA_OK,
    STIGMA_STEMS,
    TRAILING_ZERO,
    TWICE,
    TWICE_OK,
    UNSAFE_NUMBER,
    UNSAFE_WORD,
    WOK,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.material import Material
    from course.material.page import Page
    from course.material.sentences import Sentence

LESSON_GRADE, LESSON_LIMIT, PATIENT_GRADE = 12.0, 14.0, 8.0
"""Flesch-Kincaid grades: above the first a lesson is warned of, above the second refused; the third is for patients."""
_OFFICIAL = re.compile(r"\((?:[^()]*\b)?(?:label|title|term|source)s?(?:['’]s)?\b[^()]*\)")
_SHORTEST = 3


def read_context(material: Material) -> Context:
    """Return what lint knows beside the banks; without what cannot be read, which is reported elsewhere."""
    try:
        return context_of(material.settings)
    except (FindingsError, OSError, ValueError, csv.Error):
        return Context(brands=material.settings.brands, spelling=material.settings.spelling)


@check("T202", local=True)
def brands_follow_generic_names(material: Material) -> Iterator[Fault]:
    """Every brand name stands beside or after its generic name: on a page, in an answer, in a figure."""
    generic_of = read_context(material).generic_of
    for path, sentences in _texts(material):
        said: set[str] = set()
        for sentence in sentences:
            words = set(norm(sentence.own_words).split())
            said |= words
            for brand in sorted(words & set(generic_of)):
                if generic_of[brand] not in said:
                    message = f"the brand '{brand}' stands before its generic name '{generic_of[brand]}'"
                    yield Fault(path, sentence.line, message)


@check("T203", local=True)
def nobody_is_labelled(material: Material) -> Iterator[Fault]:
    """No word that stigmatizes people.

    Quoted speech is exempt, official titles too, and a word that is marked as one: (the label's words), (a term of the
    source).
    """
    for path, sentence in material.passages():
        own = sentence.own_words.casefold()
        if not any(stem in own for stem in STIGMA_STEMS):
            continue
        found = STIGMA.search(STIGMA_OK.sub(" ", sentence.own_words))
        if found and not _OFFICIAL.search(sentence.text):
            message = f"'{found[0]}' stigmatizes"
            yield Fault(path, sentence.line, message, hint="name the person first, then what happened")


@check("T204", local=True)
def notation_is_safe(material: Material) -> Iterator[Fault]:
    """No trailing zero, naked decimal point or unsafe abbreviation of a dose."""
    for path, sentence in material.passages():
        for pattern in (TRAILING_ZERO, NAKED_DECIMAL, UNSAFE_NUMBER, UNSAFE_WORD):
            if found := pattern.search(sentence.text):
                yield Fault(path, sentence.line, f"'{found[0].strip()}' can be misread as another dose")


@check("T205", local=True)
def words_are_spelled_right(material: Material) -> Iterator[Fault]:
    """No misspelling of the list, none of the document, no word twice in a row."""
    own, spelling = read_context(material).misspelling, material.settings.spelling
    for path, sentence in material.passages():
        for wrong, right in _misspelled(sentence.text, own, spelling):
            yield Fault(path, sentence.line, f"'{wrong}' is misspelled", hint=f"write '{right}'" if right else "")


@check("T207", Level.WARNING, local=True)
def lessons_read_easily(material: Material) -> Iterator[Fault]:
    """Every lesson reads at Flesch-Kincaid grade 12 or below; above 14 is an error."""
    if not material.project.language.startswith("en"):
        return
    for page in material.lessons:
        grade = _grade(page)
        if grade > LESSON_GRADE:
            level = Level.ERROR if grade > LESSON_LIMIT else Level.WARNING
            yield Fault(page.path, 1, f"grade {grade:.1f}; {LESSON_GRADE:g} is the most", level=level)


@check("T208", local=True)
def patients_read_easily(material: Material) -> Iterator[Fault]:
    """Every page for patients (`audience: patient`) reads at grade 8 or below."""
    if not material.project.language.startswith("en"):
        return
    for page in material.pages:
        if page.meta.get("audience") == "patient" and (grade := _grade(page)) > PATIENT_GRADE:
            message = f"grade {grade:.1f}; {PATIENT_GRADE:g} is the most for patients"
            yield Fault(page.path, page.line("audience"), message, hint="shorter sentences, shorter words")


def _texts(material: Material) -> Iterator[tuple[Path, list[Sentence]]]:
    """Yield what is read in one piece; each answer of the register stands alone in the appendix."""
    register = material.project.register
    pairs = list(material.passages())
    for path, group in groupby(pairs, key=lambda pair: pair[0]):
        sentences = [sentence for _, sentence in group]
        if path != register:
            yield path, sentences
            continue
        for _, answer in groupby(sentences, key=lambda one: one.line):
            yield path, list(answer)


def _misspelled(text: str, own: re.Pattern[str] | None, spelling: dict[str, str]) -> Iterator[tuple[str, str]]:
    for found in MISSPELLED.finditer(text):
        yield found[0], MISSPELLINGS.get(found[0].lower(), "")
    for found in own.finditer(text) if own else ():
        yield found[0], spelling.get(found[0].lower(), "")
    for found in WOK.finditer(text):
        yield found[0], found[0].replace("wok", "work")
    for found in TWICE.finditer(text):
        if found[1].lower() not in TWICE_OK:
            yield found[0], found[1]


def _grade(page: Page) -> float:
    """Return the grade of the running text; tables and notes for trainers are not read in a row."""
    text = [
        one.text
        for one in page.prose
        if one.kind in {"paragraph", "item"} and "instructor" not in one.inside and one.words >= _SHORTEST
    ]
    return grade_level("\n".join(text))
