"""A question on paper: letters, lines to write on, numbered gaps; standard nodes that any writer prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.keys import plain_blocks
from quizzes.sphinxext.solutions import inline_copy
from quizzes.sphinxext.strings import _ as translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLANK = "________"
MORE_LINES = 4
"""So many lines follow the first where line breaks count."""


def print_blocks(item: q.quiz_item) -> list[nodes.Node]:
    """Return the blocks of `item` as printed; the item itself is taken apart."""
    parts = {type(child): child for child in item}
    blocks: list[nodes.Node] = []
    if q.quiz_stimulus in parts:
        blocks += parts[q.quiz_stimulus].children
    blocks += _stem(item, parts)
    for kind, printer in _PRINTERS.items():
        if kind in parts:
            blocks += printer(parts[kind])
    blocks += [block for hint in item.findall(q.quiz_hint) for block in _hint(hint)]
    for solution in item.findall(q.quiz_solution):
        blocks += plain_blocks(solution)
    return blocks


def _stem(item: q.quiz_item, parts: dict[type, nodes.Node]) -> list[nodes.Node]:
    """Return the stem; number and title begin its first paragraph."""
    stem = parts[q.quiz_stem]
    _print_gaps(stem, item)
    lead = [str(translate("Question %s.") % item["number"]) if item["number"] else str(translate("Question."))]
    if q.quiz_title in parts:
        lead.append(parts[q.quiz_title].astext())
    strong = nodes.strong("", " ".join(lead))
    blocks = list(stem.children)
    if blocks and isinstance(blocks[0], nodes.paragraph):
        blocks[0].insert(0, [strong, nodes.Text(" ")])
        return blocks
    return [nodes.paragraph("", "", strong), *blocks]


def _print_gaps(stem: nodes.Node, item: q.quiz_item) -> None:
    numbers = {key["gap_id"]: key["number"] for key in item.findall(q.quiz_gap_key)}
    for gap in list(stem.findall(q.quiz_gap)):
        gap.replace_self(nodes.Text(f"({numbers.get(gap['gap_id'], '')}) {BLANK}"))


def _choices(part: nodes.Node) -> list[nodes.Node]:
    choices = list(part.findall(q.quiz_choice))
    if any(choice["letter"] for choice in choices):
        return [lettered(choice[0].children for choice in choices)]
    return [_bulleted(choice[0].children for choice in choices)]


def lettered(rows: Iterable[Sequence[nodes.Node]]) -> nodes.Element:
    """Return a list with the letters A, B, C; the text writer prints them from `quiz_choice`."""
    target = nodes.enumerated_list(enumtype="upperalpha", prefix="", suffix=".", classes=["upperalpha"])
    target += [nodes.list_item("", *row) for row in rows]
    return target


def _bulleted(rows: Iterable[Sequence[nodes.Node]]) -> nodes.Element:
    target = nodes.bullet_list(bullet="-")
    target += [nodes.list_item("", *row) for row in rows]
    return target


def _pairs(part: nodes.Node) -> list[nodes.Node]:
    """Return the premises, numbered, then the responses, lettered."""
    premises = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
    for pair in part.findall(q.quiz_pair):
        row = list(pair[0].children)
        row.append(nodes.paragraph("", BLANK)) if not isinstance(row[-1], nodes.paragraph) else row[-1].append(
            nodes.Text(f" {BLANK}")
        )
        premises += nodes.list_item("", *row)
    return [premises, lettered(response.children for response in part.findall(q.quiz_response))]


def _steps(part: nodes.Node) -> list[nodes.Node]:
    return [lettered(step[0].children for step in part.findall(q.quiz_step)), _line(translate("Order:"))]


def _number(part: nodes.Node) -> list[nodes.Node]:
    unit = "".join(f" {node.astext()}" for node in part.findall(q.quiz_unit))
    return [_line(translate("Your answer:"), unit)]


def _answers(part: nodes.Node) -> list[nodes.Node]:
    assert isinstance(part, q.quiz_answers)
    more = [nodes.paragraph("", BLANK * 3) for _ in range(MORE_LINES)] if part["multiline"] else []
    return [_line(translate("Your answer:")), *more]


def _essay(part: nodes.Node) -> list[nodes.Node]:
    assert isinstance(part, q.quiz_essay)
    rest = [nodes.paragraph("", BLANK * 6) for _ in range(part["lines"])]
    return [nodes.paragraph("", str(translate("Your answer:"))), *rest]


def _line(label: str, after: str = "") -> nodes.paragraph:
    return nodes.paragraph("", f"{label} {BLANK}{after}")


def _gaps(part: nodes.Node) -> list[nodes.Node]:
    """Return the words to choose from, a line for each gap that offers any."""
    lines: list[nodes.Node] = []
    for key in part.findall(q.quiz_gap_key):
        words = [option.astext() for option in key.findall(q.quiz_option)]
        if words:
            lines.append(nodes.paragraph("", f"({key['number']}) {' / '.join(words)}"))
    return lines


def _hint(hint: nodes.Element) -> list[nodes.Node]:
    first = nodes.paragraph("", "", nodes.strong("", str(translate("Hint:"))), nodes.Text(" "))
    if len(hint) == 1:
        first += inline_copy(hint)
        return [first]
    return [first, *hint.children]


_PRINTERS = {
    q.quiz_choices: _choices,
    q.quiz_pairs: _pairs,
    q.quiz_steps: _steps,
    q.quiz_number: _number,
    q.quiz_answers: _answers,
    q.quiz_essay: _essay,
    q.quiz_gaps: _gaps,
}
