"""The visitors for the Typst writer: questions in place, their answers in the book's answer key.

The Typst builder gets the whole tree. Its translator offers `write`, `literal`, `anchors`, `name_anchor`, `label_of`,
`mark`, `walk` and `divert(part)`; its theme defines the functions `quiz-…` that are called here. Key, feedback and
rationale are written outside the part `answers` only where `:answers: inline` asks for it.
"""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from typing import Any

from docutils import nodes

from quizzes.model.item import AnsweredBy
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.domain import said_above
from quizzes.sphinxext.keys import HIDING_MODES
from quizzes.sphinxext.printform import MORE_LINES
from quizzes.sphinxext.solutions import split_solution
from quizzes.sphinxext.strings import _
from quizzes.sphinxext.visitors.heights import is_untold, lines
from quizzes.sphinxext.visitors.plain import nothing, skip

ANSWERS = "answers"
# A question longer than this may run over the end of a page; all others stay in one piece.
KEPT_WORDS = 300
# A question and a choice of so many lines are lower than a page, the choice in large print too; others are measured.
KEPT_LINES, KEPT_CHOICE = 20, 6
_TOLD_ANSWERS = ("end", "inline")


def visit_quiz(self: Any, node: nodes.Element) -> None:
    """Begin a quiz; its title, if any, begins its answers too."""
    self.mark(node)
    self.anchors(node)
    title = next((child for child in node.children if isinstance(child, q.quiz_title)), None)
    if title is not None:
        if not said_above(title):
            self.write(f"\n#quiz-head[#{self.literal(title.astext())};]\n")
        if any(tells_answer(item) and item["answers"] != "inline" for item in node.findall(q.quiz_item)):
            with self.divert(ANSWERS):
                self.write(f"\n#quiz-head[#{self.literal(title.astext())};]\n")


def depart_quiz(self: Any, node: nodes.Element) -> None:
    """Say below the questions of a book on which page their answers begin."""
    told = [item for item in node.findall(q.quiz_item) if item["answers"] != "inline" and tells_answer(item)]
    if told and not getattr(self.manuscript, "partial", True):
        label = f"answer {self.label_of(told[0]['ids'][0])}"
        words = str(_("Answers: p. %1"))
        self.write(f"\n#quiz-answers-at(label({self.literal(label)}), {self.literal(words)})\n")


def tells_answer(item: nodes.Element) -> bool:
    """Say whether the answer of an item may be printed in this book."""
    return bool(item["key"] and item["mode"] == "formative" and item["answers"] in _TOLD_ANSWERS)


def visit_item(self: Any, node: nodes.Element) -> None:
    """Write the question here and its answer into the key, each with a link to the other."""
    self.mark(node)
    solution = split_solution(node)  # type: ignore[arg-type]
    told = solution is not None and tells_answer(node)
    inline = told and node["answers"] == "inline"
    number = str(node["number"] or "•")
    here = self.name_anchor(node["ids"])
    there = f"answer {here}"
    target = f"label({self.literal(there)})" if told and not inline else "none"
    self.write(f"\n#quiz-item({self.literal(number)}, {target}, keep: {_kept(node)})[")
    self.write(f"#metadata(none)#label({self.literal(here)})")
    self.walk([child for child in node.children if _stands_here(node, child)])
    if inline and solution is not None:
        _solution(self, solution)
    self.write("]\n")
    if told and not inline and solution is not None:
        with self.divert(ANSWERS):
            self.mark(node)
            self.write(f"\n#quiz-answer({self.literal(number)}, label({self.literal(here)}))[")
            self.write(f"#metadata(none)#label({self.literal(there)})")
            _answer(self, node, there, solution)
            self.write("]\n")
    raise nodes.SkipNode


def _stands_here(node: nodes.Element, child: nodes.Node) -> bool:
    """Say whether a part is printed with the question; a test gives no hints."""
    return type(child) in _IN_PLACE and not (isinstance(child, q.quiz_hint) and node["mode"] in HIDING_MODES)


def _kept(node: nodes.Element) -> str:
    """Say whether a question stays in one piece: the theme measures what words do not tell."""
    if len(node.astext().split()) > KEPT_WORDS:
        return "false"
    return "auto" if is_untold(node) or lines(node) > KEPT_LINES else "true"


def keep(node: nodes.Element) -> str:
    """Return the argument that keeps a letter with its text or picture, measured where these may be high."""
    return ", keep: auto" if is_untold(node) or lines(node) > KEPT_CHOICE else ""


def _answer(self: Any, node: nodes.Element, there: str, solution: nodes.Element) -> None:
    """Write the solution, or, where an item is asked again, a link to the answer that stands already."""
    first = self.manuscript.notes.setdefault(f"answer of {node['item_id']} {node['revision']}", there)
    if first == there:
        _solution(self, solution)
    else:
        words = self.literal(str(_("Answered at its first place")))
        self.write(f"#xref(label({self.literal(first)}))[#{words};]")


def _solution(self: Any, solution: nodes.Element) -> None:
    """Write key, feedback and rationale, one below the other."""
    for part in solution.children:
        if isinstance(part, q.quiz_feedback | q.quiz_rationale):
            name = "quiz-feedback" if isinstance(part, q.quiz_feedback) else "quiz-rationale"
            self.write(f"\n#{name}[")
            self.walk(list(part.children))
            self.write("]\n")
        else:
            self.write("\n#quiz-key[")
            part.walkabout(self)
            self.write("]\n")


def visit_title(self: Any, node: nodes.Element) -> None:
    """Write the title of an item; that of a quiz is written by `visit_quiz`."""
    if isinstance(node.parent, q.quiz):
        raise nodes.SkipNode
    self.write("\n#quiz-title[")


def depart_title(self: Any, node: nodes.Element) -> None:
    """Close the title."""
    self.write("]\n")


def visit_stem(self: Any, node: nodes.Element) -> None:
    """Keep what is asked with what follows, where the question may be divided."""
    self.write(f"\n#quiz-stem(lines: {lines(node)})[" if _is_divided(node) else "")


def depart_stem(self: Any, node: nodes.Element) -> None:
    """Close what is asked."""
    self.write("]\n" if _is_divided(node) else "")


def _is_divided(stem: nodes.Element) -> bool:
    return any(_kept(item) != "true" for item in _around(stem))


def visit_stimulus(self: Any, node: nodes.Element) -> None:
    """Open the frame of a case."""
    self.write("\n#quiz-stimulus[")


def depart_block(self: Any, node: nodes.Element) -> None:
    """Close a block."""
    self.write("]\n")


def visit_choices(self: Any, node: nodes.Element) -> None:
    """Open the list of choices; what is rated goes on in a line."""
    self.write("\n#quiz-choices[" if all(item["scored"] for item in _around(node)) else "\n#block[")


def visit_choice(self: Any, node: nodes.Element) -> None:
    """Write a box to tick and the letter, round where only one may be ticked; a rating goes on in the same line."""
    around = _around(node)
    if not all(item["scored"] for item in around):
        self.write("#quiz-rating[")
        return
    self.mark(node)
    many = any(item["answered_by"] == AnsweredBy.CHOICES for item in around)
    self.write(f"\n#quiz-choice({self.literal(node['letter'] or '')}, {'false' if many else 'true'}{keep(node)})[")


def _around(node: nodes.Element) -> list[nodes.Element]:
    """Return the item that a node is in, as a list of one."""
    found: Any = node
    while found is not None and not isinstance(found, q.quiz_item):
        found = found.parent
    return [found] if found is not None else []


def visit_lettered(self: Any, node: nodes.Element) -> None:
    """Write the letter of a step or a response that others refer to."""
    self.mark(node)
    self.write(f"\n#quiz-row({self.literal(str(node['letter']))}{keep(node)})[")


def visit_pair(self: Any, node: nodes.Element) -> None:
    """Write the number of a premise and a line for the letter of its response."""
    self.mark(node)
    self.write(f"\n#quiz-row({self.literal(str(node['number']))}, blank: true{keep(node)})[")


def visit_order(self: Any, node: nodes.Element) -> None:
    """Write the steps, then a line for their order."""
    self.write("\n")


def depart_order(self: Any, node: nodes.Element) -> None:
    """Write the line for the order."""
    self.write(f"\n#quiz-line({self.literal(str(_('Order:')))})\n")


def visit_field(self: Any, node: nodes.Element) -> None:
    """Write a line for an answer in words or as a number, and the unit; never the accepted answers."""
    if node.get("multiline"):
        self.write(f"\n#quiz-lines({self.literal(str(_('Your answer:')))}, {1 + MORE_LINES})\n")
        raise nodes.SkipNode
    unit = "".join(f" {found.astext()}" for found in node.findall(q.quiz_unit))
    self.write(f"\n#quiz-line({self.literal(str(_('Your answer:')))}, after: {self.literal(unit)})\n")
    raise nodes.SkipNode


def visit_essay(self: Any, node: nodes.Element) -> None:
    """Write as many lines as the question asks for, over the whole width."""
    self.write(f"\n#quiz-lines({self.literal(str(_('Your answer:')))}, {node['lines']})\n")
    raise nodes.SkipNode


def visit_gap(self: Any, node: nodes.Element) -> None:
    """Write a numbered gap into the sentence."""
    numbers = {key["gap_id"]: key["number"] for item in _around(node) for key in item.findall(q.quiz_gap_key)}
    self.write(f"#quiz-gap({self.literal(str(numbers.get(node['gap_id'], '')))});")
    raise nodes.SkipNode


def visit_gaps(self: Any, node: nodes.Element) -> None:
    """Write the words to choose from, a line for each gap that offers any."""
    for key in node.findall(q.quiz_gap_key):
        offered = [option.astext() for option in key.findall(q.quiz_option)]
        if offered:
            words = f"({key['number']}) {' / '.join(offered)}"
            self.write(f"\n#quiz-note[#{self.literal(words)};]\n")
    raise nodes.SkipNode


def visit_hint(self: Any, node: nodes.Element) -> None:
    """Write a hint in small type."""
    self.write(f"\n#quiz-note[#strong[#{self.literal(str(_('Hint:')))};] ")


_IN_PLACE = (
    q.quiz_title, q.quiz_stimulus, q.quiz_stem, q.quiz_choices, q.quiz_pairs, q.quiz_steps, q.quiz_number,
    q.quiz_answers, q.quiz_essay, q.quiz_gaps, q.quiz_hint,
)  # fmt: skip

VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    **dict.fromkeys(q.QUIZ_NODES, (nothing, nothing)),
    **dict.fromkeys((q.quiz_feedback, q.quiz_rationale, q.quiz_solution, q.quiz_answer), (skip, None)),
    q.quiz: (visit_quiz, depart_quiz),
    q.quiz_item: (visit_item, None),
    q.quiz_title: (visit_title, depart_title),
    q.quiz_stem: (visit_stem, depart_stem),
    q.quiz_stimulus: (visit_stimulus, depart_block),
    q.quiz_choices: (visit_choices, depart_block),
    q.quiz_choice: (visit_choice, depart_block),
    q.quiz_step: (visit_lettered, depart_block),
    q.quiz_response: (visit_lettered, depart_block),
    q.quiz_pair: (visit_pair, depart_block),
    q.quiz_steps: (visit_order, depart_order),
    q.quiz_number: (visit_field, None),
    q.quiz_answers: (visit_field, None),
    q.quiz_essay: (visit_essay, None),
    q.quiz_gap: (visit_gap, None),
    q.quiz_gaps: (visit_gaps, None),
    q.quiz_hint: (visit_hint, depart_block),
}
