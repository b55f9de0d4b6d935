"""Cut the statements of a document as the rows of a register are cut: a hand may have written several into one row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FEW = 4


@dataclass(frozen=True)
class Said:
    """What a document says at one place: a heading or a statement, in one line."""

    text: str
    is_heading: bool = False


def cut_alike(rows: Iterable[Said], said: Sequence[Said]) -> list[Said]:
    """Return what a document says, cut where the rows are cut that stand in it in other pieces.

    Rows and pieces are compared without white space. A row of a few words is looked for as a whole piece only.
    """
    counted = Counter(_letters(one.text) for one in said)
    letters, ends = "".join(_letters(one.text) for one in said), _ends(said)
    kinds: dict[int, bool] = {}
    cuts, here = set(ends), 0
    for row in rows:
        words = _letters(row.text)
        if counted[words] > 0:
            counted[words] -= 1
            start = letters.find(words, here)
            here = start + len(words) if start >= 0 and start in {0, *ends} else here
            continue
        start = letters.find(words, here) if len(row.text.split()) >= _FEW else -1
        if start < 0:
            continue
        here = start + len(words)
        cuts -= set(range(start + 1, here))
        cuts |= {start, here}
        kinds[here] = row.is_heading
    return _pieces(said, sorted(cuts - {0}), kinds)


def _letters(text: str) -> str:
    return "".join(text.split())


def _ends(said: Iterable[Said]) -> list[int]:
    ends, here = [], 0
    for one in said:
        here += len(_letters(one.text))
        ends.append(here)
    return ends


def _pieces(said: Sequence[Said], cuts: Sequence[int], kinds: dict[int, bool]) -> list[Said]:
    """Return the pieces that end at these letters; a blank stands between what was apart."""
    found: list[Said] = []
    waiting, seen, at = "", 0, 0
    heading = False
    for one in said:
        waiting += " " if waiting else ""
        for sign in one.text:
            if not waiting.strip():
                heading = one.is_heading
            waiting += sign
            seen += not sign.isspace()
            if at < len(cuts) and seen == cuts[at] and not sign.isspace():
                found.append(Said(" ".join(waiting.split()), kinds.get(cuts[at], heading)))
                waiting, at = "", at + 1
    return found
