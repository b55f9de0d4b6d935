"""What one person answered, wherever it came from: a scan, a filled PDF or a typed table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.key import letters_of
from quizzes.model.item import AnsweredBy
from quizzes.model.numeric import NumericItem
from quizzes.number import Trouble, read_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from course.outputs.marking.judge import Doubt
    from course.outputs.marking.record import ExamRecord, Question

PERSON = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
"""A number of a person; nothing that a spreadsheet would take for a formula, and no name with blanks."""
_POINTS = re.compile(r"[0-9]{1,6}(\.[0-9]{0,6})?|\.[0-9]{1,6}")
_DATE = re.compile(
    r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b|\d{1,4}(-|\. ?)[^\W\d_]{3,9}\.?([- ]\d{2,4})?$|[^\W\d_]{3}-\d{2}$"
)
"""What a spreadsheet makes of `1.2` or `1/2`; a unit behind a number has no full stop or hyphen before it."""
_LETTERED = (AnsweredBy.CHOICE, AnsweredBy.CHOICES, AnsweredBy.PAIRS, AnsweredBy.ORDER)


@dataclass(frozen=True)
class Answer:
    """What stands in one row: the names that were taken, or a text; a doubt as long as nobody has decided."""

    taken: tuple[str, ...] = ()
    text: str | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Sheet:
    """The answers of one person by the labels of their rows; `where` names files and sides for people."""

    person: str
    version: str
    where: tuple[str, ...]
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A row as a question or a part of one: pair, place of an order, gap.

    `printed` are the letters or words on its marks with what they choose: `Wahr` in a German exam.
    """

    label: str
    question: Question
    part: str
    printed: Mapping[str, str] = field(default_factory=dict)


def places_of(exam: ExamRecord, version: str) -> dict[str, Place]:
    """Return every row of a version by its label, whether or not it is printed on a sheet."""
    found, rows = {}, exam.rows(version)
    for question in exam.versions[version]:
        for number, part in enumerate(_parts(question), start=1):
            label = f"{question.number}.{number}" if part else str(question.number)
            printed = {mark.letter: mark.name for mark in rows[label].marks} if label in rows else {}
            found[label] = Place(label, question, part, printed)
    return found


def _parts(question: Question) -> list[str]:
    item = question.item
    match item.answered_by:
        case AnsweredBy.PAIRS:
            return [pair.id for pair in item.pairs]  # type: ignore[union-attr]
        case AnsweredBy.ORDER:
            return [str(place) for place, _ in enumerate(item.sequence, start=1)]  # type: ignore[union-attr]
        case AnsweredBy.GAPS:
            return [gap.id for gap in item.gaps]  # type: ignore[union-attr]
    return [""]


def is_lettered(question: Question) -> bool:
    """Say whether a question is answered by letters."""
    return question.item.answered_by in _LETTERED


def letters_for(question: Question) -> dict[str, str]:
    """Return what each printed letter (or word, for true and false) chooses; letters are upper case."""
    if not is_lettered(question):
        return {}
    names = list(question.order)
    choices = getattr(question.item, "choices", ())
    found = {letter: name for name, letter in letters_of(names or [one.id for one in choices]).items()}
    if not names:  # true and false, which have no letters in print
        found |= {str(one.text).upper(): one.id for one in choices} | {one.id.upper(): one.id for one in choices}
    return found


def typed(place: Place, text: str, decimal: str) -> Answer:
    """Return what somebody typed for a row: letters where there are any, else the text.

    Raises ValueError, with what is wrong, for a letter that the question does not have, for a number that means two
    things or that a spreadsheet has made a date of, and for points that an essay does not bring.
    """
    words = text.strip()
    if not words:
        return Answer()
    if not is_lettered(place.question):
        _refuse_unclear(place.question, words, decimal)
        return Answer(text=words)
    known = letters_for(place.question) | {word.upper(): name for word, name in place.printed.items()}
    said = re.split(r"[\s,;+|]+", words.upper())
    taken = [known[words.upper()]] if words.upper() in known else [known.get(word, "") for word in said]
    if "" in taken:
        raise ValueError(f"'{words[:40]}' is none of {', '.join(known)}")
    if len(taken) > 1 and place.question.item.answered_by is not AnsweredBy.CHOICES:
        raise ValueError(f"'{words[:40]}' are several letters, and one is right")
    return Answer(tuple(dict.fromkeys(taken)))


def _refuse_unclear(question: Question, words: str, decimal: str) -> None:
    item, short = question.item, words[:40]
    if item.answered_by is AnsweredBy.ESSAY and essay_points(words, item.points, decimal) is None:
        raise ValueError(f"'{short}' are no points from 0 to {item.points:g}, with the decimal sign '{decimal}'")
    if not isinstance(item, NumericItem):
        return
    if _DATE.match(words):
        raise ValueError(f"'{short}' looks like a date that a spreadsheet made of a number")
    if read_number(words, item.answer, decimal).trouble in (Trouble.COMMA, Trouble.THOUSANDS):
        raise ValueError(
            f"'{short}' means two numbers: leave out separators of thousands; the decimal sign is '{decimal}'"
        )


def essay_points(text: str, most: float, decimal: str) -> float | None:
    """Return the points that somebody gave an essay, None for what is no number from 0 to `most`."""
    plain = text.strip().replace(decimal, ".")
    points = float(plain) if _POINTS.fullmatch(plain) else None
    return points if points is not None and points <= most else None


def shown(place: Place, answer: Answer) -> list[str]:
    """Return what was answered as the paper shows it: printed letters or words, or the text."""
    letters = {name: letter for letter, name in reversed(letters_for(place.question).items())}
    letters |= {name: letter for letter, name in place.printed.items()}
    return [letters.get(name, name) for name in answer.taken] + ([answer.text] if answer.text else [])


def response_of(question: Question, answers: Mapping[str, Answer], labels: Mapping[str, str]) -> object:
    """Return a response as `quizzes.grade` takes it; `labels` gives the label of each part of the question."""
    one = answers.get(str(question.number), Answer())
    parts = {part: answers[label] for part, label in labels.items() if label in answers}
    match question.item.answered_by:
        case AnsweredBy.CHOICE:
            return one.taken[0] if one.taken else None
        case AnsweredBy.CHOICES:
            return list(one.taken) or None
        case AnsweredBy.PAIRS:
            return {part: answer.taken[0] for part, answer in parts.items() if answer.taken} or None
        case AnsweredBy.ORDER:
            return [answer.taken[0] for answer in parts.values() if answer.taken] or None
        case AnsweredBy.GAPS:
            return {part: answer.text for part, answer in parts.items() if answer.text} or None
    return one.text
