"""How Typst prints what belongs to an exam, and the key of a question: calls of `theme/exam.typ`."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from course.outputs.exam.answersheet import leaf_words, sheet_call
from course.outputs.exam.fillable import FIELDS, is_fillable, write_who
from course.outputs.exam.sheet import answer_sheet, exam_leaf, exam_reach, exam_who, item_of
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


def visit_leaf(self: Any, _node: exam_leaf) -> None:
    """Fill the leaves of the questions, so that every version has as many."""
    self.write(f"\n#fill-leaves({leaf_words()})\n")
    raise nodes.SkipNode


def visit_sheet(self: Any, node: answer_sheet) -> None:
    """Write the form that a machine reads in the place of the tables."""
    assert node.document is not None
    self.write(sheet_call(node.document.findall(q.quiz_item), node["letter"]))
    self.write(f"#fill-last-leaf({leaf_words()})\n")
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
    exam_leaf: (visit_leaf, None),
    answer_sheet: (visit_sheet, None),
    **{kind: _on_either_paper(_USUAL[kind], own) for kind, own in FIELDS.items()},
}
"""The visitors for Typst, those that replace the usual ones among them."""
