"""Rules about a whole bank that its fields alone cannot say: ids, keys, stimuli, gaps, regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import TYPE_CHECKING

from quizzes.branches import check_branches
from quizzes.codes import LoadCode
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.use import UNEXPLAINED, Use
from quizzes.model.varying import count_of, variant_of
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.regex import RegexError
from quizzes.regex_match import compile_regex
from quizzes.variant_faults import faults_of
from quizzes.weights import check_weights
from quizzes.yaml12 import Loc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizzes.model.types import Item
    from quizzes.model.words import Gap, ShortAnswer

Problem = tuple[Loc, LoadCode, str]
"""Where, which code, and the sentence."""

GAP_MARK = re.compile(r"\{\{\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*\}\}")
"""A gap in the stem of a cloze item; group 1 is the id of the gap."""


def check_structure(
    items: Iterable[tuple[int, Item]], *, ids: Sequence[str], stimuli: Sequence[str], use: Use = Use.PRACTICE
) -> Iterator[Problem]:
    """Yield what is wrong with the ids, keys and feedback of a bank.

    `items` are the sound items with their positions; `ids` and `stimuli` are the ids of all, "" where one has none.
    """
    yield from _repeated("stimulus", [(("stimuli", place, "id"), name) for place, name in enumerate(stimuli)])
    yield from _repeated("item", [(("items", place, "id"), name) for place, name in enumerate(ids)])
    items = list(items)
    yield from check_branches(items, ids, use)
    for place, item in items:
        root: Loc = ("items", place)
        if item.stimulus is not None and item.stimulus not in stimuli:
            message = f"this bank has no stimulus '{item.stimulus}'"
            yield (*root, "stimulus"), LoadCode.UNKNOWN_STIMULUS, message
        for loc, code, sentence in (*check_item(item), *check_weights(item), *_unexplained(item, use), *_varying(item)):
            yield (*root, *loc), code, sentence


def _varying(item: Item) -> Iterator[Problem]:
    """Yield what is wrong with the variants of an item, and what only another one than that of paper gets wrong."""
    for loc, sentence in (found := list(faults_of(item))):
        yield loc, LoadCode.VARIANTS, f"{loc[-1]} {sentence}" if loc else sentence
    shown = {(loc, code) for loc, code, _ in check_item(item)}
    for number in range(count_of(item) if item.variants and not found else 0):
        for loc, code, sentence in check_item(variant_of(item, number)):
            if (loc, code) not in shown:
                shown.add((loc, code))
                yield loc, code, f"{sentence} (in variant {number + 1})"


def _unexplained(item: Item, use: Use) -> Iterator[Problem]:
    """Yield each choice without feedback where it must have some: in practice always, in a test without a rationale."""
    if not isinstance(item, SingleItem | MultipleItem | TrueFalseItem) or use is Use.SURVEY:
        return
    if use in UNEXPLAINED and item.rationale:
        return
    also = ", or give the item a `rationale`" if use in UNEXPLAINED else ""
    bare = [place for place, choice in enumerate(item.choices) if choice.feedback is None]
    if bare:
        judged = isinstance(item, TrueFalseItem)
        at: Loc = ("feedback",) if judged else ("choices", bare[0])
        where = "" if judged else f" at choice{'s' * (len(bare) > 1)} {', '.join(str(place + 1) for place in bare)}"
        yield at, LoadCode.MISSING_KEY, f"feedback is missing{where}: say why each is right or wrong{also}"


@singledispatch
def check_item(item: object) -> Iterator[Problem]:
    """Yield what is wrong inside one item, with places that count from it; one implementation a type.

    Raises TypeError for a type of item that is not registered here.
    """
    raise TypeError(f"no rules are known for {type(item).__name__}")


@check_item.register(SingleItem)
@check_item.register(MultipleItem)
def _check_choices(item: SingleItem | MultipleItem) -> Iterator[Problem]:
    yield from _part_ids("choices", "choice", [choice.id for choice in item.choices])
    yield from _key_count(item)


@check_item.register(TrueFalseItem)
@check_item.register(NumericItem)
def _check_nothing(_item: TrueFalseItem | NumericItem) -> Iterator[Problem]:
    yield from ()  # what the fields say is all there is


@check_item.register
def _check_pairs(item: MatchItem) -> Iterator[Problem]:
    return _part_ids("pairs", "pair", [pair.id for pair in item.pairs])


@check_item.register
def _check_steps(item: OrderItem) -> Iterator[Problem]:
    return _part_ids("sequence", "step", [step.id for step in item.sequence])


@check_item.register
def _check_points(item: LikertItem) -> Iterator[Problem]:
    return _part_ids("scale", "point", [point.id for point in item.scale])


@check_item.register
def _check_rubric(item: EssayItem) -> Iterator[Problem]:
    return _part_ids("rubric", "criterion", [criterion.id for criterion in item.rubric])


@check_item.register
def _check_gaps(item: ClozeItem) -> Iterator[Problem]:
    yield from _part_ids("gaps", "gap", [gap.id for gap in item.gaps])
    yield from _gap_marks(item)
    yield from _gap_answers(item)


@check_item.register
def _check_answers(item: ShortItem) -> Iterator[Problem]:
    for place, answer in enumerate(item.answers):
        yield from _regex(("answers", place, "text"), answer, answer.text)


def _key_count(item: SingleItem | MultipleItem) -> Iterator[Problem]:
    keys = len(item.key)
    if keys == 0:
        yield ("choices",), LoadCode.KEY_COUNT, "no key: mark the correct choice with 'correct: true'"
    elif isinstance(item, SingleItem) and keys > 1:
        count = "two keys" if keys == 2 else f"{keys} keys"  # noqa: PLR2004 - the word for 2
        message = f"{count} ({', '.join(item.key)}): a single item has exactly one correct choice"
        yield ("choices",), LoadCode.KEY_COUNT, message


def _gap_marks(item: ClozeItem) -> Iterator[Problem]:
    marks = [mark.group(1) for mark in GAP_MARK.finditer(item.stem)]
    gaps = [gap.id for gap in item.gaps]
    for place, gap in enumerate(gaps):
        if gap not in marks:
            yield ("gaps", place, "id"), LoadCode.GAPS, f"the stem has no mark {{{{{gap}}}}} for this gap"
    for mark in dict.fromkeys(marks):
        if mark not in gaps:
            yield ("stem",), LoadCode.GAPS, f"the mark {{{{{mark}}}}} has no entry in gaps"
        elif marks.count(mark) > 1:
            yield ("stem",), LoadCode.GAPS, f"the mark {{{{{mark}}}}} is used more than once"


def _gap_answers(item: ClozeItem) -> Iterator[Problem]:
    for place, gap in enumerate(item.gaps):
        also: list[tuple[Loc, str]] = [(("gaps", place, "also", number), text) for number, text in enumerate(gap.also)]
        for loc, answer in [(("gaps", place, "answer"), gap.answer), *also]:
            if gap.choices and answer not in gap.choices:
                yield loc, LoadCode.GAP_ANSWER, f"'{answer}' is not among the choices of the gap"
            yield from _regex(loc, gap, answer)


def _regex(loc: Loc, rule: ShortAnswer | Gap, pattern: str) -> Iterator[Problem]:
    if rule.match != "regex":
        return
    try:
        compile_regex(pattern)
    except RegexError as error:
        yield loc, LoadCode.REGEX, f"broken regular expression: {error}"


def _part_ids(key: str, what: str, ids: list[str]) -> Iterator[Problem]:
    return _repeated(what, [((key, place, "id"), name) for place, name in enumerate(ids)])


def _repeated(what: str, ids: Iterable[tuple[Loc, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for loc, name in ids:
        if name and name in seen:
            yield loc, LoadCode.DUPLICATE_ID, f"the {what} id '{name}' is used twice"
        seen.add(name)
