"""Raised and lowered letters of a PDF, told by their size and by where they stand: 10⁹ is not 109."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from course.ingest.readers.pdf_sheet import Letter
    from course.ingest.readers.pdf_words import Piece

SMALL: Final = 0.86
"""A raised or lowered letter has less than this share of the size of its line."""
ON_LINE: Final = 0.65
"""Letters whose base lines are less than this share of their size apart stand on one line."""
_MAIN = 0.92
_RAISED, _LOWERED = 0.1, 0.07
_CLEARLY_RAISED, _CLEARLY_LOWERED = 0.2, 0.12
_LONGEST = 8
"""Signs of full size of which an exponent has at most so many."""
_GAP = 0.2


def moved(pieces: Sequence[Piece]) -> list[str]:
    """Return for each piece whether it is raised (`sup`) or lowered (`sub`), else nothing.

    It is when it is smaller than most of its line and stands off the base line nearest to it, and when it is as large
    but touches a letter of that line and clearly stands off it.
    """
    small, full = _of_small(pieces), _of_full(pieces)
    return [one or other for one, other in zip(small, full, strict=True)]


def touch(before: Letter, after: Letter) -> bool:
    """Say whether a letter stands right behind another, may it be raised or lowered."""
    size = max(before.size, after.size)
    return abs(before.base - after.base) < ON_LINE * size and -size / 2 < after.left - before.right < _GAP * size


def _of_small(pieces: Sequence[Piece]) -> list[str]:
    letters = [pieces[at].letter for at in _shown(pieces)]
    sizes = Counter(round(letter.size, 1) for letter in letters)
    if len(sizes) < 2:  # noqa: PLR2004 - one size: nothing is smaller
        return [""] * len(pieces)
    size = max(sizes, key=lambda one: (sizes[one], one))
    bases = sorted({letter.base for letter in letters if letter.size > _MAIN * size})
    if not bases:
        return [""] * len(pieces)
    return [_shift(piece.letter, size, bases) if piece.node is None else "" for piece in pieces]


def _shift(letter: Letter, size: float, bases: list[float]) -> str:
    if letter.size >= SMALL * size or not letter.sign.strip():
        return ""
    at = bisect_left(bases, letter.base)
    near = min(bases[max(0, at - 1) : at + 1], key=lambda base: abs(base - letter.base))
    if letter.base - near > _RAISED * size:
        return "sup"
    return "sub" if near - letter.base > _LOWERED * size else ""


def _of_full(pieces: Sequence[Piece]) -> list[str]:
    """Return the same for letters that are hardly smaller than their line, as some programs write exponents."""
    found = [""] * len(pieces)
    runs = [tuple(run) for _, run in groupby(_shown(pieces), key=lambda at: _base(pieces[at].letter))]
    weights = Counter(_base(pieces[at].letter) for run in runs for at in run)
    around = [(), *runs, ()]
    for before, run, after in zip(around, runs, around[2:], strict=False):
        sides = [(pieces[before[-1]].letter, pieces[run[0]].letter)] if before else []
        sides += [(pieces[after[0]].letter, pieces[run[-1]].letter)] if after else []
        kinds = {_off(line, own) for line, own in sides if weights[_base(line)] > weights[_base(own)]} - {""}
        if len(kinds) == 1 and len(run) <= _LONGEST:
            found[run[0] : run[-1] + 1] = [*kinds] * (run[-1] + 1 - run[0])
    return found


def _off(line: Letter, own: Letter) -> str:
    """Return how a letter stands off the line of one that it touches."""
    if not (touch(line, own) or touch(own, line)) or own.size > line.size:
        return ""
    if own.base - line.base > _CLEARLY_RAISED * line.size:
        return "sup"
    return "sub" if line.base - own.base > _CLEARLY_LOWERED * line.size else ""


def _base(letter: Letter) -> float:
    return round(letter.base, 1)


def _shown(pieces: Sequence[Piece]) -> list[int]:
    return [at for at, piece in enumerate(pieces) if piece.letter.sign.strip() and piece.node is None]
