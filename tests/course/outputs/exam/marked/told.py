"""How rows of an answer sheet are judged, and what typed tables and decisions become: `told.txt`, read by a person.

python -m tests.course.outputs.exam.marked.told      # writes it anew; read the difference before you keep it
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from course.outputs.marking.bubbles import Ink
from course.outputs.marking.decisions import Decision, carry_out, read_decisions
from course.outputs.marking.judge import Bubble, Doubt, State, answers_by_crosses, judge, state_of
from course.outputs.marking.readside import Reading, ReadSide
from course.outputs.marking.record import ExamRecord, read_record
from course.outputs.marking.results import result_of, results_csv, rows_of
from course.outputs.marking.sheets import Answer, Place, Sheet, letters_for, places_of, response_of, typed
from course.outputs.marking.slips import _slip
from course.outputs.marking.typed import sheets_in_table
from quizzes.finding import FindingsError
from quizzes.responses.write import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.finding import Finding

TOLD = Path(__file__).parent / "told.txt"
TYPED = ("a", "B", "c", "a b", "B;A", "A, z", "true", "Wrong", "1", "-", "  b  ", "2.5", "A A")
TABLES = (
    "", "person,version\n", "person,version,item,response\n", "person,item\nx,1\n", "person,version,1\np1,A,b\n\n",
    "person;version;item;response\np1;a;1;B\np1;A;public-two;a c\n", "person,version,1\nAnna Meier,A,b\n",
    "person,version,1\np1,Z,b\n", "person,version,item,response\np1,A,1,b\np1,A,1,a\n", "person,version,1\np1,A,zz\n",
    "person,version,item,response\np1,A,1,b\np1,B,2,a\n", "person,version,item,response\np1,A,public-match,b\n",
    "person,version,item,response\np1,A,99,b\n", 'person,version,1\np1,A,"b\n', "person,version,1\n=1,A,b\n",
)  # fmt: skip
DECISIONS: tuple[tuple[str, str], ...] = (
    ("number", "1"), ("number", "123456"), ("number", "12345x"), ("counts", "no"), ("counts", "yes"), ("counts", "oh"),
    ("1", "B"), ("1", ""), ("1", "Z"), ("1", "A B"), ("99", "A"),
)  # fmt: skip


def lines(out: Path) -> Iterator[str]:
    """Yield what is said; `out` is the folder of a printed exam."""
    yield from _judged()
    exam = read_record(out)
    yield from _typed(exam)
    yield from _tables(exam)
    yield from _results(exam)
    yield from _decided(exam)


def _judged() -> Iterator[str]:
    for mean, middle, cover, light in product((0.05, 0.09, 0.11, 0.2), (0.12, 0.13), (0.72, 0.73), (0.0, 0.05, 0.1)):
        made = [state_of(Ink(mean, middle, light, cover, crossed), 0.04) for crossed in (False, True)]
        yield f"ink {mean} {middle} {cover} {light}: {made[0].state} {made[1].state} {made[0].dark:.2f}"
    darks = {State.EMPTY: 0.0, State.FAINT: 0.06, State.MARKED: 0.1, State.FULL: 0.2, State.CROSSED: 0.3}
    for first, second in product(State, State):
        row = [Bubble(first, darks[first]), Bubble(second, darks[second])]
        ways = product((False, True), (False, True))
        told = [judge(row, several=several, crosses=crosses) for several, crosses in ways]
        yield f"row {first} {second}: {'; '.join(f'{one.taken} {one.doubt}' for one in told)}"
    for dark in (0.09, 0.091):
        one = judge([Bubble(State.FULL, 0.2), Bubble(State.FAINT, dark)], several=True)
        yield f"rubbed {dark}: {one.taken} {one.doubt}"
    marked, full = [Bubble(State.MARKED, 0.1), Bubble(State.EMPTY, 0.0)], [Bubble(State.FULL, 0.2)]
    for crossed, filled in ((4, 0), (5, 0), (9, 1), (10, 1), (19, 2), (20, 2)):
        yield f"crosses {crossed} {filled}: {answers_by_crosses([marked] * crossed + [full] * filled)}"


def _typed(exam: ExamRecord) -> Iterator[str]:
    """Yield what becomes of what is typed for the first question of each kind."""
    places = places_of(exam, "A")
    kinds = {one.question.item.answered_by: one for one in reversed(places.values())}
    for place in kinds.values():
        labels = {one.part: name for name, one in places.items() if one.question is place.question}
        for text in TYPED:
            try:
                made = typed(place, text, exam.decimal)
                response = response_of(place.question, {place.label: made}, labels)
                said = f"{made.taken} {made.text!r}: {response!r}"
            except ValueError as error:
                said = str(error)
            yield f"typed {place.label} {place.question.item.type} {text!r}: {said}"


def _tables(exam: ExamRecord) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        for text in TABLES:
            path.write_text(text, encoding="utf-8")
            found: list[Finding] = []
            sheets = sheets_in_table(path, exam, found)
            people = [(one.person, one.version) for one in sheets]
            answers = [pair for sheet in sheets for pair in sheet.answers.items() if pair[1] != Answer()]
            kept = {name: one.taken or one.text for name, one in answers}
            yield f"table {text!r}: {people} {kept} {_said(found)}"
        for told in ("", "{}", '{"format": "x"}', *_files(exam)):
            path.write_text(told, encoding="utf-8")
            try:
                yield f"decisions {told!r}: {read_decisions(path, exam)}"
            except FindingsError as error:
                yield f"decisions {told!r}: {_said(error.findings)}"


def _files(exam: ExamRecord) -> Iterator[str]:
    row = {"side": "s", "what": "number", "value": "1", "when": "2026-01-02T03:04:05.678Z"}
    for change in ({}, {"when": "now"}, {"side": ""}, {"what": ""}, {"when": "2026-01-02T03:04+01:00"}):
        yield json.dumps({"format": "course-mark-decisions", "exam": exam.code, "decisions": [row, row | change]})
    yield json.dumps({"format": "course-mark-decisions", "exam": "other", "decisions": [row]})


def _said(findings: Any) -> str:
    return "; ".join(f"{one.line} {one.level} {one.code} {one.subject} {one.message} ({one.hint})" for one in findings)


def _results(exam: ExamRecord) -> Iterator[str]:
    results = []
    for number, (pick, doubt) in enumerate(((0, None), (1, None), (None, None), (1, Doubt.TWO))):
        answers = {label: _answer(place, pick) for label, place in places_of(exam, "A").items()}
        answers["1"] = replace(answers["1"], doubt=doubt)
        results.append(result_of(Sheet(f"p{number}", "A", ("x",), answers), exam))
    for to_pass in (None, 0.0, results[1].points, results[1].points + 0.5, 99.0):
        other = replace(exam, to_pass=to_pass)
        made = [result_of(one.sheet, other) for one in results]
        yield f"pass {to_pass}: {[(one.points, one.most, one.passed, one.open) for one in made]}"
    yield from results_csv(results, exam).decode().splitlines()
    yield from csv_bytes(rows_of(results[1:], exam)).decode().splitlines()
    yield from (line for one in results for line in _slip(one, exam).splitlines())


def _answer(place: Place, pick: int | None) -> Answer:
    """Return the printed letter of a number, or a number where there are no letters."""
    letters = [*letters_for(place.question).values()]
    if pick is None:
        return Answer()
    return Answer((letters[min(pick, len(letters) - 1)],)) if letters else Answer(text="2")


def _decided(exam: ExamRecord) -> Iterator[str]:
    side = next(one for one in exam.sides.values() if one.code.version == "A" and one.code.side == 1)
    readings = tuple(Reading(row, (), Doubt.TWO if row.label == "1" else None) for row in side.rows)
    page = np.zeros((1, 1), dtype=np.uint8)
    read = ReadSide("s", "s.png, side 1", "s.png", 1, side.code, "12?456", readings, side, page, readings)
    for where, (what, value) in (*(("s", one) for one in DECISIONS), ("other", DECISIONS[0])):
        made = carry_out([read], [Decision(where, what, value, "2026-01-02T03:04Z")], exam, Path("d.json"))
        now = [(one.number, one.chosen) for one in made.sides]
        others = [one for side in made.sides for one in side.readings if one not in readings]
        changed = [(one.row.label, one.taken, one.text) for one in others]
        notes = [(one.where, one.what, one.before, one.after) for one in made.changes]
        yield f"decided {where} {what} {value!r}: {now} {changed} {notes} {_said(made.findings)}"


if __name__ == "__main__":
    from tests.course.outputs.exam.conftest import print_exam

    with TemporaryDirectory() as made:
        TOLD.write_text("".join(f"{line}\n" for line in lines(print_exam(Path(made)).out)), encoding="utf-8")
