"""How alike two statements are: by their words, which count the more the rarer they are, or by their letters."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_WIDE = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def words_of(text: str) -> Counter[str]:
    """Return the words of a text in small letters; each sign of a script without blanks is one."""
    return Counter(_WORD.findall(_WIDE.sub(r" \g<0> ", text.casefold())))


class Weights:
    """The weight of each word: its inverse document frequency, ln(1 + n/df) (Spärck Jones 1972)."""

    def __init__(self, texts: Iterable[str]) -> None:
        bags = [set(words_of(text)) for text in texts]
        self._count = len(bags)
        self._in = Counter(word for bag in bags for word in bag)

    def of(self, word: str) -> float:
        """Return the weight of a word; one that no text has weighs most."""
        return math.log(1 + max(1, self._count) / max(1, self._in[word]))

    def total(self, bag: Counter[str]) -> float:
        """Return the weight of all words of a bag."""
        return sum(number * self.of(word) for word, number in bag.items())

    def alike(self, one: str, other: str) -> float:
        """Return from 0 to 1 how alike two texts are: the Dice coefficient of the weights, or the ratio of letters."""
        left, right = words_of(one), words_of(other)
        both = self.total(left) + self.total(right)
        dice = 2 * self.total(left & right) / both if both else 0.0
        return max(dice, fuzz.ratio(one, other) / 100)

    def held(self, part: str, whole: str) -> float:
        """Return from 0 to 1 how much of the weight of the words of `part` is in `whole`."""
        bag = words_of(part)
        weight = self.total(bag)
        return self.total(bag & words_of(whole)) / weight if weight else 0.0
