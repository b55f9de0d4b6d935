"""The answer sheet that a machine reads, as a call of `theme/answersheet.typ`: a row for each thing that is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.outputs.exam.sheet import name_of, unit_of
from course.outputs.exam.words import filled
from course.outputs.pdf.escape import literal
from course.sphinxext.strings import _
from quizzes.model.item import AnsweredBy
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DIGITS = 6
"""The digits of the anonymous number of a person."""
_MOST_MARKS = 12
"""So many bubbles stand in a row of large print; what has more is written by hand."""
_LEAST_ROWS = 5
_LETTERED = {AnsweredBy.CHOICE: "one", AnsweredBy.CHOICES: "several"}


@dataclass(frozen=True)
class AnswerRow:
    """A row of a sheet: question and part (from 1; part 0 is the whole question), and what is marked.

    `kind` is `one` (circles, one is filled), `several` (squares, any number) or `hand`: a line that a person reads,
    with `before` and `after` as words around it.
    """

    question: int
    part: int
    kind: str
    marks: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def label(self) -> str:
        """Return what stands at the head of the row."""
        return f"{self.question}.{self.part}" if self.part else str(self.question)


def rows_of(item: q.quiz_item) -> list[AnswerRow]:
    """Return the rows of a question, by the letters as printed."""
    number, answered = int(item["number"]), item["answered_by"]
    if answered in _LETTERED:
        return [_bubbles(number, 0, _LETTERED[answered], [name_of(one) for one in item.findall(q.quiz_choice)])]
    if answered == AnsweredBy.PAIRS:
        letters = [str(one["letter"]) for one in item.findall(q.quiz_response)]
        return [_bubbles(number, part, "one", letters) for part, _pair in enumerate(item.findall(q.quiz_pair), 1)]
    if answered == AnsweredBy.ORDER:
        letters = [str(one["letter"]) for one in item.findall(q.quiz_step)]
        return [_bubbles(number, place, "one", letters) for place, _step in enumerate(letters, 1)]
    if answered == AnsweredBy.GAPS:
        return [AnswerRow(number, part, "hand") for part, _gap in enumerate(item.findall(q.quiz_gap_key), 1)]
    if answered == AnsweredBy.ESSAY:  # the paper has its lines, the sheet a place for the points of who judges it
        return [AnswerRow(number, 0, "hand", (), f"{_('Points')}:", f"/ {item['points']:g}")]
    return [AnswerRow(number, 0, "hand", after=unit_of(item))]


def _bubbles(question: int, part: int, kind: str, marks: Sequence[str]) -> AnswerRow:
    if len(marks) > _MOST_MARKS:
        return AnswerRow(question, part, "hand")
    return AnswerRow(question, part, kind, tuple(marks))


def most_sides(items: Iterable[q.quiz_item]) -> int:
    """Return how many sides the sheet can have at most: large print has at least five rows on each."""
    return -(-sum(len(rows_of(item)) for item in items) // _LEAST_ROWS) or 1


def sheet_call(items: Iterable[q.quiz_item], letter: str) -> str:
    """Return the call that sets the answer sheet of a version."""
    rows = "".join(f"{_row(row)}, " for item in items for row in rows_of(item))
    return f"\n#answer-sheets({_words()}, {literal(letter)}, ({rows}), sheet-codes, {DIGITS})\n"


def leaf_words() -> str:
    """Return what the theme says on a side without anything else."""
    return f"(blank: {literal(str(_('This side stays blank.')))})"


def _row(row: AnswerRow) -> str:
    texts = {"label": row.label, "kind": row.kind, "before": row.before, "after": row.after}
    told = ", ".join(f"{name}: {literal(text)}" for name, text in texts.items())
    marks = "".join(f"{literal(mark)}, " for mark in row.marks)
    return f"(question: {row.question}, part: {row.part}, {told}, marks: ({marks}))"


def _words() -> str:
    said: dict[str, Any] = {
        "name": _("Name"),
        "date": _("Date"),
        "version": _("Version"),
        "number": _("Your number"),
        "code": _("Code of this side: %1"),
        "grid": filled(_("Grid for your number: %1 boxes, below each circles from 0 to 9."), DIGITS),
    }
    how = [
        _("Use a dark pen. Fill the circle or the square."),
        _("Wrong one? Cross it out with a large X and fill the right one."),
        _("Write your number into the boxes, and fill its digit below each."),
        _("Keep the black squares and the code clean."),
    ]
    texts = ", ".join(f"{name}: {literal(str(text))}" for name, text in said.items())
    return f"({texts}, how: ({''.join(f'{literal(str(line))}, ' for line in how)}))"
