"""HTML: native form controls that can be read and used before any script runs."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
import json
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from quizzes.model.item import AnsweredBy
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.direction import turned
from quizzes.sphinxext.domain import said_above
from quizzes.sphinxext.strings import ONLY_FOR, _, client_strings
from quizzes.sphinxext.varying import page_data
from quizzes.sphinxext.visitors import html_cases as cases
from quizzes.sphinxext.visitors import html_fields as fields

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_BELOW = (q.quiz_hint, q.quiz_solution, nodes.paragraph)
"""What stands below the fields; a paragraph is what another extension put there, for example how to report an error."""
TOGETHER = ("pretest", "posttest")
"""The modes in which a quiz is checked as a whole."""
_ASKS_FOR_ALL = re.compile(r"\b(select|choose|tick|mark|check|all that apply)\b", re.IGNORECASE)


LONG = 100
"""Questions of a quiz above which a browser lays out only those in view: 5,000 took it three times as long."""


def visit_quiz(self: HTML5Translator, node: q.quiz) -> None:
    """Open the group; its name is the title."""
    name = node["ids"][0]
    attributes: dict[str, Any] = {
        "CLASS": "quiz quiz-long" if sum(1 for _item in node.findall(q.quiz_item)) > LONG else "quiz",
        "role": "group",
        "aria-labelledby": f"{name}-title",
        "data-quiz": name,
        "data-bank": node["bank"],
        "data-mode": node["mode"],
        "data-attempts": node["attempts"],
        "data-pass-mark": node["pass_mark"],
        "data-strings": _strings(node, together=node["mode"] in TOGETHER),
    }
    self.body.append(self.starttag(node, "div", **attributes))
    if node["mode"] == "posttest" and any(item["grading"] for item in node.findall(q.quiz_item)):
        note = _("This test is for yourself: its answers can be found in the source of this page.")
        self.body.append(f'<p class="quiz-note">{self.encode(str(note))}</p>\n')


def depart_quiz(self: HTML5Translator, node: q.quiz) -> None:
    """Close the group after the places for buttons and score, which are empty until the script fills them."""
    self.body.append('<div class="quiz-tools"></div>\n<div class="quiz-summary" role="status"></div>\n</div>\n')


def visit_quiz_title(self: HTML5Translator, node: q.quiz_title) -> None:
    """Print the title as a paragraph: a quiz does not take part in the outline of the page.

    What the heading above says already only names the group.
    """
    hidden = " hidden" if said_above(node) else ""
    self.body.append(f'<p class="quiz-title" id="{self.attval(node.parent["ids"][0])}-title"{hidden}>')


def depart_quiz_title(self: HTML5Translator, node: q.quiz_title) -> None:
    """Close the title."""
    self.body.append("</p>\n")


def visit_quiz_item(self: HTML5Translator, node: q.quiz_item) -> None:
    """Print the whole item in the order of the page, then skip the children."""
    cases.open_case(self, node)
    self.body.append(self.starttag(node, "form", **_item_attributes(self, node)))
    _print_fieldset(self, node)
    self.body.append('<div class="quiz-status" role="status"></div>\n<div class="quiz-actions"></div>\n')
    for child in node:
        if isinstance(child, _BELOW):
            child.walkabout(self)
    self.body.append("</form>\n")
    cases.close_case(self, node)
    raise nodes.SkipNode


def _item_attributes(self: HTML5Translator, node: q.quiz_item) -> dict[str, Any]:
    """Return the attributes of the form; `method=dialog` outside a dialog makes the Enter key send nothing."""
    attributes: dict[str, Any] = {
        "CLASS": "quiz-item",
        "method": "dialog",
        "autocomplete": "off",
        "data-item": node["item_id"],
        "data-bank": node["bank"],
        "data-page": self.docnames[-1],
        "data-type": node["item_type"],
        "data-answer": node["answered_by"],
        "data-mode": node["mode"],
        "data-revision": node["revision"],
        "data-fingerprint": node["fingerprint"],
        "data-points": f"{node['points']:g}",
        "data-attempts": node["attempts"],
        "data-objectives": " ".join(node["objectives"]),
    }
    if way := turned(fields.stem_of(node), node.get("lang"), self.config.language):
        attributes["dir"] = way
    if cases.case_of(node):
        attributes["data-case"] = cases.case_of(node)
    if node["grading"]:
        attributes["data-grading"] = node["grading"]
    if node["next"]:
        attributes["data-next"] = node["next"]
    if node.get("variants"):
        attributes["data-variants"] = page_data(node)
    if node["rubric"]:
        attributes["data-rubric"] = node["rubric"]
    if not isinstance(node.parent, q.quiz):
        attributes["data-strings"] = _strings(node, together=False)
    return attributes


def _strings(node: q.QuizNode, *, together: bool) -> str:
    """Return the words that the questions of a quiz, or one on its own, can say."""
    items = list(node.findall(q.quiz_item))
    asked = {item["answered_by"] for item in items}
    said = {
        "together": together,
        "essay": any(item["rubric"] for item in items),
        "numbers": AnsweredBy.NUMBER in asked,
        "order": AnsweredBy.ORDER in asked,
        "variants": any(item.get("variants") for item in items),
        "attempts": any(item["attempts"] for item in items),
        "pass_mark": bool(node.get("pass_mark")),
        "penalty": any(item["scoring"] == "penalty" for item in items),
        "ways": any(item["next"] for item in items),
        "weights": any(item["scoring"] == "weights" for item in items),
    }
    idle = {word for need, words in ONLY_FOR.items() if not said[need] for word in words}
    return json.dumps({name: word for name, word in client_strings().items() if name not in idle}, ensure_ascii=False)


def _print_fieldset(self: HTML5Translator, node: q.quiz_item) -> None:
    stem = next(child for child in node if isinstance(child, q.quiz_stem))
    leads = _leads(node, stem)
    name = self.attval(node["ids"][0])
    described = "" if leads else f' aria-describedby="{name}-stem"'
    role = ' role="radiogroup"' if node["answered_by"] == AnsweredBy.CHOICE else ""  # can be marked as unanswered
    self.body.append(f'<fieldset class="quiz-fields"{role}{described}>\n<legend>')
    _print_legend(self, node, stem if leads else None)
    self.body.append("</legend>\n")
    if not leads:
        self.body.append(f'<div class="quiz-stem" id="{name}-stem">\n')
        _walk_children(self, stem)
        self.body.append("</div>\n")
    for child in node:
        if type(child) in fields.PRINTED_IN_FIELDSET:
            child.walkabout(self)
    self.body.append("</fieldset>\n")


def _leads(node: q.quiz_item, stem: nodes.Element) -> bool:
    """Say whether the stem is one paragraph, so that it can be the legend; a gap cannot be in a legend."""
    return len(stem) == 1 and isinstance(stem[0], nodes.paragraph) and node["answered_by"] != AnsweredBy.GAPS


def _print_legend(self: HTML5Translator, node: q.quiz_item, stem: nodes.Element | None) -> None:
    """Print number, title, stem and how to answer: legends take phrasing content only."""
    number = _("Question %s.") % node["number"] if node["number"] else ("" if stem else str(_("Question")))
    if number:
        self.body.append(f'<span class="quiz-number">{self.encode(number)}</span> ')
    for title in (child for child in node if isinstance(child, q.quiz_title)):
        self.body.append('<span class="quiz-item-title">')
        _walk_children(self, title)
        self.body.append("</span> ")
    if stem is not None:
        self.body.append('<span class="quiz-stem">')
        _walk_children(self, stem[0])
        self.body.append("</span>")
    instruction = _instruction(node)
    if instruction:
        self.body.append(f' <span class="quiz-instruction">{self.encode(instruction)}</span>')


def _instruction(node: q.quiz_item) -> str:
    """Return how to answer, where the control alone does not say it."""
    answered = node["answered_by"]
    stem = next(child for child in node if isinstance(child, q.quiz_stem))
    if answered == AnsweredBy.CHOICES:
        return "" if _ASKS_FOR_ALL.search(stem.astext()) else str(_("Select all that apply."))
    if answered == AnsweredBy.PAIRS:
        return str(_("Choose the answer that fits each line."))
    return str(_("Give each step its position.")) if answered == AnsweredBy.ORDER else ""


def _walk_children(self: HTML5Translator, node: nodes.Node) -> None:
    for child in node.children:
        child.walkabout(self)


def visit_quiz_stimulus(self: HTML5Translator, node: q.quiz_stimulus) -> None:
    """Open the text of the case."""
    self.body.append('<div class="quiz-stimulus">\n')


def visit_quiz_hint(self: HTML5Translator, node: q.quiz_hint) -> None:
    """Open a hint, which the learner unfolds."""
    _open_details(self, "quiz-hint", str(_("Hint")))


def visit_quiz_solution(self: HTML5Translator, node: q.quiz_solution) -> None:
    """Open the solution, which the learner unfolds."""
    _open_details(self, "quiz-answer", str(_("Show the answer")))


def _open_details(self: HTML5Translator, name: str, summary: str) -> None:
    self.body.append(f'<details class="{name}"><summary>{self.encode(summary)}</summary>\n')


def depart_details(self: HTML5Translator, node: nodes.Element) -> None:
    """Close what can be unfolded."""
    self.body.append("</details>\n")


def visit_quiz_feedback(self: HTML5Translator, node: q.quiz_feedback) -> None:
    """Open the feedback; `data-target` names the choice it belongs to."""
    self.body.append(f'<div class="quiz-feedback" data-target="{self.attval(node["target"])}">\n')


def visit_quiz_rationale(self: HTML5Translator, node: q.quiz_rationale) -> None:
    """Open the rationale."""
    self.body.append('<div class="quiz-rationale">\n')


def visit_quiz_key(self: HTML5Translator, node: q.quiz_key) -> None:
    """Open the answer key."""
    _open_details(self, "quiz-key", str(_("Answer key")))


def depart_div(self: HTML5Translator, node: nodes.Element) -> None:
    """Close a division."""
    self.body.append("</div>\n")


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    **fields.VISITORS,
    q.quiz: (visit_quiz, depart_quiz),
    q.quiz_title: (visit_quiz_title, depart_quiz_title),
    q.quiz_item: (visit_quiz_item, None),
    q.quiz_stimulus: (visit_quiz_stimulus, depart_div),
    q.quiz_hint: (visit_quiz_hint, depart_details),
    q.quiz_solution: (visit_quiz_solution, depart_details),
    q.quiz_feedback: (visit_quiz_feedback, depart_div),
    q.quiz_rationale: (visit_quiz_rationale, depart_div),
    q.quiz_key: (visit_quiz_key, depart_details),
}
