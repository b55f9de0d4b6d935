"""What a paper has beside its questions: the lines for name and date, and the answer sheet, made of the questions.

The nodes are standard ones with a name of their own, so that HTML, EPUB and text print what is in them, and Typst,
which has visitors for them, draws lines, circles and squares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from course.sphinxext.strings import _
from quizzes.model.item import AnsweredBy
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLANK = "________"
SHORT_BLANK = "____"
GAP = "\N{EM SPACE}\N{EM SPACE}"
_TWO_COLUMNS = 12
_A_PAGE = 40
_LETTERED = (AnsweredBy.CHOICE, AnsweredBy.CHOICES)


class exam_who(nodes.container):  # noqa: N801 - docutils names nodes so
    """The lines for name and date, and the letter of the version."""


class exam_reach(nodes.container):  # noqa: N801 - docutils names nodes so
    """The line that says which questions belong to one case; it stays with the case."""


class exam_leaf(nodes.container):  # noqa: N801 - docutils names nodes so
    """The place at which printed paper begins a new leaf; other formats have nothing there."""


class answer_sheet(nodes.container):  # noqa: N801 - docutils names nodes so
    """The answer sheet of the version `letter`: who answers, how, and its tables; print has a form for machines."""


class answer_columns(nodes.container):  # noqa: N801 - docutils names nodes so
    """Tables of the answer sheet that stand side by side on paper."""


class answer_mark(nodes.inline):  # noqa: N801 - docutils names nodes so
    """What is marked or written on: `kind` is `circle`, `square` or `line`; `long` is a line over the whole width."""


class WhoDirective(SphinxDirective):
    """Print the lines for name and date; the argument is the letter of the version."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the lines."""
        return [_who(self.arguments[0])]


class ReachDirective(SphinxDirective):
    """Say which questions belong to the case that follows; the arguments are the first and the last number."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return the line."""
        words = str(_("Questions %s to %s belong to this case.")) % tuple(self.arguments)
        return [exam_reach("", nodes.paragraph("", "", nodes.emphasis("", words)))]


class LeafDirective(SphinxDirective):
    """Let what follows begin on a new leaf of paper."""

    def run(self) -> list[nodes.Node]:
        """Return the place."""
        return [exam_leaf("")]


class SheetDirective(SphinxDirective):
    """Print the answer sheet of the page's questions; the argument is the letter of the version."""

    required_arguments = 1
    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        """Return the place that is filled when the page is read."""
        letter = self.arguments[0]
        how = nodes.paragraph("", str(_("Mark the letter of your answer, or write on the line.")))
        return [answer_sheet("", _who(letter), how, letter=letter, classes=["answer-sheet"])]


class FillSheet(SphinxTransform):
    """Put a row for each question into the answer sheet."""

    default_priority = 400

    def apply(self) -> None:
        """Make the tables."""
        items = list(self.document.findall(q.quiz_item))
        for place in self.document.findall(answer_sheet):
            place.extend(_tables(items))


def _who(letter: str) -> exam_who:
    words = {"name": str(_("Name")), "date": str(_("Date")), "version": str(_("Version"))}
    line = f"{words['name']}: {BLANK * 3}  {words['date']}: {BLANK * 2}  {words['version']}: {letter}"
    return exam_who("", nodes.paragraph("", line), letter=letter, classes=["exam-who"], **words)


def _tables(items: Sequence[q.quiz_item]) -> Iterable[nodes.Element]:
    """Return the rows in one column, or in two where they are many and all of them only letters."""
    if len(items) <= _TWO_COLUMNS or any(item["answered_by"] not in _LETTERED for item in items):
        return [_table(items, wide=True)]
    pages = [items[start : start + _A_PAGE] for start in range(0, len(items), _A_PAGE)]
    return [_side_by_side(page) for page in pages]


def _side_by_side(items: Sequence[q.quiz_item]) -> answer_columns:
    half = (len(items) + 1) // 2
    return answer_columns("", *(_table(part, wide=False) for part in (items[:half], items[half:])))


def _table(items: Sequence[q.quiz_item], *, wide: bool) -> nodes.table:
    group = nodes.tgroup(cols=2)
    group += nodes.colspec(colwidth=20 if wide else 28, stub=1)
    group += nodes.colspec(colwidth=80 if wide else 72)
    group += nodes.thead("", _row(nodes.Text(str(_("Question"))), nodes.Text(str(_("Answer")))))
    group += nodes.tbody("", *(_row(nodes.Text(str(item["number"])), *_spaced(marks_of(item))) for item in items))
    return nodes.table("", group)


def _row(first: nodes.Node, *second: nodes.Node) -> nodes.row:
    cells = (nodes.paragraph("", "", first), nodes.paragraph("", "", *second))
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def _spaced(marks: Sequence[answer_mark]) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for mark in marks:
        found += [nodes.Text(GAP), mark] if found else [mark]
    return found


def marks_of(item: q.quiz_item) -> list[answer_mark]:
    """Return what is marked or written on for a question, by the letters as printed."""
    answered = item["answered_by"]
    if answered in _LETTERED:
        shape = "square" if answered == AnsweredBy.CHOICES else "circle"
        return [_mark(shape, name_of(choice)) for choice in item.findall(q.quiz_choice)]
    if answered == AnsweredBy.PAIRS:
        return [_mark("line", f"{pair['number']}:") for pair in item.findall(q.quiz_pair)]
    if answered == AnsweredBy.ORDER:
        return [_mark("line", f"{place}:") for place, _step in enumerate(item.findall(q.quiz_step), start=1)]
    if answered == AnsweredBy.GAPS:
        return [_mark("line", f"({gap['number']})", long=True) for gap in item.findall(q.quiz_gap_key)]
    if answered == AnsweredBy.ESSAY:  # the paper has its lines, the sheet a place for the points of who judges it
        return [_mark("line", str(_("On the paper. Points:")), after=f"/ {item['points']:g}")]
    return [_mark("line", "", after=unit_of(item), long=True)]


def item_of(node: nodes.Element) -> q.quiz_item:
    """Return the question that a part is in."""
    found: Any = node
    while not isinstance(found, q.quiz_item):
        found = found.parent
    return found


def name_of(choice: nodes.Element) -> str:
    """Return the letter of a choice; true and false, which have none, are called by their words."""
    return str(choice["letter"]) or choice[0].astext()


def unit_of(item: nodes.Element) -> str:
    """Return the unit after a number, an empty text where there is none."""
    return " ".join(unit.astext() for unit in item.findall(q.quiz_unit))


def _mark(kind: str, label: str, *, after: str = "", long: bool = False) -> answer_mark:
    line = (BLANK if long else SHORT_BLANK) if kind == "line" else ""
    shown = " ".join(filter(None, [label, line, after]))
    found = answer_mark("", shown, kind=kind, label=label, after=after, long=long)
    found["classes"] = ["answer-mark", f"answer-{kind}"]
    return found
