"""Cut text into sentences and keep the line on which each begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from course.ingest.draft import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[^\W_])|[。！？]+[」』”）]*(?=.)", re.DOTALL)
_BEFORE_A_WORD = """\
dr mr mrs ms prof st fig figs no nos vol ch sec eq ref refs vs cf approx ca e.g i.e viz gen col rev hon"""
"""Abbreviations that stand before the word they belong to."""
_SELDOM_LAST = "etc al inc ltd co corp jr sr a.m p.m u.s u.k u.n e.u ph.d m.d dept est min max hr"
"""Abbreviations that may end a sentence; they do so when a word follows that likes to begin one."""
_OPENERS = """\
a an the this that these those it he she they we you i in on at by for from if when while as after before but and or so
however there here his her their its our your what why how who where no not all some many most"""
_NEVER_LAST_SET = frozenset(_BEFORE_A_WORD.split())
_SELDOM_LAST_SET = frozenset(_SELDOM_LAST.split())
_OPENER_SET = frozenset(_OPENERS.split())
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[¿¡]*([^\W\d_]+)")


def split_lines(lines: Sequence[tuple[int, str]]) -> tuple[Statement, ...]:
    """Join the lines of a paragraph, given with their numbers, and return its sentences."""
    if not lines:
        return ()
    starts = [0, *accumulate(len(text) + 1 for _, text in lines)]
    text = " ".join(part for _, part in lines)
    return tuple(
        Statement(sentence, lines[min(bisect_right(starts, place), len(lines)) - 1][0])
        for place, sentence in split_text(text)
    )


def split_text(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of `text` with its position; a part without a letter or digit stays with the one before."""
    start = 0
    cuts = [found.end() for found in _END.finditer(text) if _is_end(text, found)]
    for cut in [*cuts, len(text)]:
        part = text[start:cut]
        rest = text[cut:]
        if not _says_something(part) or (rest.strip() and not _says_something(rest)):
            continue
        yield start + len(part) - len(part.lstrip()), part.strip()
        start = cut


def _is_end(text: str, found: re.Match[str]) -> bool:
    following = text[found.end() :].lstrip("\"'“‘«([¿¡")
    if following[:1].islower():
        return False
    stop = found.group().rstrip()
    if stop != ".":
        return True
    word = _WORD_BEFORE.search(text, 0, found.start() + 1)
    if word is None:
        return True
    name = word[1].casefold()
    if name in _NEVER_LAST_SET:
        return False
    if name in _SELDOM_LAST_SET:
        after = _WORD_AFTER.match(text, found.end())
        return after is not None and after[1].casefold() in _OPENER_SET
    return not (len(name) == 1 and word[1].isupper() and word[1] != "I")


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
