"""Papers that were filled in on a screen: the values of our form fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf

from course.outputs.exam.sheetcode import SheetCode
from course.outputs.marking.codes import MarkCode
from course.outputs.marking.judge import Doubt
from course.outputs.marking.sheets import PERSON, Answer, Place, Sheet, places_of, typed
from quizzes.finding import Finding, Level
from quizzes.model.item import AnsweredBy

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.marking.record import ExamRecord

_FIELD = re.compile(r"question-(\d+)(?:-(?:gap-)?(.+))?")


def is_filled(path: Path) -> bool:
    """Say whether a PDF has form fields of ours."""
    try:
        with pikepdf.open(path) as document:
            return any(_FIELD.fullmatch(str(field.get("/T", ""))) for field in _fields(document))
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, TypeError):
        return False


def _fields(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    form = document.Root.get("/AcroForm")
    return list(form.get("/Fields", [])) if form is not None else []


def _value(field: pikepdf.Object) -> str:
    """Return what was chosen or typed: the state of a button is a name, `Off` where it is not pressed."""
    value = field.get("/V", "")
    if isinstance(value, pikepdf.Name):
        return "" if value == pikepdf.Name.Off else str(value).removeprefix("/")
    return "" if isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) else str(value)


def sheet_of(path: Path, exam: ExamRecord, found: list[Finding]) -> Sheet | None:
    """Return the answers of a filled paper; None, with a finding, where whose or of which exam they are is unknown."""
    with pikepdf.open(path) as document:
        values = {str(field.get("/T", "")): _value(field) for field in _fields(document)}
        code = SheetCode.read(str(document.docinfo.get("/Keywords", "")))
    if code is None or code.exam != exam.code or code.version not in exam.versions:
        other = f"the exam {code.exam}" if code else "an exam without a code"
        message = f"the filled paper is of {other}, not of {exam.code}"
        found.append(Finding(path, 1, MarkCode.SIDE, message, Level.WARNING, hint="it is left out"))
        return None
    person = values.get("number", "").strip()
    if not PERSON.fullmatch(person):
        message = "the filled paper has no number" if not person else f"'{person[:40]}' is no number of a person"
        found.append(Finding(path, 1, MarkCode.SHEET, message, hint="type the number into the field and save the file"))
        return None
    return Sheet(person, code.version, (f"{path}, filled",), _answers(path, values, exam, code.version, found))


def _answers(
    path: Path, values: dict[str, str], exam: ExamRecord, version: str, found: list[Finding]
) -> dict[str, Answer]:
    places = places_of(exam, version)
    said: dict[str, list[str]] = {label: [] for label in places}
    for name, value in values.items():
        match = _FIELD.fullmatch(name)
        if match is None or not value.strip():
            continue
        label = match[1] if match[1] in places and _ticks(places[match[1]]) else ".".join(filter(None, match.groups()))
        if label in said:
            said[label].append(value)
    return {label: filled_answer(path, places[label], words, exam.decimal, found) for label, words in said.items()}


def _ticks(place: Place) -> bool:
    return place.question.item.answered_by is AnsweredBy.CHOICES


def filled_answer(path: Path, place: Place, words: list[str], decimal: str, found: list[Finding]) -> Answer:
    """Return what the fields of a question say; what cannot be taken is open, and a finding says why."""
    if place.question.item.answered_by is AnsweredBy.ESSAY:  # what its writer typed are no points
        return Answer((), " ".join(words), Doubt.HAND)
    try:
        return typed(place, " ".join(words), decimal)
    except ValueError as error:
        hint = "it is open: leave this file out and type its answers into a table"
        found.append(Finding(path, 1, MarkCode.SHEET, f"question {place.label}: {error}", hint=hint))
        return Answer(doubt=Doubt.TYPED)
