"""Cut text into sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END = re.compile(r"[.!?…؟۔।]+[\"'”’“»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[^\W_])|[。！？]+[」』”）]*(?=.)", re.DOTALL)
_BEFORE_A_WORD = """\
dr mr mrs ms prof st fig figs vol ch sec eq ref refs vs cf approx ca e.g i.e viz gen col rev hon
z.b d.h u.a i.d.r abb bzw evtl ggf inkl sog vgl"""
"""Abbreviations that stand before the word they belong to."""
_BEFORE_A_NUMBER = frozenset({"no", "nos", "nr", "art", "tab", "para", "pp", "box"})
"""Words that are abbreviations where a number follows."""
_SELDOM_LAST = "etc al inc ltd co corp jr sr a.m p.m u.s u.k u.n e.u ph.d m.d dept est min max hr usw"
"""Abbreviations that may end a sentence; they do so when a word follows that likes to begin one."""
_OPENERS = """\
a an the this that these those it he she they we you i in on at by for from if when while as after before but and or so
however there here his her their its our your what why how who where no not all some many most"""
_NEVER_LAST_SET = frozenset(_BEFORE_A_WORD.split())
_SELDOM_LAST_SET = frozenset(_SELDOM_LAST.split())
_OPENER_SET = frozenset(_OPENERS.split())
_FEWEST_LINES = 3
_ROOMY = 3  # one break in so many
_ENDING = re.compile(r"[.!?…。！？؟,;-]$|[.!?…؟]\s+[A-ZÀ-Þ]")
_LONGEST_WORD = 60
_LETTER = re.compile(r"[^\W_]")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[¿¡]*([^\W\d_]+)")
_LABEL = re.compile(
    r"(?:(?i:figure|fig|table|box|step|chapter|section|part|appendix|abbildung|tabelle|schritt|kapitel|teil)\.?\s+)?"
    r"(?:\d+(?:\.\d+)*|[IVXLC]{1,6}|[A-Za-z])\.\s*"
)
_DAY = re.compile(r"(?<!\S)\d{1,2}\.$")
_MONTHS = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember".split()  # noqa: SIM905
)


def stand_alone(lines: Sequence[str]) -> bool:
    """Say whether each line of a paragraph stands for itself, as in notes, addresses and verse.

    So it is when no sentence ends in them, and when a third of the lines had room for the first word of the next: who
    wraps a text by its width leaves no such room.
    """
    if len(lines) < _FEWEST_LINES or any(_ENDING.search(line) for line in lines):
        return False
    widest = max(map(len, lines))
    roomy = [len(line) + 1 + len(after.split(None, 1)[0]) <= widest for line, after in pairwise(lines)]
    return _ROOMY * sum(roomy) >= len(roomy)


def split_text(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of `text` with its position; a part without a letter or digit stays with the one before."""
    start = 0
    cuts = [found.end() for found in _END.finditer(text) if _is_end(text, found)]
    for cut in [*cuts, len(text)]:
        part = text[start:cut]
        goes_on = cut < len(text)
        if not _LETTER.search(part) or (goes_on and (not _LETTER.search(text, cut) or _LABEL.fullmatch(part))):
            continue
        yield start + len(part) - len(part.lstrip()), part.strip()
        start = cut


def _is_end(text: str, found: re.Match[str]) -> bool:
    next_letter = _LETTER.search(text, found.end())
    if next_letter and next_letter.group().islower():
        return False
    stop = found.group().rstrip()
    if stop != ".":
        return True
    after = _WORD_AFTER.match(text, found.end())
    word = _WORD_BEFORE.search(text, max(0, found.start() - _LONGEST_WORD), found.start() + 1)
    if word is None:
        dated = after is not None and after[1].casefold() in _MONTHS
        return not (dated and _DAY.search(text, max(0, found.start() - 3), found.start() + 1))
    name = word[1].casefold()
    if name in _NEVER_LAST_SET or (name in _BEFORE_A_NUMBER and next_letter and next_letter.group().isdigit()):
        return False
    if name in _SELDOM_LAST_SET:
        return after is not None and after[1].casefold() in _OPENER_SET
    return len(name) > 1 or word[1] == "I"
