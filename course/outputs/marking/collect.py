"""Sides of scans to sheets of people: what belongs together, what is there twice or missing, whose nobody knows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from course.outputs.marking.codes import MarkCode
from course.outputs.marking.readside import UNREAD
from course.outputs.marking.sheets import Answer, Sheet
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from course.outputs.marking.readside import Reading, ReadSide
    from course.outputs.marking.record import ExamRecord


@dataclass(frozen=True)
class Ask:
    """A question for a person about a side: `what` is `number`, `counts` or the label of a row, `why` the doubt."""

    side: ReadSide
    what: str
    why: str
    reading: Reading | None = None


@dataclass
class Collected:
    """Sheets that can be marked, what a person is asked, and what is said."""

    sheets: list[Sheet] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def collect(
    sides: Sequence[ReadSide], others: Iterable[Sheet], exam: ExamRecord, known: Collection[str] | None
) -> Collected:
    """Put sides together by their numbers; `known` are the numbers that were given out, None where nobody says."""
    made = Collected()
    by_person: dict[str, list[ReadSide]] = defaultdict(list)
    for side in sides:
        if UNREAD in side.number:
            made.asks.append(Ask(side, "number", "unread"))
        elif known is not None and side.number not in known:
            _say(made, side, f"the number {side.number} is none of those that were given out")
            made.asks.append(Ask(side, "number", "unknown"))
        else:
            by_person[side.number].append(side)
    typed = _others(made, others, by_person, known)
    for person, own in sorted(by_person.items()):
        if sheet := _of_one(made, person, own, exam):
            made.sheets.append(sheet)
    made.sheets = sorted([*made.sheets, *typed], key=lambda sheet: sheet.person)
    return made


def _say(made: Collected, side: ReadSide, message: str) -> None:
    made.findings.append(Finding(Path(side.path), max(side.place, 1), MarkCode.SHEET, message, Level.WARNING))


def _others(
    made: Collected, others: Iterable[Sheet], by_person: dict[str, list[ReadSide]], known: Collection[str] | None
) -> list[Sheet]:
    """Return the sheets of tables and filled PDFs that no other sheet of the same person contradicts."""
    groups: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in others:
        groups[sheet.person].append(sheet)
    kept = []
    for person, sheets in groups.items():
        place = Path(sheets[0].where[0].partition(",")[0])
        alike = sorted(_alike(person, known if known is not None else {*groups, *by_person}) - {person})
        if known is not None and person not in known:
            message = f"the number {person} is none of those that were given out; its answers are left out"
            made.findings.append(Finding(place, 1, MarkCode.SHEET, message, hint=_zeros(alike)))
        elif known is None and alike and len(person) < max(map(len, alike)):
            message = f"{person} and {alike[-1]} may be one person; the answers of {person} are left out"
            made.findings.append(Finding(place, 1, MarkCode.SHEET, message, hint=_zeros(alike)))
        elif len(sheets) > 1 or person in by_person:
            where = [one for sheet in sheets for one in sheet.where] + [side.where for side in by_person[person]]
            message = f"{person} answers more than once: {'; '.join(where)}; none of them counts"
            made.findings.append(Finding(place, 1, MarkCode.SHEET, message, hint="leave one of them out"))
            by_person.pop(person, None)
        else:
            kept += sheets
    return kept


def _alike(person: str, others: Iterable[str]) -> set[str]:
    """Return the numbers that differ from one in zeros at their beginning only."""
    return {one for one in others if person.isdigit() and one.isdigit() and one.lstrip("0") == person.lstrip("0")}


def _zeros(alike: Sequence[str]) -> str:
    return f"is it {alike[-1]}? A spreadsheet drops zeros at the beginning" if alike else ""


def _of_one(made: Collected, person: str, sides: list[ReadSide], exam: ExamRecord) -> Sheet | None:
    own = _once(made, person, sides)
    if own is None:
        return None
    kinds = {(side.code.version, side.code.print) for side in own}
    if len(kinds) > 1:
        for side in own:
            _say(made, side, f"the number {person} stands on sheets of {len(kinds)} versions or prints")
            made.asks.append(Ask(side, "number", "versions"))
        return None
    (version, sheet) = next(iter(kinds))
    there = {side.code.side for side in own}
    expected = exam.sides_of(version, sheet)
    missing = [one.code.side for one in expected if one.code.side not in there]
    if missing:
        _say(made, own[0], f"of the sheet of {person} side {', '.join(map(str, missing))} is missing")
    answers = {}
    for side in own:
        for reading in side.readings:
            if reading.doubt:
                made.asks.append(Ask(side, reading.row.label, reading.doubt, reading))
            answers[reading.row.label] = Answer(reading.taken, reading.text, reading.doubt)
    return Sheet(person, version, tuple(side.where for side in own), answers)


def _once(made: Collected, person: str, sides: list[ReadSide]) -> list[ReadSide] | None:
    """Return each side once; None where a side is there twice with other answers, until a person says which counts."""
    by_code: dict[str, list[ReadSide]] = defaultdict(list)
    for side in sides:
        by_code[side.code.text()].append(side)
    own, clear = [], True
    for copies in by_code.values():
        chosen = [side for side in copies if side.chosen]
        if len(copies) > 1 and len(chosen) == 1:
            copies[:] = chosen
        if len(copies) > 1 and _are_one(copies):
            copies.sort(key=lambda side: sum(reading.doubt is not None for reading in side.readings))
            _say(made, copies[1], f"the sheet of {person} is there {len(copies)} times, with the same answers")
        elif len(copies) > 1:
            clear = False
            for side in copies:
                _say(made, side, f"the sheet of {person} is there {len(copies)} times, with other answers")
                made.asks.append(Ask(side, "counts", "twice"))
        own.append(copies[0])
    return sorted(own, key=lambda side: side.code.side) if clear else None


def _are_one(copies: Sequence[ReadSide]) -> bool:
    """Say whether scans of a side give the same answers for certain.

    What is written by hand or in doubt was not compared: with such a row only the same picture has the same answers.
    """
    first = copies[0]
    if any(side.as_read != first.as_read for side in copies):
        return False
    clear = all(reading.doubt is None for reading in first.as_read)
    return clear or all(np.array_equal(side.page, first.page) for side in copies)
