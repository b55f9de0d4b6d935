"""Sheets to results: points by the rules of the course, whether they pass, and rows for the statistics."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.outputs.marking.sheets import essay_points, places_of, response_of
from quizzes.grade import grade
from quizzes.model.item import AnsweredBy
from quizzes.responses import Kind, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.outputs.marking.record import ExamRecord, Question
    from course.outputs.marking.sheets import Sheet


@dataclass(frozen=True)
class Marked:
    """One question of one person: what it is worth; `points` is None as long as somebody has to look or to judge."""

    question: Question
    response: object
    answered: bool
    points: float | None


@dataclass(frozen=True)
class Result:
    """One person: every question in the order of the paper; `passed` is None while it is not certain."""

    sheet: Sheet
    marked: tuple[Marked, ...]
    points: float
    most: float
    passed: bool | None

    @property
    def open(self) -> int:
        """Return how many questions wait for a person."""
        return sum(one.points is None for one in self.marked)


def result_of(sheet: Sheet, exam: ExamRecord) -> Result:
    """Mark one sheet with the weights and the pass mark of the exam."""
    labels: dict[int, dict[str, str]] = {}
    for place in places_of(exam, sheet.version).values():
        labels.setdefault(place.question.number, {})[place.part] = place.label
    marked = tuple(_marked(q, sheet, labels[q.number], exam.decimal) for q in exam.versions[sheet.version])
    points = round(sum(one.points or 0.0 for one in marked), 6)
    most = round(points + sum(one.question.item.points for one in marked if one.points is None), 6)
    least = round(points + sum(min(0.0, one.question.item.lowest) for one in marked if one.points is None), 6)
    passed: bool | None = None
    if exam.to_pass is not None and (least >= exam.to_pass or most < exam.to_pass):
        passed = least >= exam.to_pass
    return Result(sheet, marked, points, exam.points, passed)


def _marked(question: Question, sheet: Sheet, labels: dict[str, str], decimal: str) -> Marked:
    own = [sheet.answers.get(label) for label in labels.values()]
    response = response_of(question, sheet.answers, labels)
    if any(one is None or one.doubt for one in own):
        return Marked(question, response, answered=False, points=None)
    item = question.item
    if item.answered_by is AnsweredBy.ESSAY:  # who has judged it wrote the points on the sheet
        points = None if response is None else essay_points(str(response), item.points, decimal)
        return Marked(question, None, answered=response is not None, points=points)
    points = round(grade(item, response, decimal).points, 6) if item.scored else 0.0
    return Marked(question, response, answered=response is not None, points=points)


def results_csv(results: Sequence[Result], exam: ExamRecord) -> bytes:
    """Return a line for each person: points, whether they pass, what is open, and the points of each question by id."""
    items = sorted({question.item.id for question in next(iter(exam.versions.values()))})
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["person", "version", "points", "of", "percent", "passed", "open", *items])
    for one in results:
        by_item = {m.question.item.id: "" if m.points is None else f"{m.points:g}" for m in one.marked}
        passed = {None: "", True: "yes", False: "no"}[one.passed]
        share = f"{100 * one.points / one.most:.1f}" if one.most else ""
        head = [one.sheet.person, one.sheet.version, f"{one.points:g}", f"{one.most:g}", share, passed, one.open]
        table.writerow([*head, *(by_item[item] for item in items)])
    return text.getvalue().encode()


def rows_of(results: Iterable[Result], exam: ExamRecord) -> Iterator[Response]:
    """Yield the table of responses; what waits for a person has no row yet."""
    for one in results:
        for marked in one.marked:
            if marked.points is not None:
                yield _row(one.sheet, marked, exam)


def _row(sheet: Sheet, marked: Marked, exam: ExamRecord) -> Response:
    item = marked.question.item
    has_choices = item.answered_by in (AnsweredBy.CHOICE, AnsweredBy.CHOICES)
    taken = marked.response if isinstance(marked.response, list) else [marked.response]
    return Response(
        person=sheet.person,
        test=f"{exam.course}-{exam.form}-{exam.code}",
        version=sheet.version,
        kind=Kind.TEST,
        item=item.id,
        revision=str(item.revision),
        variant=marked.question.variant,
        answered=marked.answered,
        response=None if marked.response is None else json.dumps(marked.response, ensure_ascii=False),
        choices=" ".join(str(name) for name in taken if name) if has_choices and marked.answered else None,
        mark=marked.points,
        max=float(item.points),
        source="paper",
    )
