"""Find items that ask nearly the same among many: by an index of rare words, never every pair."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from quizzes.key import right_parts
from quizzes.lint.likeness import identity
from quizzes.lint.prose import segments
from quizzes.lint.text_measures import norm, plain, stem_of, telling_words
from quizzes.model.arranging import OrderItem
from quizzes.model.choices import TrueFalseItem

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from quizzes.lint.reading import Reading

SAME, SAME_AS_PRETEST = 0.85, 0.70
"""Similarity from 0 to 1: twice the longest common subsequence of letters over both lengths."""
SHARED_WORDS = 0.5
"""Twins share at least this part of their words, endings left out (Jaccard)."""
_NUMBER = re.compile(r"[-−]?\d[\d.,/]*")


def similar_pairs(
    read: Sequence[Reading], earlier: Sequence[Reading] = (), bound: float = SAME
) -> Iterator[tuple[Reading, Reading, float]]:
    """Yield each item of `read` that asks nearly what another asks, after the first such item, with the similarity.

    The other is one that stands before it in `read`, or, when `earlier` is given, one of those. Prefix filtering
    (Chaudhuri, Ganti and Kaushik 2006): with the words of each text sorted from rare to common, two that share half of
    their words share one of the first few. So every item meets only those with its answer, or with its very words, and
    a rare word of it; the result is that of comparing every pair.
    """
    known, texts = (list(map(Text, group)) for group in (earlier, read))
    counts = Counter(token for text in (*known, *texts) for token in text.tokens)
    index = _Index(counts)
    for text in known:
        index.add(text)
    for text in texts:
        for met in index.met(text):
            if ratio := similarity(met, text, bound):
                yield met.reading, text.reading, ratio
                break
        if not earlier:
            index.add(text)


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
        said, code = segments(raw)
        self.full, self.stem = norm(plain(raw)), norm(plain(reading.item.stem))
        self.code = code
        self.tokens = frozenset([*map(stem_of, norm(said).split()), *code])
        self.answer = _answer(reading)
        said_alike = (telling_words(said), tuple(_NUMBER.findall(said)), code, _choosable(reading))
        self.joins: tuple[Hashable, ...] = (("words", said_alike), *((("answer", self.answer),) if self.answer else ()))
        self.hashes = tuple(map(hash, self.joins))  # the index needs no more: `similarity` compares the joins
        self.exact: Hashable = (self.full, self.stem, self.hashes, reading.case)


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
    alone = bool(first.reading.case) and first.reading.case == second.reading.case
    texts = (first.stem, second.stem) if alone else (first.full, second.full)
    return Indel.normalized_similarity(*texts, score_cutoff=bound)
