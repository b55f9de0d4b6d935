"""Take key, feedback and rationale out of a question: the part that editions hide, move or print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from quizzes.key import MINUS, OR, Right, fitting
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.strings import _, key_word
from quizzes.sphinxext.varying import KEY_IN_WORDS, withhold_variants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def split_solution(item: q.quiz_item) -> q.quiz_solution | None:
    """Take the solution out of `item` and return it; None when there is nothing to say.

    After this the item holds no key except in its attributes, see `withhold`.
    """
    solution = q.quiz_solution()
    solution += key_in_words(item)
    for feedback in list(item.findall(q.quiz_feedback)):
        feedback.parent.remove(feedback)
        _say_verdict(feedback)
        solution += feedback
    for rationale in list(item.findall(q.quiz_rationale)):
        item.remove(rationale)
        solution += rationale
    return solution if len(solution) else None


def withhold(item: q.quiz_item) -> None:
    """Remove every trace of the key from `item`, so that no writer can print it by mistake."""
    item["grading"] = item["fingerprint"] = item["rubric"] = ""
    item["key"] = ()
    told: list[q.QuizNode] = [*item.findall(q.quiz_feedback), *item.findall(q.quiz_rationale)]
    for node in [*told, *item.findall(q.quiz_solution)]:
        node.parent.remove(node)
    for choice in item.findall(q.quiz_choice):
        choice["correct"] = False
    for kind in (q.quiz_answer_text, q.quiz_model_answer, q.quiz_criterion):
        for answer in list(item.findall(kind)):
            answer.parent.remove(answer)
    withhold_variants(item)


def key_in_words(item: q.quiz_item) -> list[nodes.Element]:
    """Return the key as standard nodes: a paragraph or a list; nothing for an opinion."""
    key = tuple(Right(*part) for part in item["key"])
    if not key:
        return []
    for kind, writer in _WRITERS.items():
        for part in item.findall(kind):
            blocks = writer(part, key)
            return _varying(blocks) if item.get("variants") and kind in _TYPED else blocks
    return []


def _varying(blocks: list[nodes.Element]) -> list[nodes.Element]:
    """Let the script replace the words of a key that was typed: they are made of the values of all parts."""
    words = blocks[0][-1]
    if isinstance(words, nodes.Text):
        blocks[0].replace(words, [nodes.Text(" "), q.quiz_value("", words.strip(), name=KEY_IN_WORDS)])
    return blocks


def _choices(part: nodes.Element, key: Sequence[Right]) -> list[nodes.Element]:
    names = {right.name for right in key}
    correct = [choice for choice in part.findall(q.quiz_choice) if choice["choice_id"] in names]
    label = _("Correct answer:") if len(correct) == 1 else _("Correct answers:")
    paragraph = _labelled(str(label))
    for index, choice in enumerate(correct):
        if index:
            paragraph += nodes.Text("; ")
        if choice["letter"]:
            paragraph += nodes.Text(f"{choice['letter']}. ")
        paragraph += inline_copy(choice[0])
    return [paragraph]


def _pairs(part: nodes.Element, key: Sequence[Right]) -> list[nodes.Element]:
    responses = {node["value"]: node for node in part.findall(q.quiz_response)}
    rows = [
        [*inline_copy(pair[0]), nodes.Text(f" \N{RIGHTWARDS ARROW} {responses[right.name]['letter']}. "),
         *inline_copy(responses[right.name])]
        for pair, right in zip(part.findall(q.quiz_pair), key, strict=True)
    ]  # fmt: skip
    return [_labelled(str(_("Correct pairs:"))), _listed(nodes.bullet_list(bullet="-"), rows)]


def _steps(part: nodes.Element, key: Sequence[Right]) -> list[nodes.Element]:
    steps = {step["step_id"]: step for step in part.findall(q.quiz_step)}
    rows = [inline_copy(steps[right.name][0]) for right in key]
    listed = _listed(nodes.enumerated_list(enumtype="arabic", prefix="", suffix="."), rows)
    return [_labelled(str(_("Correct order:"))), listed]


def _number(part: nodes.Element, key: Sequence[Right]) -> list[nodes.Element]:
    unit = "".join(f" {node.astext()}" for node in part.findall(q.quiz_unit))
    return [_labelled(str(_("Correct answer:")), key[0].text + unit + key[0].about)]


def _answers(part: nodes.Element, key: Sequence[Right]) -> list[nodes.Element]:
    answers = list(part.findall(q.quiz_answer))
    told = [_typed(right, answers[int(right.name)][0].astext()) for right in key]
    label = str(_("Accepted answer:") if len(key) == 1 else _("Accepted answers:"))
    if part["multiline"] and not key[0].made:  # line breaks and indents count, so they are shown
        return [_labelled(label), *(nodes.literal_block(text, text, language="text") for text in told)]
    return [_labelled(label, "; ".join(told))]


def _gaps(part: nodes.Element, key: Sequence[Right]) -> list[nodes.Element]:
    gaps = {gap["gap_id"]: gap for gap in part.findall(q.quiz_gap_key)}
    words = "; ".join(f"({right.place}) {_typed(right, _accepted(gaps[right.name], right))}" for right in key)
    return [_labelled(str(_("Correct answer:")), words)]


def _accepted(gap: nodes.Element, right: Right) -> str:
    """Return the answers of a gap in the language of the page; of expressions the first, which is shown by example."""
    texts = [text.astext() for text in gap.findall(q.quiz_answer_text)]
    return texts[0] if right.made else OR.join(texts)


def _typed(right: Right, translated: str) -> str:
    """Return an answer that is typed in the language of the page; of an expression, what fits it."""
    return fitting(translated, key_word) if right.made else translated


def _essay(part: nodes.Element, _key: Sequence[Right]) -> list[nodes.Element]:
    """Return the model answer and the rubric; the script puts the learner's own points into its rows."""
    blocks: list[nodes.Element] = [_labelled(str(_("Model answer:")))]
    blocks += [_copied(block) for found in part.findall(q.quiz_model_answer) for block in found.children]
    rubric = nodes.bullet_list(bullet="-", classes=["quiz-rubric"])
    for criterion in part.findall(q.quiz_criterion):
        worth = (_("%s point") if criterion["points"] == 1 else _("%s points")) % criterion["points"]
        row = [_copied(block) for block in criterion.children]
        if not isinstance(row[0], nodes.paragraph):
            row.insert(0, nodes.paragraph())
        row[0] += nodes.Text(f" ({worth})")
        rubric += nodes.list_item("", *row)
    return [*blocks, _labelled(str(_("What earns points:"))), rubric]


def _copied(block: nodes.Node) -> nodes.Element:
    copy = without_ids(block.deepcopy())
    assert isinstance(copy, nodes.Element)
    return copy


_WRITERS: dict[type[q.QuizNode], Callable[[nodes.Element, Sequence[Right]], list[nodes.Element]]] = {
    q.quiz_choices: _choices,
    q.quiz_pairs: _pairs,
    q.quiz_steps: _steps,
    q.quiz_number: _number,
    q.quiz_answers: _answers,
    q.quiz_essay: _essay,
    q.quiz_gaps: _gaps,
}


_TYPED = (q.quiz_number, q.quiz_answers, q.quiz_gaps)
"""Parts whose key is written in words of their own; the others show the texts of choices, which have their values."""


def inline_copy(node: nodes.Node) -> list[nodes.Node]:
    """Return copies of the inline content of `node`, without ids, several paragraphs joined by spaces."""
    copies: list[nodes.Node] = []
    for block in _paragraphs(node):
        if copies:
            copies.append(nodes.Text(" "))
        copies.extend(without_ids(child.deepcopy()) for child in block.children if not _leads_on(child))
    return copies or [nodes.Text(node.astext())]


def _leads_on(node: nodes.Node) -> bool:
    """Say whether words only lead to the next part of a case (`quizzes.sphinxext.ways`): no key repeats them."""
    return isinstance(node, nodes.Element) and "quiz-goto" in node["classes"]


def _paragraphs(node: nodes.Node) -> Iterable[nodes.TextElement]:
    if isinstance(node, nodes.TextElement):
        return [node]
    return [child for child in node.children if isinstance(child, nodes.paragraph)]


def without_ids(node: nodes.Node) -> nodes.Node:
    """Remove the ids of `node` and below, because the original keeps them; return the node."""
    for element in _elements(node):
        element["ids"], element["names"] = [], []
    return node


def _elements(node: nodes.Node) -> Iterator[nodes.Element]:
    return node.findall(nodes.Element)


def _say_verdict(feedback: q.quiz_feedback) -> None:
    """Begin the feedback with the letter it belongs to and the verdict in words."""
    words = f"{feedback['label']}. " if feedback["label"] else ""
    if feedback["correct"] is not None:
        words += f"{_verdict(feedback)}."
    elif not words:
        return
    verdict = nodes.strong("", words.rstrip(), classes=["quiz-verdict"])
    first = feedback[0]
    if not isinstance(first, nodes.paragraph):
        first = nodes.paragraph()
        feedback.insert(0, first)
    first.insert(0, [verdict, nodes.Text(" ")])


def _verdict(feedback: q.quiz_feedback) -> str:
    """Return how right a choice is, with its points where choices have points of their own."""
    worth = feedback["worth"]
    earns = worth not in ("", "0") and not worth.startswith(MINUS)
    said = str(_("Correct") if feedback["correct"] else _("Partly correct") if earns else _("Not correct"))
    told = (_("%s point") if worth in ("1", f"{MINUS}1") else _("%s points")) % worth
    return f"{said} ({told})" if worth else said


def _labelled(label: str, words: str = "") -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong("", label), nodes.Text(" " + words), classes=["quiz-key-words"])


def _listed(target: nodes.Element, rows: Iterable[list[nodes.Node]]) -> nodes.Element:
    for row in rows:
        target += nodes.list_item("", nodes.paragraph("", "", *row))
    return target
