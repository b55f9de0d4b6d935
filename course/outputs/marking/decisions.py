"""What a person decided where a sheet was doubtful: read from the file that the review page saves, and told afterwards.

Nobody's name is in it: what was decided, when, and what stood there before.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from course.outputs.marking.codes import MarkCode
from course.outputs.marking.readside import Reading
from course.outputs.marking.sheets import Answer, places_of, typed
from quizzes.finding import Finding, FindingsError, Level
from quizzes.model.item import AnsweredBy
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from course.outputs.marking.readside import ReadSide
    from course.outputs.marking.record import ExamRecord

FORMAT = "course-mark-decisions"
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True)
class Decision:
    """One decision about a side: `what` is `number`, `counts` or the label of a row, `value` what a person says."""

    side: str
    what: str
    value: str
    when: str


@dataclass(frozen=True)
class Change:
    """A decision that was carried out, with what stood there before; the doubt stands in brackets."""

    when: str
    where: str
    what: str
    before: str
    after: str


@dataclass
class Decided:
    """Sides after the decisions, what was changed, and what is wrong with the decisions."""

    sides: list[ReadSide]
    texts: dict[tuple[str, str], Answer]
    changes: list[Change]
    findings: list[Finding]


def read_decisions(path: Path, exam: ExamRecord) -> list[Decision]:
    """Read a file of decisions; raise FindingsError (A005) for another file, and for one about another exam."""
    try:
        told = json.loads(read_text(path, MarkCode.TABLE, newline=None))
        if told["format"] != FORMAT:
            raise ValueError(told["format"])  # noqa: TRY301 - told as any other fault of the file
        found = [_decision(row) for row in told["decisions"]]
        code = str(told["exam"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = "this is no file of decisions as the review page saves it"
        raise FindingsError(Finding(path, 1, MarkCode.TABLE, message)) from error
    if code != exam.code:
        message = f"the decisions are about the exam {code[:20]!r}, not about {exam.code}"
        raise FindingsError(Finding(path, 1, MarkCode.TABLE, message))
    return list({(one.side, one.what): one for one in found}.values())


def _decision(row: dict[str, Any]) -> Decision:
    side, what, value, when = (str(row[name]) for name in ("side", "what", "value", "when"))
    if not _WHEN.fullmatch(when) or not side or not what:
        raise ValueError(when)
    return Decision(side, what, value, when)


def carry_out(sides: Sequence[ReadSide], decisions: Iterable[Decision], exam: ExamRecord, path: Path | None) -> Decided:
    """Apply decisions to the sides that they name; one that names none, or says what cannot be, is a finding."""
    made = Decided(list(sides), {}, [], [])
    for decision in decisions:
        at = [place for place, side in enumerate(made.sides) if side.name == decision.side]
        if not at:
            _wrong(made, path, decision, "its side is not among the scans")
            continue
        for place in at:
            try:
                _one(made, place, decision, exam)
            except ValueError as error:
                _wrong(made, path, decision, str(error))
    made.sides = [side for side in made.sides if side.place]
    return made


def _wrong(made: Decided, path: Path | None, decision: Decision, why: str) -> None:
    if path is not None:
        message = f"the decision on {decision.what[:40]} of {decision.side[:40]} is left out: {why}"
        made.findings.append(Finding(path, 1, MarkCode.TABLE, message, Level.WARNING))


def _one(made: Decided, at: int, decision: Decision, exam: ExamRecord) -> None:
    side = made.sides[at]
    if decision.what == "number":
        if not re.fullmatch(rf"\d{{{exam.digits}}}", decision.value):
            raise ValueError(f"a number has {exam.digits} digits")
        _note(made, side, decision, side.number, decision.value)
        made.sides[at] = replace(side, number=decision.value)
    elif decision.what == "counts":
        if decision.value not in ("yes", "no"):
            raise ValueError("a sheet counts or not: yes or no")
        _note(made, side, decision, "twice", decision.value)
        made.sides[at] = replace(side, place=0) if decision.value == "no" else replace(side, chosen=True)
    else:
        _row(made, at, decision, exam)


def _row(made: Decided, at: int, decision: Decision, exam: ExamRecord) -> None:
    side = made.sides[at]
    place = places_of(exam, side.code.version).get(decision.what)
    before = next((one for one in side.readings if one.row.label == decision.what), None)
    if place is None or before is None:
        raise ValueError("the side has no such row")
    answer = typed(place, decision.value, exam.decimal)
    if place.question.item.answered_by is AnsweredBy.ESSAY and answer.text is None:
        raise ValueError("an essay has points, 0 for an empty one")
    _note(made, side, decision, _told(before), decision.value)
    after = Reading(before.row, answer.taken, None, answer.text)
    made.sides[at] = replace(side, readings=tuple(after if one is before else one for one in side.readings))


def _told(reading: Reading) -> str:
    if reading.doubt:
        return f"({reading.doubt})"
    letters = {mark.name: mark.letter for mark in reading.row.marks}
    return " ".join(letters[name] for name in reading.taken) if not reading.text else reading.text


def _note(made: Decided, side: ReadSide, decision: Decision, before: str, after: str) -> None:
    made.changes.append(Change(decision.when, side.where, decision.what, before, after))


def audit_csv(changes: Iterable[Change]) -> bytes:
    """Return the audit file: what was decided, when, and what stood there before."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["when", "where", "what", "before", "after"])
    table.writerows([_plain(cell) for cell in (c.when, c.where, c.what, c.before, c.after)] for c in changes)
    return text.getvalue().encode()


def _plain(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell[:1] else cell
