"""Find items that ask nearly the same among many: by an index of rare words, never every pair."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from quizzes.key import right_parts
from quizzes.lint.likeness import identity
from quizzes.lint.prose import segments
from quizzes.lint.text_measures import norm, plain, stem_of, telling_words
from quizzes.model.arranging import OrderItem
from quizzes.model.choices import TrueFalseItem

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from quizzes.lint.reading import Reading

SAME, SAME_AS_PRETEST = 0.85, 0.70
"""Similarity from 0 to 1: twice the longest common subsequence of letters over both lengths."""
SHARED_WORDS = 0.5
"""Twins share at least this part of their words, endings left out (Jaccard)."""
FEW = 3
"""So many items are compared with every other one by one, without an index."""
_NUMBER = re.compile(r"[-−]?\d[\d.,/]*")


def similar_pairs(
    read: Sequence[Reading],
    earlier: Sequence[Reading] = (),
    bound: float = SAME,
    asks: Callable[[Reading], bool] = lambda _reading: True,
) -> Iterator[tuple[Reading, Reading, float]]:
    """Yield each item of `read` that asks nearly what another asks, after the first such item, with the similarity.

    The other is one that stands before it in `read`, or, when `earlier` is given, one of those. Prefix filtering
    (Chaudhuri, Ganti and Kaushik 2006): with the words of each text sorted from rare to common, two that share half of
    their words share one of the first few. So every item meets only those with its answer, or with its very words, and
    a rare word of it; the result is that of comparing every pair. Where only a `FEW` are asked about, these meet every
    other, because an index of all costs more.
    """
    asked = [place for place, reading in enumerate(read) if asks(reading)]
    if len(asked) <= FEW:
        yield from _twins_of(asked, read, earlier, bound)
        return
    known, texts = (list(map(Text, group)) for group in (earlier, read))
    counts = Counter(token for text in (*known, *texts) for token in text.tokens)
    index = _Index(counts)
    for text in known:
        index.add(text)
    for text in texts:
        for met in index.met(text) if asks(text.reading) else ():
            if ratio := similarity(met, text, bound):
                yield met.reading, text.reading, ratio
                break
        if not earlier:
            index.add(text)


def _twins_of(
    asked: Sequence[int], read: Sequence[Reading], earlier: Sequence[Reading], bound: float
) -> Iterator[tuple[Reading, Reading, float]]:
    """Yield what `similar_pairs` does for the items at these places, met one by one by all before them."""
    texts = [Text(reading) for reading in (earlier or read[: max(asked, default=0)])]
    for place in asked:
        text = Text(read[place])
        for met in texts if earlier else texts[:place]:
            if _likeness(met, text, bound) and (ratio := similarity(met, text, bound)):
                yield met.reading, text.reading, ratio
                break


class _Index:
    """The texts met so far, by what they ask for and a rare word of theirs."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.texts: list[Text] = []
        self.places: dict[Hashable, list[int]] = defaultdict(list)
        self.exact: set[Hashable] = set()

    def add(self, text: Text) -> None:
        """Take a text in; an exact copy is met by its original."""
        if text.exact not in self.exact:
            self.exact.add(text.exact)
            self.texts.append(text)
            for key in self._keys(text):
                self.places[key].append(len(self.texts) - 1)

    def met(self, text: Text) -> Iterator[Text]:
        """Yield the texts that may be like this one, in the order in which they came."""
        found = {place for key in self._keys(text) for place in self.places.get(key, ())}
        return (self.texts[place] for place in sorted(found))

    def _keys(self, text: Text) -> list[Hashable]:
        """Return the words of which two texts that share half of theirs have one in common, with each of the joins."""
        rare = sorted(text.tokens, key=lambda token: (self.counts[token], token))
        first = rare[: len(rare) - math.ceil(SHARED_WORDS * len(rare)) + 1]
        return [(join, token) for token in first for join in text.hashes]


class Text:
    """A case and stem, ready to be compared; `joins` are what twins have in common: the answer, or all that is said."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        raw = f"{reading.item_case}\n{reading.item.stem}" if reading.item_case else reading.item.stem
        self.full = norm(plain(raw))
        self.stem = norm(plain(reading.item.stem)) if reading.item_case else self.full
        self._raw = raw

    @cached_property
    def _segments(self) -> tuple[str, tuple[str, ...]]:
        """Return what is said in words, and the pieces of code."""
        return segments(self._raw)

    @property
    def code(self) -> tuple[str, ...]:
        """Return the pieces of code and formulas."""
        return self._segments[1]

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Return the words, endings left out, and the pieces of code."""
        return frozenset([*map(stem_of, norm(self._segments[0]).split()), *self.code])

    @cached_property
    def joins(self) -> tuple[Hashable, ...]:
        """Return what twins have one of in common."""
        said, answer = self._segments[0], _answer(self.reading)
        said_alike = (telling_words(said), tuple(_NUMBER.findall(said)), self.code, _choosable(self.reading))
        return (("words", said_alike), *((("answer", answer),) if answer else ()))

    @cached_property
    def hashes(self) -> tuple[int, ...]:
        """Return the joins as the index keeps them: `similarity` compares the joins themselves."""
        return tuple(map(hash, self.joins))

    @property
    def exact(self) -> Hashable:
        """Return what is the same of exact copies."""
        return self.full, self.stem, self.hashes, self.reading.case


def _answer(reading: Reading) -> Hashable:
    """Return what is right, comparable between items; nothing where two questions often have the same answer."""
    item = reading.item
    if isinstance(item, TrueFalseItem):
        return None
    parts = [(identity(part.text), part.unit, part.about) for part in right_parts(item)]
    return tuple(parts) if isinstance(item, OrderItem) else frozenset(parts)


def _choosable(reading: Reading) -> Hashable:
    if isinstance(reading.item, TrueFalseItem):
        return reading.item.answer
    return frozenset(part.raw.strip(" .").lower() for part in reading.choosable) or _answer(reading)


def similarity(first: Text, second: Text, bound: float) -> float:
    """Return how much two items are alike (`bound` to 1) when they ask nearly the same, 0 when they do not."""
    if first.code != second.code or set(first.joins).isdisjoint(second.joins):
        return 0.0
    shared = len(first.tokens & second.tokens)
    if shared < SHARED_WORDS * (len(first.tokens) + len(second.tokens) - shared):
        return 0.0
    return _likeness(first, second, bound)


def _likeness(first: Text, second: Text, bound: float) -> float:
    """Return how much the letters of two texts are alike, 0 below `bound`."""
    alone = bool(first.reading.case) and first.reading.case == second.reading.case
    texts = (first.stem, second.stem) if alone else (first.full, second.full)
    return Indel.normalized_similarity(*texts, score_cutoff=bound)
