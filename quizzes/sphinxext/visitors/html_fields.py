"""HTML: the controls of each type of item. Every control has a visible or an explicit name."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from quizzes.model.item import AnsweredBy
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.direction import words_run_right_to_left
from quizzes.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator

_LINES = 5
_MOST_LINES = 16
"""So many lines an area has in which line breaks count."""
Options = Sequence[tuple[str, str, nodes.Element | None]]
"""Value, what stands before the words, and the words; None where the lead is all."""
PRINTED_IN_FIELDSET = (q.quiz_choices, q.quiz_pairs, q.quiz_steps, q.quiz_number, q.quiz_answers, q.quiz_essay)


def item_of(node: nodes.Node) -> q.quiz_item:
    """Return the item that `node` is part of."""
    parent = node.parent
    while not isinstance(parent, q.quiz_item):
        parent = parent.parent
    return parent


def stem_of(item: q.quiz_item) -> str:
    """Return the words of the question itself."""
    return next((child.astext() for child in item if isinstance(child, q.quiz_stem)), "")


def _name(self: HTML5Translator, node: nodes.Element) -> str:
    return str(self.attval(item_of(node)["ids"][0]))


def visit_choices(self: HTML5Translator, node: q.quiz_choices) -> None:
    """Open the choices."""
    kind = self.attval(item_of(node)["item_type"])
    self.body.append(f'<div class="quiz-choices quiz-choices-{kind}">\n')


def visit_choice(self: HTML5Translator, node: q.quiz_choice) -> None:
    """Print a button, its letter and its text; a text of several blocks stands beside the label and names it."""
    name, value = _name(self, node), self.attval(node["choice_id"])
    kind = "checkbox" if item_of(node)["answered_by"] == AnsweredBy.CHOICES else "radio"
    letter = f'<span class="quiz-letter">{node["letter"]}.</span> ' if node["letter"] else ""
    text = node[0]
    simple = _is_simple(text)
    labelled = "" if simple else f' aria-labelledby="{name}-{value}-text"'
    control = f'<input type="{kind}" name="{name}" value="{value}"{labelled}> {letter}'
    self.body.append(f'<div class="quiz-choice"><label class="quiz-label">{control}')
    if simple:
        self.body.append('<span class="quiz-text">')
        _walk_line(self, text.children[0])
        self.body.append("</span></label></div>\n")
    else:
        self.body.append(f'</label><div class="quiz-text" id="{name}-{value}-text">\n')
        _walk(self, text)
        self.body.append("</div></div>\n")
    raise nodes.SkipNode


def _is_simple(text: nodes.Node) -> bool:
    return len(text.children) == 1 and isinstance(text.children[0], nodes.paragraph)


def _walk(self: HTML5Translator, node: nodes.Node) -> None:
    for child in node.children:
        child.walkabout(self)


def _walk_line(self: HTML5Translator, line: nodes.Node) -> None:
    """Write the words of a choice; a number such as -2 keeps its sign at its left where the words run to the left."""
    said = line.astext()
    item = item_of(line)
    left = words_run_right_to_left(stem_of(item), item.get("lang") or self.config.language)
    number = left and any(map(str.isdigit, said)) and not any(map(str.isalpha, said))
    self.body.append('<bdi dir="ltr">' if number else "")
    _walk(self, line)
    self.body.append("</bdi>" if number else "")


def visit_pairs(self: HTML5Translator, node: q.quiz_pairs) -> None:
    """Print one select a premise."""
    responses = [(response["value"], f"{response['letter']}. ", response) for response in node.findall(q.quiz_response)]
    self.body.append('<div class="quiz-rows">\n')
    for pair in node.findall(q.quiz_pair):
        _print_row(self, pair, pair["pair_id"], f"{pair['number']}.", responses)
    self.body.append("</div>\n")
    raise nodes.SkipNode


def visit_steps(self: HTML5Translator, node: q.quiz_steps) -> None:
    """Print one select of positions a step: no dragging."""
    positions = [(str(index + 1), str(index + 1), None) for index in range(len(node))]
    self.body.append('<div class="quiz-rows">\n')
    for step in node.findall(q.quiz_step):
        _print_row(self, step, step["step_id"], f"{step['letter']}.", positions)
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _print_row(self: HTML5Translator, row: nodes.Element, name: str, letter: str, options: Options) -> None:
    text, field = row[0], f"{_name(self, row)}-{self.attval(name)}"
    simple = _is_simple(text)
    tag = f'label class="quiz-text" for="{field}"' if simple else f'div class="quiz-text" id="{field}-text"'
    self.body.append(f'<div class="quiz-row"><{tag}><span class="quiz-letter">{letter}</span> ')
    if simple:
        _walk_line(self, text.children[0])
    else:
        _walk(self, text)
    self.body.append("</label> " if simple else "</div> ")
    labelled = "" if simple else f' aria-labelledby="{field}-text"'
    self.body.append(f'<select id="{field}" name="{self.attval(name)}"{labelled}>{_options(self, options)}</select>')
    self.body.append("</div>\n")


def _options(self: HTML5Translator, options: Options) -> str:
    choose = self.encode(str(_("Choose …")))
    made = [f'<option value="">{choose}</option>']
    for value, lead, words in options:
        text = lead + (words.astext() if words is not None else "")
        varies = _varying(self, lead, words) if words is not None and any(words.findall(q.quiz_value)) else ""
        made.append(f'<option value="{self.attval(value)}"{varies}>{self.encode(text)}</option>')
    return "".join(made)


def _varying(self: HTML5Translator, lead: str, words: nodes.Element) -> str:
    """Return the attributes by which the script writes text and value of an option anew."""
    text = lead + "".join(_pattern(words))
    return f' data-text="{self.attval(text)}" data-key="{self.attval(words["template"])}"'


def _pattern(node: nodes.Node) -> Iterator[str]:
    """Yield the words of an option, with the names of its values for the script: an option holds no elements."""
    for text in node.findall(nodes.Text):
        yield f"{{{text.parent['name']}}}" if isinstance(text.parent, q.quiz_value) else text.astext()


def visit_value(self: HTML5Translator, node: q.quiz_value) -> None:
    """Open a value that the script can replace."""
    self.body.append(f'<span class="quiz-value" data-value="{self.attval(node["name"])}">')


def depart_value(self: HTML5Translator, node: q.quiz_value) -> None:
    """Close a value."""
    self.body.append("</span>")


def visit_number(self: HTML5Translator, node: q.quiz_number) -> None:
    """Print a field for a number, with its unit."""
    _print_entry(
        self,
        node,
        'inputmode="text" autocapitalize="off" spellcheck="false"',
        next(iter(node.findall(q.quiz_unit)), None),
    )


def visit_answers(self: HTML5Translator, node: q.quiz_answers) -> None:
    """Print a field for a word or phrase, or an area where line breaks count."""
    kind = 'autocapitalize="off" spellcheck="false"'
    _print_entry(self, node, kind, None, lines=_LINES if node["multiline"] else 1)


def visit_essay(self: HTML5Translator, node: q.quiz_essay) -> None:
    """Print an area for an open answer; the points of each criterion are for the script, where the answer is shown."""
    _print_entry(self, node, 'spellcheck="true"', None, lines=max(_LINES, min(node["lines"], _MOST_LINES)))


def _print_entry(
    self: HTML5Translator, node: nodes.Element, kind: str, unit: nodes.Element | None, lines: int = 1
) -> None:
    name = f"{_name(self, node)}-answer"
    described = f' aria-describedby="{name}-unit"' if unit is not None else ""
    label = self.encode(str(_("Your answer")))
    common = f'id="{name}" name="answer" {kind}{described}'
    area = f'<textarea rows="{lines}" cols="40" {common}></textarea>'
    field = area if lines > 1 else f'<input type="text" {common}>'
    self.body.append(f'<div class="quiz-entry"><label for="{name}">{label}</label> {field}')
    if unit is not None:
        self.body.append(f' <span class="quiz-unit" id="{name}-unit">{self.encode(unit.astext())}</span>')
    self.body.append("</div>\n")
    raise nodes.SkipNode


def visit_gap(self: HTML5Translator, node: q.quiz_gap) -> None:
    """Print a gap of a cloze text; all fields are equally wide, so that width gives nothing away."""
    item = item_of(node)
    key = next((key for key in item.findall(q.quiz_gap_key) if key["gap_id"] == node["gap_id"]), None)
    number = key["number"] if key is not None else ""
    label = self.attval(str(_("Gap %s") % number))
    common = f'id="{_name(self, node)}-{self.attval(node["gap_id"])}" name="{self.attval(node["gap_id"])}"'
    options: Options = [(option["value"], "", option) for option in key.findall(q.quiz_option)] if key else []
    if options:
        body = _options(self, options)
        self.body.append(f'<select class="quiz-gap" {common} aria-label="{label}">{body}</select>')
    else:
        kind = 'type="text" size="14" autocapitalize="off" spellcheck="false"'
        self.body.append(f'<input class="quiz-gap" {kind} {common} aria-label="{label}">')
    raise nodes.SkipNode


def depart_div(self: HTML5Translator, node: nodes.Element) -> None:
    """Close a division."""
    self.body.append("</div>\n")


def nothing(self: HTML5Translator, node: nodes.Element) -> None:
    """Print nothing of its own; the children speak."""


def skip(self: HTML5Translator, node: nodes.Element) -> None:
    """Print nothing at all: printed by the node around it."""
    raise nodes.SkipNode


_PRINTED_ELSEWHERE = (
    q.quiz_model_answer,
    q.quiz_criterion,
    q.quiz_gaps,
    q.quiz_gap_key,
    q.quiz_option,
    q.quiz_answer,
    q.quiz_answer_text,
    q.quiz_unit,
)
_TRANSPARENT = (
    q.quiz_stem,
    q.quiz_choice_text,
    q.quiz_pair,
    q.quiz_premise,
    q.quiz_response,
    q.quiz_step,
)
VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    q.quiz_choices: (visit_choices, depart_div),
    q.quiz_choice: (visit_choice, None),
    q.quiz_pairs: (visit_pairs, None),
    q.quiz_steps: (visit_steps, None),
    q.quiz_number: (visit_number, None),
    q.quiz_answers: (visit_answers, None),
    q.quiz_essay: (visit_essay, None),
    q.quiz_gap: (visit_gap, None),
    q.quiz_value: (visit_value, depart_value),
    **dict.fromkeys(_PRINTED_ELSEWHERE, (skip, None)),
    **dict.fromkeys(_TRANSPARENT, (nothing, nothing)),
}
