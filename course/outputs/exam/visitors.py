"""How Typst prints what belongs to an exam, and the key of a question: calls of `theme/exam.typ`."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from course.outputs.exam.fillable import FIELDS, is_fillable, write_who
from course.outputs.exam.sheet import answer_columns, answer_mark, answer_sheet, exam_reach, exam_who, item_of
from quizzes.model.item import AnsweredBy
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.visitors import typst as usual


def visit_who(self: Any, node: exam_who) -> None:
    """Write the lines for name and date."""
    write_who(self, node)
    raise nodes.SkipNode


def visit_reach(self: Any, _node: exam_reach) -> None:
    """Open a line that stays with what follows."""
    self.write("\n#exam-reach[")


def visit_sheet(self: Any, _node: answer_sheet) -> None:
    """Open the tables of the answer sheet."""
    self.write("\n#answer-tables[")


def visit_columns(self: Any, node: answer_columns) -> None:
    """Write tables beside each other."""
    self.write("\n#answer-columns(")
    for table in node.children:
        self.write("[")
        table.walkabout(self)
        self.write("], ")
    self.write(")\n")
    raise nodes.SkipNode


def visit_mark(self: Any, node: answer_mark) -> None:
    """Write a circle or a square with its letter, or a line with its number and unit."""
    label, after = (self.literal(node[name]) for name in ("label", "after"))
    if node["kind"] == "line":
        long = "true" if node["long"] else "false"
        self.write(f"#answer-line({label}, {after}, long: {long});")
    else:
        round_ = "true" if node["kind"] == "circle" else "false"
        self.write(f"#answer-bubble({label}, round: {round_});")
    raise nodes.SkipNode


def visit_choice(self: Any, node: q.quiz_choice) -> None:
    """Write a choice; in a key the right ones are ticked."""
    item = item_of(node)
    if not (self.config.course_exam_key and node["correct"] and usual.tells_answer(item)):
        usual.visit_choice(self, node)
        return
    self.mark(node)
    round_ = "false" if item["answered_by"] == AnsweredBy.CHOICES else "true"
    self.write(f"\n#quiz-choice({self.literal(node['letter'] or '')}, {round_}, ticked: true{usual.keep(node)})[")


def close(self: Any, _node: nodes.Element) -> None:
    """Close what was opened."""
    self.write("]\n")


def _on_either_paper(visitors: tuple[Any, Any], with_fields: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return visitors that write a part as usual, or with fields where the paper has them."""
    visit, depart = (one or other for one, other in zip(with_fields, visitors, strict=True))

    def on_visit(self: Any, node: nodes.Element) -> None:
        (visit if is_fillable(self) else visitors[0])(self, node)

    def on_departure(self: Any, node: nodes.Element) -> None:
        (depart if is_fillable(self) else visitors[1])(self, node)

    return on_visit, on_departure


_USUAL: dict[type[nodes.Element], tuple[Any, Any]] = {**usual.VISITORS, q.quiz_choice: (visit_choice, close)}
VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    exam_who: (visit_who, None),
    exam_reach: (visit_reach, close),
    answer_sheet: (visit_sheet, close),
    answer_columns: (visit_columns, None),
    answer_mark: (visit_mark, None),
    **{kind: _on_either_paper(_USUAL[kind], own) for kind, own in FIELDS.items()},
}
"""The visitors for Typst, those that replace the usual ones among them."""
