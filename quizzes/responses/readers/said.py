"""What was answered, as `quizzes.grade` takes it, from the words of each kind of source; never guessed."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem
from quizzes.responses.readers.claim import Form, Given
from quizzes.responses.readers.coded import coded
from quizzes.responses.readers.stems import bare, bare_markdown, gaps_in_order, only, options, orders, responses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.model.types import Item

_PART = re.compile(r"(?:^|; )[^\W\d_]+ (\d+):(?: |$)")
_COMMA = re.compile(r"(?<!\\),")
_TRUE, _FALSE = frozenset({"true", "t", "1"}), frozenset({"false", "f", "0"})


def response_of(item: Item, given: Given) -> object:
    """Return the response; raises LookupError, which says why, for one that has no reading or several."""
    if given.form is Form.VALUE:
        return given.value
    if given.form is Form.CODED:
        return coded(item, str(given.value))
    if given.form is Form.PLACES:
        return _placed(item, given.value)
    if given.form is Form.COMMAS:
        return _with_commas(item, str(given.value))
    try:
        return in_words(item, given)
    except OverflowError:
        raise LookupError("it can be read in more ways than one can try") from None


@singledispatch
def in_words(item: Any, given: Given) -> object:
    """Return a response from the texts of choices; what is typed is itself."""
    del item
    return str(given.value)


@in_words.register
def _one(item: SingleItem | LikertItem, given: Given) -> object:
    text = bare(str(given.value))
    return only(name for name, words in options(item).items() if words == text)


@in_words.register
def _judged(item: TrueFalseItem, given: Given) -> object:
    text = bare(str(given.value))
    if text in _TRUE | _FALSE:
        return "true" if text in _TRUE else "false"
    if given.right:  # the words of another language: the key is in the same
        return str((text == bare(given.right)) == item.answer).lower()
    raise LookupError("it is neither true nor false")


@in_words.register
def _several(item: MultipleItem, given: Given) -> object:
    known = options(item)
    names = list(known)
    found = only(frozenset(one) for one in orders(bare(str(given.value)), list(known.values()), ";"))
    assert isinstance(found, frozenset)
    return [name for place, name in enumerate(names) if place in found]


@in_words.register
def _ordered(item: OrderItem, given: Given) -> object:
    known = options(item)
    found = only(orders(bare(str(given.value)), list(known.values()), ";"))
    assert isinstance(found, tuple)
    return [list(known)[place] for place in found]


@in_words.register
def _matched(item: MatchItem, given: Given) -> object:
    found = only(tuple(sorted(one.items())) for one in _pairs(item, bare(str(given.value)), "->", ";"))
    assert isinstance(found, tuple)
    return dict(found)


@in_words.register
def _gapped(item: ClozeItem, given: Given) -> object:
    text = str(given.value)
    ids = gaps_in_order(item)
    marks = [found for found in _PART.finditer(text) if int(found[1]) <= len(ids)]
    if [int(found[1]) for found in marks] != list(range(1, len(ids) + 1)):
        raise LookupError("its parts cannot be told apart")
    ends = [*(found.start() for found in marks[1:]), len(text)]
    parts = [text[found.end() : end].strip() for found, end in zip(marks, ends, strict=True)]
    return {name: said for name, said in zip(ids, parts, strict=True) if said and said != "-"}


@in_words.register
def _written(item: EssayItem, given: Given) -> object:
    del item
    return {"text": str(given.value)}


def _pairs(item: MatchItem, text: str, arrow: str, between: str) -> Iterator[dict[str, str]]:
    """Yield each way to read pairs of premise and response."""
    told = responses(item)
    both = {
        f"{bare_markdown(pair.premise)}{arrow}{words}": (pair.id, response)
        for pair in item.pairs
        for words, response in told.items()
    }
    for one in orders(text, list(both), between):
        pairs = [list(both.values())[place] for place in one]
        if len({name for name, _ in pairs}) == len(pairs):
            yield dict(pairs)


def _with_commas(item: Item, text: str) -> object:
    parts = [one.replace("\\,", ",").strip() for one in _COMMA.split(text)]
    if isinstance(item, MultipleItem):
        known = options(item)
        return [str(only(name for name, words in known.items() if words == bare(part))) for part in parts]
    if isinstance(item, MatchItem):
        return _each_pair(item, parts)
    if isinstance(item, ClozeItem):
        ids = gaps_in_order(item)
        if len(parts) != len(ids):
            raise LookupError("its parts cannot be told apart")
        return {name: said for name, said in zip(ids, parts, strict=True) if said}
    if isinstance(item, OrderItem):
        known = options(item)
        return [str(only(name for name, words in known.items() if words == bare(part))) for part in parts]
    return in_words(item, Given(Form.WORDS, text.replace("\\,", ",")))


def _each_pair(item: MatchItem, parts: list[str]) -> object:
    found: dict[str, str] = {}
    for part in parts:
        one = only(tuple(one.items()) for one in _pairs(item, bare(part), "=>", "\0"))
        assert isinstance(one, tuple)
        found |= dict(one)
    return found


def _placed(item: Item, value: object) -> object:
    """Return the response that places of choices, pairs or gaps in the order of the bank are."""
    ids = list(options(item))
    if isinstance(item, MultipleItem | OrderItem) and isinstance(value, list):
        if not all(isinstance(one, int) and 0 <= one < len(ids) for one in value):
            raise LookupError("it names a choice that there is not")
        return [ids[one] for one in value]
    if isinstance(item, MatchItem | ClozeItem) and isinstance(value, dict):
        names = [pair.id for pair in item.pairs] if isinstance(item, MatchItem) else gaps_in_order(item)
        if not all(isinstance(place, int) and 0 <= place < len(names) for place in value):
            raise LookupError("it has more parts than the question")
        told = responses(item) if isinstance(item, MatchItem) else {}
        return {names[place]: told.get(bare(str(said)), str(said)) for place, said in value.items() if str(said)}
    if isinstance(value, int) and 0 <= value < len(ids):
        return ids[value]
    if ids or not isinstance(value, str):
        raise LookupError("it names a choice that there is not")
    return value
