"""Texts of questions as several programs show them, brought to one form in which they can be compared.

Programs change blanks, capitals and marks of emphasis when they turn a question into one line; letters, digits and
signs such as `<`, `+` or `%` say what is asked, and stay.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quizzes.formats.index import normal
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.survey import LikertItem
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizzes.model.types import Item
    from quizzes.model.words import ClozeItem

_ROLES = re.compile(r"\{[a-z][a-z-]*\}(?=`)|(?<=\))\{[^{}]*\}")
"""Roles, and what is said of the size of a picture: no words of a text."""
_PLAIN_ROLES = re.compile(r"\{(?:math|sub|sup)\}|\{(?:\s*[a-z-]+=\"[^{}\"]*\")+\}")
"""The same in the plain words of an index."""
_SIGNS = re.compile(
    r"\\[()\[\]]|[\s_*`\[\]\\\u2026\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""What programs add or take away: blanks, marks of emphasis, signs that nobody sees."""
_MOST_STEPS = 20_000
_BLANK = r"(?:_*|\{.*?\}|\[.*?\])"


def bare(text: str) -> str:
    """Return a text without blanks, capitals, marks of emphasis and signs that nobody sees."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=65_536)
def bare_markdown(text: str) -> str:
    """Return a text of a bank in the same form."""
    return bare(normal(_ROLES.sub("", text)))


def bare_plain(text: str) -> str:
    """Return a text of an index in the same form."""
    return bare(_PLAIN_ROLES.sub("", text.replace("[…]", "")))


@dataclass(frozen=True)
class Asked:
    """A question as learners read it: its stem and choices in bare form, with the revision that it had."""

    item: str
    revision: str
    type: str
    stem: str
    choices: tuple[str, ...]
    variant: int | None = None


def asked_of(item: Item, case: str, name: str, variant: int | None = None) -> Asked:
    """Return what is asked by an item; `case` stands before its stem, `name` is the id of the item in the bank."""
    words = " ".join(filter(None, (case, item.stem)))
    return Asked(name, str(item.revision), item.type, bare_markdown(words), tuple(options(item).values()), variant)


def options(item: Item) -> dict[str, str]:
    """Return the texts of choices, steps or points of a scale, in bare form by their ids."""
    if isinstance(item, OrderItem):
        return {step.id: bare_markdown(step.text) for step in item.sequence}
    parts = item.scale if isinstance(item, LikertItem) else getattr(item, "choices", ())
    return {one.id: bare_markdown(one.text) for one in parts}


def responses(item: MatchItem) -> dict[str, str]:
    """Return the texts of responses and distractors by their bare form."""
    return {bare_markdown(text): text for text in (*(pair.response for pair in item.pairs), *item.distractors)}


def gaps_in_order(item: ClozeItem) -> list[str]:
    """Return the ids of gaps in the order in which a reader meets them."""
    return [found[1] for found in GAP_MARK.finditer(item.stem)]


def shows(asked: Asked, text: str) -> bool:
    """Say whether a bare text is this question: alone, with all its choices in some order, with pairs or with gaps."""
    if text == asked.stem:
        return True
    if asked.type == "cloze":
        return False
    if not text.startswith(asked.stem) or not asked.stem:
        return False
    rest = text[len(asked.stem) :]
    if asked.type == "match":
        return rest.startswith("{") and "}->{" in rest and rest.endswith("}")
    return rest.startswith(":") and any(True for _ in orders(rest[1:], list(asked.choices), ";", whole=True))


def gapped(stem: str) -> re.Pattern[str]:
    """Return what a stem with gaps looks like where each gap is a line, or its choices in braces."""
    return re.compile(_BLANK.join(re.escape(bare_markdown(part)) for part in _parts(stem)))


def _parts(stem: str) -> list[str]:
    return GAP_MARK.sub("\0", stem).split("\0")


def orders(text: str, texts: Sequence[str], between: str, *, whole: bool = False) -> Iterator[tuple[int, ...]]:
    """Yield the places of `texts` whose words, with `between` between them, are the text: each way to read it.

    With `whole` all of them have to be there. Raises OverflowError for a text with more readings than one can try.
    """
    steps = 0

    def read(at: int, taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS:
            raise OverflowError
        for place, words in enumerate(texts):
            if place in taken or not words or not text.startswith(words, at):
                continue
            end = at + len(words)
            if end == len(text):
                if not whole or len(taken) + 1 == len(texts):
                    yield (*taken, place)
            elif text.startswith(between, end):
                yield from read(end + len(between), (*taken, place))

    yield from read(0, ())


def only(readings: Iterable[object]) -> object:
    """Return the one reading that there is; raises LookupError for none and for several."""
    found: set[object] = set()
    for one in readings:
        found.add(one)
        if len(found) > 1:
            raise LookupError("it can be read in more than one way")
    if not found:
        raise LookupError("it is none of the answers that can be given")
    return found.pop()
