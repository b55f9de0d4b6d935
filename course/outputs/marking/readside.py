"""A side of a scan as it was read: which sheet it is, whose, and what each row says or why it is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.outputs.marking.bubbles import SCALE, read_row, straightened
from course.outputs.marking.codes import MarkCode
from course.outputs.marking.judge import Doubt, Judgment, answers_by_crosses, judge, print_of, state_of
from course.outputs.marking.outlines import Anchor, Bubbles, code_anchors, corner_anchors, places_of_rows
from course.outputs.marking.sidecode import Located, locate_all
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.exam.sheetcode import SheetCode
    from course.outputs.marking.bubbles import Ink
    from course.outputs.marking.judge import Bubble
    from course.outputs.marking.record import ExamRecord, Mark, Row, SheetSide
    from course.outputs.marking.scans import Gray, Side

_BLANK = 0.004
"""A side on which less than this share is dark is blank: the back of a leaf."""
_PAPER = 90
"""Paper is lighter than this in any scan."""
UNREAD = "?"
"""A digit that was not read."""


@dataclass(frozen=True)
class Reading:
    """What one row says: the names of what was taken, or a doubt; rows by hand are always open."""

    row: Row
    taken: tuple[str, ...] = ()
    doubt: Doubt | None = None
    text: str | None = None


@dataclass(frozen=True)
class ReadSide:
    """A side that was read. `name` is that of its scan, `where` the same for people; `page` is set straight.

    `number` holds a `?` for each digit in doubt;
    `chosen` says that a person took this side of two; `as_read` are the readings before any decision.
    """

    name: str
    where: str
    path: str
    place: int
    code: SheetCode
    number: str
    readings: tuple[Reading, ...]
    side: SheetSide = field(repr=False, compare=False)
    page: Gray = field(repr=False, compare=False)
    as_read: tuple[Reading, ...] = ()
    chosen: bool = False


def read_sides(scan: Side, exam: ExamRecord) -> list[ReadSide | Finding]:
    """Return what the sheets in a picture say, a finding (A003) for each that is none of this exam.

    A blank picture has none.
    """
    every = locate_all(scan.gray, exam)
    if not every and not _is_blank(scan.gray):
        return [_stranger(scan, None, exam)]
    return [
        _read(scan, one, sheet) if isinstance(one, Located) else _stranger(scan, one, exam)
        for sheet, one in enumerate(every, start=1)
    ]


def _read(scan: Side, located: Located, sheet: int) -> ReadSide:
    side = located.side
    page = straightened(scan.gray, located.way, side)
    number, readings = _readings(page, side, [] if located.code is None else code_anchors(side, located.code))
    where = f"{scan.path.name}, side {scan.number}" + (f", sheet {sheet}" if sheet > 1 else "")
    name = scan.name + (f".{sheet}" if sheet > 1 else "")
    return ReadSide(name, where, str(scan.path), scan.number, side.code, number, readings, side, page, readings)


def _stranger(scan: Side, code: SheetCode | None, exam: ExamRecord) -> Finding:
    if code is None or code.text() in exam.sides:
        message = f"side {scan.number} is no answer sheet that can be read: its four squares or its code are not found"
        hint = "scan the whole sheet flat, or type its answers into a table"
    elif code.exam == exam.code:
        message = f"side {scan.number} is of a print that the record of the exam does not have ({code.text()})"
        hint = "use the record that was written with these papers"
    else:
        message = f"side {scan.number} is of the exam {code.exam}, not of {exam.code}"
        hint = f"mark it with --exam and the folder of {code.exam}"
    return Finding(scan.path, scan.number, MarkCode.SIDE, message, Level.WARNING, hint=hint)


def _is_blank(gray: Gray) -> bool:
    height, width = gray.shape
    inner = gray[height // 20 : -height // 20 or None, width // 20 : -width // 20 or None]
    if not inner.size:
        return True
    paper = float(sorted(inner[::16, ::16].ravel())[inner[::16, ::16].size // 2])
    return float((inner < 0.6 * paper).mean()) < _BLANK and paper > _PAPER


def _readings(page: Gray, side: SheetSide, code: Sequence[Anchor]) -> tuple[str, tuple[Reading, ...]]:
    """Return number and rows; `code` says how far the code is moved on bent paper, and is empty on flat paper."""
    rows = [row for row in side.rows if row.marks]
    asked = [Bubbles(column, side.bubble, square=False) for column in side.digits]
    asked += [Bubbles(row.marks, side.bubble, row.several) for row in rows]
    places = places_of_rows(page, asked, [*corner_anchors(side), *code], bent=bool(code))
    every = [
        read_row(page, middles, side.bubble, several=one.square) if middles else None
        for one, middles in zip(asked, places, strict=True)
    ]
    digits, inks = every[: len(side.digits)], every[len(side.digits) :]
    states = _states([*side.digits, *(row.marks for row in rows)], [*digits, *inks])
    number_bubbles, own = states[: len(digits)], states[len(digits) :]
    digits_seen, rows_seen = list(filter(None, number_bubbles)), list(filter(None, own))
    everywhere = answers_by_crosses([*digits_seen, *rows_seen])
    crosses = everywhere or answers_by_crosses(
        rows_seen
    )  # the digits may be filled by the same person, as they are told
    in_number = everywhere or answers_by_crosses(digits_seen)
    number = "".join(_digit(column, crosses=in_number) for column in number_bubbles)
    read = dict(zip((row.label for row in rows), zip(rows, own, strict=True), strict=True))
    found = []
    for row in side.rows:
        if row.by_hand:
            found.append(Reading(row, doubt=Doubt.HAND))
        else:
            judged = _judged(*read[row.label], crosses=crosses)
            found.append(Reading(row, tuple(row.marks[place].name for place in judged.taken), judged.doubt))
    return number, tuple(found)


def _states(rows: Sequence[Sequence[Mark]], inks: Sequence[list[Ink] | None]) -> list[list[Bubble] | None]:
    """Return the state of every bubble, None for a row whose outlines were not found."""
    pairs = [
        (mark.dark, ink) for marks, row in zip(rows, inks, strict=True) if row
        for mark, ink in zip(marks, row, strict=True)
    ]  # fmt: skip
    print_ = print_of(pairs)
    return [
        [state_of(ink, mark.dark * print_) for mark, ink in zip(marks, row, strict=True)] if row else None
        for marks, row in zip(rows, inks, strict=True)
    ]


def _judged(row: Row, bubbles: list[Bubble] | None, *, crosses: bool) -> Judgment:
    if bubbles is None:
        return Judgment((), Doubt.OUTLINE)
    return judge(bubbles, several=row.several, crosses=crosses)


def _digit(bubbles: list[Bubble] | None, *, crosses: bool) -> str:
    judged = Judgment((), Doubt.OUTLINE) if bubbles is None else judge(bubbles, several=False, crosses=crosses)
    return str(judged.taken[0]) if judged.taken and judged.doubt is None else UNREAD


def cut_out(page: Gray, row: Row, bubble: float) -> Gray:
    """Return the part of a straightened page that shows a row, with some room around it."""
    if row.by_hand:
        x, y, width, height = row.box
        left, top, right, low = x - 12, y - 2, x + width + 2, y + height + 2
    else:
        left, top = min(m.x for m in row.marks) - 14, min(m.y for m in row.marks) - 3
        right, low = max(m.x for m in row.marks) + bubble + 14, max(m.y for m in row.marks) + bubble + 3
    return page[max(0, round(top * SCALE)) : round(low * SCALE), max(0, round(left * SCALE)) : round(right * SCALE)]


def number_cut_out(page: Gray, side: SheetSide) -> Gray:
    """Return the part of a page with the grid of the number."""
    x, y, width, _height = side.number_box
    low = max(mark.y for column in side.digits for mark in column) + side.bubble
    return page[
        round((y - 1) * SCALE) : round((low + 2) * SCALE), round((x - 2) * SCALE) : round((x + width + 2) * SCALE)
    ]
