"""The right answer of an item, and the mistakes behind the other answers: said once, for pages, papers and trainers.

`right_parts` says what is right, part by part. A page looks its own texts up by the names of the parts; `in_words` and
`in_letters` put the parts into lines of Markdown.
"""

from __future__ import annotations

# ruff: noqa: ARG001 - one signature for every type
from collections.abc import Callable, Iterator
from functools import singledispatch
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.item import AnsweredBy, Scoring
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.regex_example import example_of
from quizzes.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizzes.model.numeric import NumericAnswer
    from quizzes.model.types import Item


OR = " / "
"""Stands between the answers of one gap, each of which is right."""
MINUS = "\N{MINUS SIGN}"
_LINE_END = " \N{DOWNWARDS ARROW WITH CORNER LEFTWARDS} "


class Right(NamedTuple):
    """A part of the right answer, in the order of the bank.

    `name` is what a printed order lists: the id of a choice or step, the text of a response; else the id of the gap,
    the place (from 0) of the accepted answer, nothing for a number. `text` is Markdown for choices, responses and
    steps, plain words for the others. `asked` is the premise. `place` counts from 1 where parts are numbered, else 0.
    `unit` stands behind a number, and `about` behind the unit, or the points behind a criterion of an
    essay. `made` says that the text is not that of the bank: no person is shown a regular expression, but what it
    accepts.
    """

    name: str
    text: str
    asked: str = ""
    place: int = 0
    unit: str = ""
    about: str = ""
    made: bool = False


class WrongAnswer(NamedTuple):
    """What a wrong answer says: the part it belongs to, the tag of the misconception, the feedback that answers it."""

    name: str
    text: str
    misconception: str
    feedback: str


@singledispatch
def right_parts(item: Item, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    """Return the right answer, part by part; nothing for an opinion.

    `say` puts the few words that are the engine's own ('True', '%s to %s', 'for example %s') into another language.
    Raises TypeError for a type of item that is not registered here.
    """
    raise TypeError(f"no key is known for {type(item).__name__}")


@right_parts.register(SingleItem)
@right_parts.register(MultipleItem)
def _choices(item: SingleItem | MultipleItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    return tuple(Right(choice.id, choice.text) for choice in item.choices if choice.correct)


@right_parts.register
def _judgment(item: TrueFalseItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    return tuple(Right(choice.id, say(choice.text)) for choice in item.choices if choice.correct)


@right_parts.register
def _pairs(item: MatchItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    return tuple(Right(pair.response, pair.response, pair.premise, place) for place, pair in enumerate(item.pairs, 1))


@right_parts.register
def _steps(item: OrderItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    return tuple(Right(step.id, step.text, place=place) for place, step in enumerate(item.sequence, 1))


@right_parts.register
def _number(item: NumericItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    words, about = number_in_words(item.answer, say)
    return (Right("", words, unit=item.answer.unit or "", about=about),)


@right_parts.register
def _phrases(item: ShortItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    """Name the accepted words; what a pattern accepts only where there is nothing else."""
    every = [(str(place), answer) for place, answer in enumerate(item.answers)]
    told = [(name, answer) for name, answer in every if answer.match != "regex"]
    if told:
        return tuple(Right(name, answer.text.replace("\n", _LINE_END)) for name, answer in told)
    return tuple(Right(name, fitting(answer.text, say), made=True) for name, answer in every)


@right_parts.register
def _gaps(item: ClozeItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    return tuple(
        Right(gap.id, fitting(gap.answer, say), place=place, made=True)
        if gap.match == "regex" and not gap.choices
        else Right(gap.id, OR.join(gap.accepted), place=place)
        for place, gap in enumerate(item.gaps, 1)
    )


def fitting(pattern: str, say: Callable[[str], str] = str) -> str:
    """Return what people are told of a regular expression: an answer that fits, and that others do as well."""
    example = example_of(pattern)
    return (
        say("for example %s") % example.replace("\n", _LINE_END) if example else say("any answer of the expected form")
    )


@right_parts.register
def _opinion(item: LikertItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    return ()


@right_parts.register
def _rubric(item: EssayItem, say: Callable[[str], str] = str) -> tuple[Right, ...]:
    """Return the model answer, then each criterion with its points behind it."""
    worth = [f" [{criterion.points}]" for criterion in item.rubric]
    rows = enumerate(zip(item.rubric, worth, strict=True), 1)
    said = (Right(row.id, row.text, place=place, about=points) for place, (row, points) in rows)
    return (Right("", " ".join(item.model_answer.split())), *said)


def in_words(item: Item, letters: Mapping[str, str], say: Callable[[str], str] = str) -> list[str]:
    """Return the right answer in lines of Markdown; `letters` names choices by their ids."""
    lines: list[str] = []
    for part in right_parts(item, say):
        letter = f"{letters[part.name]}. " if part.name in letters else ""
        match item.answered_by:
            case AnsweredBy.PAIRS:
                lines.append(f"{part.asked} \N{RIGHTWARDS ARROW} {part.text}")
            case AnsweredBy.ORDER:
                lines.append(f"{part.place}. {part.text}")
            case _:
                lines.append(letter + _numbered(part))
    return lines


def in_letters(item: Item, order: Sequence[str], say: Callable[[str], str] = str) -> str:
    """Return the right answer by the letters of a paper; `order` lists the parts as printed, nothing where none is."""
    letters = letters_of(order)
    parts = right_parts(item, say)
    match item.answered_by:
        case AnsweredBy.CHOICE | AnsweredBy.CHOICES if worth := points_of(item):
            return ", ".join(f"{letters[name]} {worth[name]}" for name in order if worth[name] != "0")
        case AnsweredBy.CHOICE | AnsweredBy.CHOICES:
            right = {part.name for part in parts}
            return ", ".join([letters[name] for name in order if name in right] or [part.text for part in parts])
        case AnsweredBy.PAIRS:
            return ", ".join(f"{part.place}: {letters[part.name]}" for part in parts)
        case AnsweredBy.ORDER:
            return ", ".join(letters[part.name] for part in parts)
    return "; ".join(map(_numbered, parts))


def points_of(item: Item) -> dict[str, str]:
    """Return the points that each choice brings, in words, by its id; nothing where choices have no weights."""
    if not isinstance(item, SingleItem | MultipleItem) or item.scoring is not Scoring.WEIGHTS:
        return {}
    weights = weights_of(item).items()
    return {name: f"{weight * item.points:.4g}".replace("-", MINUS) for name, weight in weights}


def _numbered(part: Right) -> str:
    return (f"({part.place}) " if part.place else "") + part.text + (f" {part.unit}" if part.unit else "") + part.about


@singledispatch
def mistakes(item: object) -> Iterator[WrongAnswer]:
    """Yield what can go wrong and what answers it; nothing where feedback is not about a part."""
    yield from ()


@mistakes.register(SingleItem)
@mistakes.register(MultipleItem)
@mistakes.register(TrueFalseItem)
def _wrong_choices(item: SingleItem | MultipleItem | TrueFalseItem) -> Iterator[WrongAnswer]:
    for choice in item.choices:
        if not choice.correct:
            yield WrongAnswer(choice.id, choice.text, choice.misconception or "", choice.feedback or "")


@mistakes.register
def _wrong_pairs(item: MatchItem) -> Iterator[WrongAnswer]:
    for pair in item.pairs:
        if pair.feedback:
            yield WrongAnswer(pair.id, pair.premise, "", pair.feedback)


@mistakes.register
def _wrong_steps(item: OrderItem) -> Iterator[WrongAnswer]:
    for step in item.sequence:
        if step.feedback:
            yield WrongAnswer(step.id, step.text, "", step.feedback)


@mistakes.register
def _wrong_gaps(item: ClozeItem) -> Iterator[WrongAnswer]:
    for place, gap in enumerate(item.gaps, 1):
        if gap.feedback:
            yield WrongAnswer(gap.id, f"({place})", "", gap.feedback)


def letter_of(index: int) -> str:
    """Return the letter printed before the choice at `index`: A to Z, then AA, AB and so on."""
    rest, last = divmod(index, 26)
    return (letter_of(rest - 1) if rest else "") + ascii_uppercase[last]


def letters_of(names: Sequence[str]) -> dict[str, str]:
    """Return the letter of each name of a printed order."""
    return {name: letter_of(place) for place, name in enumerate(names)}


def number_in_words(answer: NumericAnswer, say: Callable[[str], str] = str) -> tuple[str, str]:
    """Return the numbers that are right ('5', '5 ± 1' or '4 to 6'), and what stands behind their unit (' ± 10 %').

    `say(".")` is the decimal sign of the language.
    """

    def said(number: float) -> str:
        return plain_number(number).replace(".", say("."))

    about = f" ± {said(answer.relative_tolerance * 100)} %" if answer.relative_tolerance else ""
    if answer.significant_figures:
        about += f" ({say('%s significant figures') % answer.significant_figures})"
    if answer.range is not None:
        return say("%s to %s") % tuple(map(said, answer.range)), about
    around = f" ± {said(answer.tolerance)}" if answer.tolerance else ""
    return f"{said(answer.value or 0)}{around}", about


def plain_number(number: float) -> str:
    """Return a number without a trailing zero: 2, not 2.0."""
    return f"{number:.15g}"
