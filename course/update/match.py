"""Match the statements of two versions of a document: by their words first, then by digits, then by how alike they are.

Only the same words in the same order keep what was found out about a statement, so that a pair that is missed costs
somebody's work, and never hides a change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from course.evidence.numbers import masked
from course.update.weights import Weights, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ALIKE = 0.65
"""How alike two statements have to be to be one that was reworded."""
NEAR, NEARNESS = 3, 0.1
"""Statements whose neighbours are a pair at most this far away count as more alike."""
FEW_WORDS = 5
HELD = 0.75
"""So much of the words of the shorter one in the longer one makes the only ones left at a place a pair."""
_RARE = 6
"""So many of the rarest words of a statement lead to those that it is compared with."""


def match(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the place in `new` for each statement of `old` that is there, whole or reworded."""
    pairs = _Pairs(old, new)
    for place, other in _in_order(old, new):
        pairs.join(place, other)
    pairs.same(masked, near=True)
    pairs.same(lambda text: text if _is_telling(text) else "")
    pairs.same(masked)
    weights = Weights([*old, *new])
    pairs.alike(weights)
    pairs.alone(weights)
    return pairs.to


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the most pairs of the same words that keep their order: the longest common subsequence.

    The longest block first, as difflib has it, takes chapters that repeat each other for one another.
    """
    for block in LCSseq.opcodes(old, new):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)


def in_order(pairs: dict[int, int]) -> set[int]:
    """Return the statements of the old version that keep their order: the longest run of pairs that ascends."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int] = {}
    for place in sorted(pairs):
        at = bisect_left(ends, pairs[place])
        if at:
            before[place] = last[at - 1]
        ends[at : at + 1] = [pairs[place]]
        last[at : at + 1] = [place]
    kept: set[int] = set()
    here = last[-1] if last else None
    while here is not None:
        kept.add(here)
        here = before.get(here)
    return kept


def _is_telling(text: str) -> bool:
    """Say whether a text is the same statement wherever it stands: `5 mg` in another row is not."""
    return sum(words_of(text).values()) >= FEW_WORDS or not any(sign.isdigit() for sign in text)


class _Pairs:
    """Pairs found so far: `to` leads from old to new, `back` from new to old."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = old, new
        self.to: dict[int, int] = {}
        self.back: dict[int, int] = {}

    def join(self, place: int, other: int) -> None:
        """Make a pair of two statements that belong to none."""
        self.to[place], self.back[other] = other, place

    def same(self, key: Callable[[str], str], *, near: bool = False) -> None:
        """Join statements of which the keys are the same, in their order; an empty key is none."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for other, text in enumerate(self.new):
            if other not in self.back and key(text):
                waiting[key(text)].append(other)
        for place, text in enumerate(self.old):
            found = waiting.get(key(text), []) if place not in self.to else []
            fits = next((other for other in found if not near or self._is_near(place, other)), None)
            if fits is not None:
                found.remove(fits)
                self.join(place, fits)

    def alone(self, weights: Weights) -> None:
        """Join two that are each the only one left between the same neighbours, and of which one says the other."""
        for place, text in enumerate(self.old):
            other = self.to.get(place - 1, -1) + 1 if not place or place - 1 in self.to else len(self.new)
            if place in self.to or other in self.back or other >= len(self.new):
                continue
            if self.to.get(place + 1, len(self.new)) == other + 1 or (place + 1, other + 1) == self._ends:
                short, long = sorted((text, self.new[other]), key=len)
                if weights.held(short, long) >= HELD:
                    self.join(place, other)

    @property
    def _ends(self) -> tuple[int, int]:
        return len(self.old), len(self.new)

    def alike(self, weights: Weights) -> None:
        """Join the statements that are most alike, the most alike first."""
        scored = sorted(self._scored(weights), key=lambda one: (-one[0], one[1], one[2]))
        for _, place, other in scored:
            if place not in self.to and other not in self.back:
                self.join(place, other)

    def _scored(self, weights: Weights) -> Iterator[tuple[float, int, int]]:
        leads: dict[str, list[int]] = defaultdict(list)
        for other, text in enumerate(self.new):
            if other not in self.back:
                for word in words_of(text):
                    leads[word].append(other)
        for place, text in enumerate(self.old):
            if place in self.to:
                continue
            rarest = sorted(words_of(text), key=lambda word: (-weights.of(word), word))[:_RARE]
            for other in sorted({one for word in rarest for one in leads.get(word, ())}):
                near = NEARNESS if self._is_near(place, other) else 0.0
                score = weights.alike(text, self.new[other]) + near
                if score >= ALIKE:
                    yield score, place, other

    def _is_near(self, place: int, other: int) -> bool:
        """Say whether a neighbour of the one is a pair with a neighbour of the other, or both stand at an end."""
        steps = range(1, NEAR + 1)
        before = next((self.to[place - step] for step in steps if place - step in self.to), -1)
        after = next((self.to[place + step] for step in steps if place + step in self.to), len(self.new))
        at_start = before >= 0 or place < NEAR
        at_end = after < len(self.new) or place >= len(self.old) - NEAR
        return (at_start and 0 < other - before <= NEAR) or (at_end and 0 < after - other <= NEAR)
