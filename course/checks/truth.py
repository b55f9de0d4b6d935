"""T2: nothing is said without a source, in the document's words, or as an accreditation that nobody gave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.promises import promises_credit, speaks_of_credit
from course.checks.registry import Fault, check
from course.checks.translations import translated
from course.material.page import read_sentences
from course.material.sentences import words_of
from course.project.load import setting_line
from quizzes.finding import FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.material import Material

SHARED_WORDS = 8
"""From this many words in a row on, a sentence counts as taken from the document."""

_NUMBER = re.compile(
    r"(?<![\w.,-])\d[\d.,]*(?![\w-]*[A-Z])(?!-(?!day|week|month|year|hour|minute|fold|mg|mcg|mL)[a-z])"
)
_DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)(?: (?:19|20)\d\d)?\b"
)
_DATE_WORDS = 4
_PLAIN = re.compile(
    r"\b(?:911|112|999)\b|\b\d+-year-old\b|\b\d+ y\b|\bage \d+,|\b\d+ \([a-z ]+\) to \d+ \([a-z ]+\)", re.IGNORECASE
)
"""Emergency numbers are known like names; ages in this form are a fictional person's; scales are our own."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:mg|people|patients|percent|%))")
_LABEL = re.compile(
    r"\b(?:lessons?|parts?|steps?|figures?|tables?|items?|questions?|pages?|sections?|chapters?|statements?|handouts?|"
    r"cases?|numbers?|no\.|schedule|levels?|phase|box|rows?|columns?|objectives?|version|annex|appendix|topic|type|"
    r"stud(?:y|ies)|criterion|form)\s+\d+(?:(?:\s*[–-]\s*|,\s*|\s+(?:to|and|or)\s+)\d+)*\b",
    re.IGNORECASE,
)
_COURSE = re.compile(
    r"\b\d[\d.,]*\s*(?:[–-]\s*\d+\s*)?(?:%|percent|of|out of|minutes?|min|hours?|h|questions?|items?|lessons?|cases?|"
    r"words?|points?|attempts?|handouts?|statements?|sources?|terms?|figures?|objectives?|for|people)\b|\b\d+ ?%",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"\b(?:slides?|huddles?|role plays?|week)\s+\d+(?:(?:,| and| to)\s+\d+)*\b|^[A-Z][\w ]*: \w+, \d\d$"
    r"|\b\d+ (?:minutes?|questions?|cards?|slides?|huddles?)\b",
    re.IGNORECASE,
)
"""What a session plan counts: its own slides, parts, minutes, the weeks of its case, the age on the card of a role."""


@check("T201", local=True)
def numbers_are_cited(material: Material) -> Iterator[Fault]:
    """Every sentence with a number names its source.

    For a table the row, the header row, or the line directly above the table may name it. Years, numbered lessons and
    the like, dates that stand alone, emergency numbers and what a page says about the course itself are no facts.
    """
    start = material.project.root / "index.md"
    for path, sentence in material.passages():
        if sentence.is_cited or sentence.kind == "heading" or "case" in sentence.inside:
            continue
        text = _SESSION.sub(" ", sentence.text) if _is_session(material, path) else sentence.text
        number = _number_in(text, about_course=path == start or "instructor" in sentence.inside)
        if number:
            message = f"the number {number} has no source: '{_short(sentence.text)}'"
            yield Fault(path, sentence.line, message, hint="add {cite:p}`key` to this sentence, or say it in words")


@check("T206", local=True)
def sentences_are_own(material: Material) -> Iterator[Fault]:
    """No sentence shares eight or more words in a row with the document."""
    try:
        text = read_text(material.project.document)
    except FindingsError:
        return
    known = set(_runs(words_of(text)))
    for path, sentence in material.passages():
        shared = next((run for run in _runs(words_of(sentence.text)) if run in known), None)
        if shared:
            message = f"{SHARED_WORDS} words in a row are the document's: '{' '.join(shared)}'"
            yield Fault(path, sentence.line, message, hint="write from the source; {claim} quotes")


@check("T209", local=True)
def credit_needs_a_provider(material: Material) -> Iterator[Fault]:
    """No page promises credit or accreditation unless course.toml names the provider who gives it."""
    tables = material.project.tables
    if tables.activity.accreditation not in {"", "none"} or tables.gives_credit:
        return
    for path, line, text, language in _everything_said(material):
        if said := promises_credit(text, language):
            message = f"'{said}' promises credit, but course.toml names no provider who gives it"
            hint = "say nothing of credit, or fill in [provider] and an active [accreditation]"
            yield Fault(path, line, message, subject="A115" if tables.provider else "", hint=hint)


def _everything_said(material: Material) -> Iterator[tuple[Path, int, str, str]]:
    """Yield what any edition prints, with its language: pages, questions with their answers, settings, translations."""
    own = material.project.language
    for path, one in (*material.passages(), *material.beside_lessons()):
        yield path, one.line, one.text, own
    for file, place, item in material.items():
        for text in filter(lambda text: speaks_of_credit(text, own), _texts_of(item)):
            yield from ((file.path, file.line("items", place), part.text, own) for part in read_sentences(text, 1))
    for way, text in _settings_said(material):
        line = setting_line(material.project, *way)
        yield from ((material.project.settings, line, part.text, own) for part in read_sentences(text, 1))
    for path, line, _, text in translated(material):
        yield from ((path, line, part.text, path.parents[1].name) for part in read_sentences(text, line))


def _settings_said(material: Material) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the texts of course.toml that an edition prints, each with its way."""
    tables = material.project.tables
    yield ("course", "title"), tables.course.title
    yield ("course", "subtitle"), tables.course.subtitle
    yield ("review", "title"), tables.review.title
    yield ("review", "notice"), tables.review.notice
    for key in ("title", "notice", "purpose", "prerequisites", "technical"):
        yield ("activity", key), getattr(tables.activity, key)
    yield from ((("print", "imprint", place), text) for place, text in enumerate(tables.print.imprint))


def _texts_of(value: object) -> Iterator[str]:
    """Yield every text of an item."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_of(inner)
    elif hasattr(value, "__pydantic_fields__"):
        for name in value.__pydantic_fields__:
            yield from _texts_of(getattr(value, name))


def _is_session(material: Material, path: Path) -> bool:
    return path.is_relative_to(material.project.root / "instructor")


def _number_in(text: str, *, about_course: bool) -> str:
    """Return the first number that states a fact, or nothing."""
    bare = _PLAIN.sub(" ", _LABEL.sub(" ", text))
    undated = _DATE.sub(" ", bare)
    bare = _YEAR.sub(" ", undated if len(words_of(undated)) <= _DATE_WORDS else bare)
    if about_course:
        bare = _COURSE.sub(" ", bare)
    found = _NUMBER.search(bare)
    return found[0].rstrip(".,") if found else ""


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - SHARED_WORDS + 1):
        yield tuple(words[start : start + SHARED_WORDS])


def _short(text: str, width: int = 60) -> str:
    return text if len(text) <= width else f"{text[:width].rstrip()}…"
