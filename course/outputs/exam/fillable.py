"""The paper that is filled in on a screen: each answer is a form field that says which question it belongs to.

Names, tips and values are made of what is printed: numbers, letters, texts of choices. Nothing of the key goes in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from course.outputs.exam.sheet import item_of, name_of, unit_of
from course.outputs.exam.words import filled
from course.outputs.pdf.fields import Field
from course.sphinxext.spoken import spoken_words
from course.sphinxext.strings import _
from quizzes.model.item import AnsweredBy
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.strings import _ as asked
from quizzes.sphinxext.visitors.typst import keep

if TYPE_CHECKING:
    from course.outputs.exam.sheet import exam_who

_TIP_WORDS = 40
_MOST_LINES = 24
"""A frame is never higher than half a page."""


def is_fillable(self: Any) -> bool:
    """Say whether this paper is filled in on a screen."""
    return bool(self.config.course_exam_fillable)


def write_who(self: Any, node: exam_who) -> None:
    """Write the frame for name, date and version, with fields, one for a number among them, where the paper has any."""
    words = ", ".join(self.literal(node[name]) for name in ("name", "date", "version", "letter"))
    fields = "none"
    if is_fillable(self):
        told = {"name": node["name"], "date": node["date"], "number": str(_("Your number"))}
        fields = f"({', '.join(str(_add(self, node, Field('line', name, tip))) for name, tip in told.items())})"
        words += f", number: {self.literal(told['number'])}"
    self.write(f"\n#exam-who({words}, fields: {fields})\n")


def visit_choice(self: Any, node: q.quiz_choice) -> None:
    """Open a choice with its button, or its box where several may be ticked."""
    item = item_of(node)
    letter, many = name_of(node), item["answered_by"] == AnsweredBy.CHOICES
    words = filled(_("Question %1, answer %2: %3"), item["number"], letter, _short(spoken_words(node[0])))
    if letter == spoken_words(node[0]):
        words = filled(_("Question %1, answer %2"), item["number"], letter)
    if many:
        field = Field("tick", f"{_name(item)}-{letter}", words, value=letter)
    else:
        field = Field("radio", _name(item), words, value=letter, about=_about(item))
    number = _add(self, node, field)
    shape = "false" if many else "true"
    self.mark(node)
    self.write(f"\n#choice-field({number}, {self.literal(node['letter'] or '')}, {shape}{keep(node)})[")


def visit_pair(self: Any, node: q.quiz_pair) -> None:
    """Open a premise with the list of letters to choose from."""
    item = item_of(node)
    offered = tuple(str(response["letter"]) for response in item.findall(q.quiz_response))
    words = filled(_("Question %1, letter for %2: %3"), item["number"], node["number"], _short(spoken_words(node[0])))
    number = _add(self, node, Field("choice", f"{_name(item)}-{node['number']}", words, options=offered))
    self.mark(node)
    self.write(f"\n#row-field({number}, {self.literal(str(node['number']))}{keep(node)})[")


def depart_order(self: Any, node: q.quiz_steps) -> None:
    """Write a list of letters for each place of the order."""
    item = item_of(node)
    letters = tuple(str(step["letter"]) for step in node.findall(q.quiz_step))
    places = []
    for place in range(1, len(letters) + 1):
        words = filled(_("Question %1, letter of step %2"), item["number"], place)
        places.append(_add(self, node, Field("choice", f"{_name(item)}-{place}", words, options=letters)))
    self.write(f"\n#order-fields({self.literal(str(asked('Order:')))}, ({', '.join(map(str, places))},))\n")


def visit_field(self: Any, node: nodes.Element) -> None:
    """Write a line for a number or for words, and the unit; a frame where the answer has several lines."""
    item, unit = item_of(node), unit_of(node)
    words = filled(_("Question %1, your answer"), item["number"]) + (f" ({unit})" if unit else "")
    number = _add(self, node, Field("cell" if node.get("multiline") else "line", _name(item), words))
    label = self.literal(str(asked("Your answer:")))
    if node.get("multiline"):
        self.write(f"\n#area-field({number}, {label})\n")
    else:
        self.write(f"\n#line-field({number}, {label}, {self.literal(unit)})\n")
    raise nodes.SkipNode


def visit_essay(self: Any, node: q.quiz_essay) -> None:
    """Write a frame as high as the lines that the question asks for."""
    item = item_of(node)
    number = _add(self, node, Field("cell", _name(item), filled(_("Question %1, your answer"), item["number"])))
    label = self.literal(str(asked("Your answer:")))
    self.write(f"\n#area-field({number}, {label}, height: {1.6 * min(node['lines'], _MOST_LINES):g}em)\n")
    raise nodes.SkipNode


def visit_gap(self: Any, node: q.quiz_gap) -> None:
    """Write a numbered gap into the sentence; where words are offered, they are in a list."""
    item = item_of(node)
    for key in item.findall(q.quiz_gap_key):
        if key["gap_id"] == node["gap_id"]:
            words = filled(_("Question %1, gap %2"), item["number"], key["number"])
            offered = tuple(spoken_words(option) for option in key.findall(q.quiz_option))
            kind = "choice" if offered else "line"
            number = _add(self, node, Field(kind, f"{_name(item)}-gap-{key['number']}", words, options=offered))
            self.write(f"#gap-field({number}, {self.literal(str(key['number']))});")
    raise nodes.SkipNode


def _add(self: Any, node: nodes.Element, field: Field) -> int:
    """Note a field for the finishing pass, and return its number."""
    self.manuscript.fields.append(replace(field, place=self.place(node)))
    return len(self.manuscript.fields) - 1


def _name(item: q.quiz_item) -> str:
    return f"question-{item['number']}"


def _about(item: q.quiz_item) -> str:
    stem = next(iter(item.findall(q.quiz_stem)))
    return filled(_("Question %1: %2"), item["number"], _short(spoken_words(stem)))


def _short(text: str) -> str:
    """Return the words of a text on one line, not more than a listener wants to hear for each button."""
    words = text.split()
    return " ".join(words[:_TIP_WORDS]) + (" …" if len(words) > _TIP_WORDS else "")


FIELDS: dict[type[nodes.Element], tuple[Any, Any]] = {
    q.quiz_choice: (visit_choice, None),
    q.quiz_pair: (visit_pair, None),
    q.quiz_steps: (None, depart_order),
    q.quiz_number: (visit_field, None),
    q.quiz_answers: (visit_field, None),
    q.quiz_essay: (visit_essay, None),
    q.quiz_gap: (visit_gap, None),
}
"""What is written in another way on a paper with fields; None: as always."""
