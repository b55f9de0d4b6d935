"""The part of an item that differs by type: choices, pairs, steps, number, answers, gaps, scale."""

from __future__ import annotations

# ruff: noqa: ARG001, PLR0917 - one signature for every type
import hashlib
from functools import singledispatch
from typing import TYPE_CHECKING, Any, TypeVar

from quizzes.key import letter_of, points_of
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import Choice, MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.strings import key_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

    from quizzes.model.types import Item
    from quizzes.model.words import Gap
    from quizzes.sphinxext.setting import Origin, Setting
    from quizzes.sphinxext.texts import TextPlace, TextReader

T = TypeVar("T")
TWO = 2


def mixed(things: Sequence[T], seed: str) -> list[int]:
    """Return the indexes of `things` in an order that depends on `seed` alone, the same on every machine."""
    return sorted(range(len(things)), key=lambda index: hashlib.sha256(f"{seed}/{index}".encode()).digest())


def arranged(names: Sequence[str], usual: Sequence[int], wanted: Sequence[str]) -> list[int]:
    """Return the indexes of `names` in the order of `wanted`; the usual order unless it lists exactly these names."""
    if sorted(names) != sorted(wanted):
        return list(usual)
    return [names.index(name) for name in wanted]


@singledispatch
def add_parts(item: Item, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    """Append what `item` has between stem and hints to `node`."""
    raise TypeError(f"no nodes are known for {type(item).__name__}")


@add_parts.register(SingleItem)
@add_parts.register(MultipleItem)
def _choices(
    item: SingleItem | MultipleItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting
) -> None:
    order = list(range(len(item.choices)))
    if setting.shuffle and item.shuffle:
        order = mixed(item.choices, f"{setting.bank}/{item.id}")
    order = arranged([choice.id for choice in item.choices], order, setting.order)
    choices = q.quiz_choices()
    worth = points_of(item)
    for index, source in enumerate(order):
        choice = item.choices[source]
        place = origin.place("choices", source, "text")
        part = _choice(choice, letter_of(index), reader, place, origin.place("choices", source, "feedback"))
        for feedback in part.findall(q.quiz_feedback):
            feedback["worth"] = worth.get(choice.id, "")
        choices += part
    node += choices


@add_parts.register(TrueFalseItem)
def _two_choices(item: TrueFalseItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    choices = q.quiz_choices()
    for choice in item.choices:
        place = origin.place("feedback", choice.id)
        choices += _choice(choice.model_copy(update={"text": key_word(choice.text)}), "", reader, place, place)
    node += choices


@add_parts.register(LikertItem)
def _scale(item: LikertItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    choices = q.quiz_choices()
    for index, point in enumerate(item.scale):
        choice = q.quiz_choice(choice_id=point.id, letter="", correct=False)
        choice += reader.fill(q.quiz_choice_text(), point.text, origin.place("scale", index, "text"))
        choices += choice
    node += choices


@add_parts.register(MatchItem)
def _matching(item: MatchItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    responses = _responses(item)
    order = mixed(responses, f"{setting.bank}/{item.id}")
    shown = [responses[index] for index in arranged([text for text, *_ in responses], order, setting.order)]
    pairs = q.quiz_pairs()
    for index, pair in enumerate(item.pairs):
        part = q.quiz_pair(pair_id=pair.id, number=index + 1)
        part += reader.fill(q.quiz_premise(), pair.premise, origin.place("pairs", index, "premise"))
        _add_feedback(part, pair.feedback, reader, origin.place("pairs", index, "feedback"), pair.id, str(index + 1))
        pairs += part
    for index, (text, *loc) in enumerate(shown):
        place = origin.place(*loc)
        response = q.quiz_response(value=text, template=place.template, letter=letter_of(index))
        pairs += reader.fill(response, text, place)
    node += pairs


def _responses(item: MatchItem) -> list[tuple[Any, ...]]:
    """Return (text, where it is written...) of every different response, distractors last."""
    found: dict[str, tuple[Any, ...]] = {}
    for index, pair in enumerate(item.pairs):
        found.setdefault(pair.response, (pair.response, "pairs", index, "response"))
    for index, text in enumerate(item.distractors):
        found.setdefault(text, (text, "distractors", index))
    return list(found.values())


@add_parts.register(OrderItem)
def _ordering(item: OrderItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    shown = mixed(item.sequence, f"{setting.bank}/{item.id}")
    if shown == sorted(shown) and len(shown) > TWO:  # two that never stand solved would always stand reversed
        shown = [*shown[1:], shown[0]]
    shown = arranged([step.id for step in item.sequence], shown, setting.order)
    steps = q.quiz_steps()
    for index, source in enumerate(shown):
        step = item.sequence[source]
        letter = letter_of(index)
        part = q.quiz_step(step_id=step.id, letter=letter)
        part += reader.fill(q.quiz_choice_text(), step.text, origin.place("sequence", source, "text"))
        _add_feedback(part, step.feedback, reader, origin.place("sequence", source, "feedback"), step.id, letter)
        steps += part
    node += steps


@add_parts.register(NumericItem)
def _number(item: NumericItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    part = q.quiz_number()
    if item.answer.unit:
        part += reader.words(q.quiz_unit(), item.answer.unit, origin.place("answer", "unit"))
    _add_feedback(part, item.feedback, reader, origin.place("feedback"), "", "")
    node += part


@add_parts.register(ShortItem)
def _accepted(item: ShortItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    answers = q.quiz_answers(multiline=item.multiline)
    for index, answer in enumerate(item.answers):
        part = q.quiz_answer()
        part += reader.words(q.quiz_answer_text(), answer.text, origin.place("answers", index, "text"))
        place = origin.place("answers", index, "feedback")
        _add_feedback(part, answer.feedback, reader, place, str(index), "")
        answers += part
    node += answers


@add_parts.register(EssayItem)
def _essay(item: EssayItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    part = q.quiz_essay(lines=item.lines)
    part += reader.fill(q.quiz_model_answer(), item.model_answer, origin.place("model_answer"))
    for index, row in enumerate(item.rubric):
        criterion = q.quiz_criterion(criterion_id=row.id, points=row.points)
        part += reader.fill(criterion, row.text, origin.place("rubric", index, "text"))
    node += part


@add_parts.register(ClozeItem)
def _cloze(item: ClozeItem, node: q.quiz_item, origin: Origin, reader: TextReader, setting: Setting) -> None:
    gaps = q.quiz_gaps()
    for index, gap in enumerate(item.gaps):
        part = q.quiz_gap_key(gap_id=gap.id, number=index + 1)
        part += reader.words(q.quiz_answer_text(), gap.answer, origin.place("gaps", index, "answer"))
        for number, text in enumerate(gap.also):
            part += reader.words(q.quiz_answer_text(), text, origin.place("gaps", index, "also", number))
        for option_index in _menu_order(item, gap, setting):
            option = gap.choices[option_index]
            place = origin.place("gaps", index, "choices", option_index)
            part += reader.words(q.quiz_option(value=option, template=place.template), option, place)
        place = origin.place("gaps", index, "feedback")
        _add_feedback(part, gap.feedback, reader, place, gap.id, str(index + 1))
        gaps += part
    node += gaps


def _menu_order(item: ClozeItem, gap: Gap, setting: Setting) -> list[int]:
    """Return the places of the words of a gap in the order shown."""
    usual = list(range(len(gap.choices)))
    if setting.shuffle and item.shuffle:
        usual = mixed(gap.choices, f"{setting.bank}/{item.id}/{gap.id}")
    wanted = [word.removeprefix(f"{gap.id}/") for word in setting.order if word.startswith(f"{gap.id}/")]
    return arranged(gap.choices, usual, wanted)


def _choice(choice: Choice, letter: str, reader: TextReader, text: TextPlace, feedback: TextPlace) -> q.quiz_choice:
    node = q.quiz_choice(choice_id=choice.id, letter=letter, correct=choice.correct)
    node += reader.fill(q.quiz_choice_text(), choice.text, text)
    label = letter or choice.text
    _add_feedback(node, choice.feedback, reader, feedback, choice.id, label, correct=choice.correct)
    return node


def _add_feedback(
    parent: nodes.Element,
    text: str | None,
    reader: TextReader,
    place: TextPlace,
    target: str,
    label: str,
    *,
    correct: bool | None = None,
) -> None:
    """Append the feedback, if there is any; `correct` None means that it belongs to no single choice."""
    if text:
        parent += reader.fill(q.quiz_feedback(target=target, label=label, correct=correct, worth=""), text, place)
