"""Say whether two options are the same, or nearly: what may differ, and what never may (signs, units, code)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from quizzes.lint.prose import segments
from quizzes.lint.text_measures import norm, plain, stem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from quizzes.lint.reading import Part

_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "‑": "-", "‐": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})
_TITLE = re.compile(r"(?<![\w'])[A-Z](?=[a-z]{2,}(?![a-z]*[A-Z\d]))|^[A-Z](?=[a-z]? [a-z]{2})")
_LETTER_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-/_](?=[^\W\d_]{2})")
_UNIT_GAP = re.compile(r"(?<=\d)\s+(?=[^\W\d_]|[%°])")
_STOP = re.compile(r"(?<=[^\W\d_]{2})[,;:.!](?=\s|$)|(?<=[\w)])\.$")
_SPACE = re.compile(r"\s+")
_NO_WORD = re.compile(r"[\d`$]|[^\w\s.,;:'’‘\"“”()!?*-]|\b[IVX]+\b")
"""Digits, code, signs, Roman numbers: where they stand words are not all there is."""
_ARTICLES = frozenset({"a", "an", "the"})
FEWEST_WORDS = 2
"""Single words that differ in an ending ask for the ending: 'walks' or 'walked'."""


@lru_cache(maxsize=4096)
def identity(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return what must be equal in two options that say the same.

    Capitals at the beginning of a word, punctuation between words, hyphens in words and the space before a unit do not
    count. Signs, digits, single letters, letters of units and everything in code and formulas do. A picture
    is its file.
    """
    if "![" in raw:
        return raw.strip(), ()
    said, code = segments(raw)
    text = plain(said).translate(_DASHES)
    text = _LETTER_HYPHEN.sub(lambda found: " " if found[0] != "/" else "/", text)
    text = _TITLE.sub(lambda found: found[0].lower(), _UNIT_GAP.sub("", text))
    return _SPACE.sub(" ", _STOP.sub("", text)).strip(), code


def same(first: str, second: str) -> bool:
    """Say whether two options, as written, say the same."""
    return identity(first) == identity(second)


@lru_cache(maxsize=4096)
def endless(raw: str) -> tuple[str, ...]:
    """Return the words of an option without articles and endings, two or more of them.

    Nothing where words are not all there is. Two options with the same are nearly the same.
    """
    if _NO_WORD.search(raw):
        return ()
    said = norm(plain(raw)).split()
    found = tuple(stem_of(word) for word in said if word not in _ARTICLES)
    return found if len(found) >= FEWEST_WORDS else ()


def equal_pairs(parts: Sequence[Part], of: Callable[[str], Hashable]) -> list[tuple[Part, Part]]:
    """Return each text with every earlier one for which `of` returns the same value, other than an empty one."""
    alike: dict[Hashable, list[Part]] = defaultdict(list)
    for part in parts:
        if value := of(part.raw):
            alike[value].append(part)
    return [pair for group in alike.values() if len(group) > 1 for pair in combinations(group, 2)]


def may_be_alike(parts: Sequence[Part]) -> list[Part]:
    """Return the texts that share their letters, or the beginnings of their words, with another: the cheap question.

    Texts with the same `identity` have the same letters and digits; those with the same `endless` have words of the
    same first four letters, because stemming leaves so many.
    """
    keys: list[tuple[str, tuple[str, ...]]] = []
    for part in parts:
        said = norm(part.text)
        keys.append(
            (said.replace(" ", "").replace("_", ""), tuple(word[:4] for word in said.split() if word not in _ARTICLES))
        )
    counts = Counter(key for pair in keys for key in pair)
    return [part for part, pair in zip(parts, keys, strict=True) if any(counts[key] > 1 for key in pair)]
