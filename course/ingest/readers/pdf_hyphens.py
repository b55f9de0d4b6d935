"""Hyphens at the ends of lines: whether one belongs to its word is asked of the words of the document itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place
from course.ingest.readers.pdf_signs import HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.ingest.losses import Losses

_WORD = re.compile(rf"[^\W\d_]+(?:-[^\W\d_]+)*(?!{HYPHEN}|[^\W\d_])")
_END = re.compile(rf"([^\W\d_]+){HYPHEN}\s*([^\W\d_]+)")
_WITH_NEXT = frozenset("and or und oder bzw sowie bis et ou y o e u ed od en of och eller og i".split())  # noqa: SIM905
"""Words before which a hyphen stands for the rest of a word that comes later: "short- and long-term"."""
_FIRST = frozenset(
    """self non follow well long short high low off on two three four five six seven eight nine ten half post pre co
    anti mid ex cross multi semi over under single double full part once twice first second third one evidence health
    care decision risk age sex dose time drug patient meta""".split()  # noqa: SIM905
)
_SECOND = frozenset(
    """based related term specific dose line label free effective induced dependent risk year years old day days week
    weeks month months hour hours fold centred centered making acting onset quality blind controlled associated reported
    existing known being resistant positive negative""".split()  # noqa: SIM905
)
"""Parts of words that are mostly written with a hyphen."""
_SHORTEST = 3


@dataclass
class Hyphens:
    """The words of a document, by which it is told what a line has broken; what they do not tell is noted."""

    words: Counter[str] = field(default_factory=Counter)
    breaks_words: bool = True
    losses: Losses | None = None
    told: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, pages: Iterable[str], losses: Losses) -> Hyphens:
        """Read the words of pages, in which `HYPHEN` stands where a line has ended with one."""
        words, ends = Counter[str](), list[tuple[str, str]]()
        for text in pages:
            folded = text.casefold()
            words.update(_WORD.findall(folded))
            ends += _END.findall(folded)
        joined = sum(words[left + right] > 0 for left, right in ends)
        kept = sum(words[f"{left}-{right}"] > 0 for left, right in ends)
        return cls(words, joined >= kept, losses)

    def joint(self, left: str, right: str, place: Place) -> str:
        """Return what joins two parts of a word that a line has broken: a hyphen, also with a blank, or nothing.

        Where neither form is found elsewhere in the document, parts that mostly have a hyphen keep it, and it is told.
        """
        first, second = left.rpartition("-")[2].casefold(), right.partition("-")[0].casefold()
        if right in _WITH_NEXT:
            return "- "
        if not right[:1].islower() or not first or first.isdigit():
            return "-"
        whole, joined = self.words[f"{first}-{second}"], self.words[first + second]
        if whole != joined:
            return "-" if whole > joined else ""
        often = first in _FIRST or second in _SECOND
        kept = "-" if often or len(first) == 1 or not self.breaks_words else ""
        both = min(len(first), len(second)) >= _SHORTEST and self.words[first] > 0 and self.words[second] > 0
        if self.losses is not None and (both or often or not self.breaks_words) and (first, second) not in self.told:
            self.told.add((first, second))
            outcome = "kept with its hyphen" if kept else "kept as one word"
            self.losses.add(place, LossKind.HYPHEN, f"{left}-{right}", outcome)
        return kept
