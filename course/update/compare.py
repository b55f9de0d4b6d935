"""Compare a register with the new version of its document: what became of each row, and what is new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from course.evidence.changes import Change, Kind
from course.evidence.numbers import changed_numbers
from course.update.cuts import Said, cut_alike
from course.update.match import HELD, in_order, match
from course.update.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.evidence.records import Record

_COUNT = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[ivxlcIVXLC]+|[A-Za-z])[.):]*\s+(?=\S)")


@dataclass(frozen=True)
class Line:
    """A line of the new register: its id, its words, the row that it goes on from, and what became of that."""

    id: str
    said: Said
    row: Record | None
    kind: Kind | None


class Comparison:
    """The rows of a register, in their order, against what the new document says."""

    def __init__(self, rows: Sequence[Record], said: Sequence[Said], taken: Iterable[str]) -> None:
        self.rows = rows
        self.old = [Said(" ".join(row["seed_text"].split()), row["id"].strip().startswith("H")) for row in rows]
        self.new = cut_alike(self.old, [Said(" ".join(one.text.split()), one.is_heading) for one in said])
        self.taken = {*taken, *(row["id"].strip() for row in rows)}

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Return the place in the new document for each row that is still there; headings pair with headings."""
        found: dict[int, int] = {}
        for kind in (True, False):
            left = [place for place, one in enumerate(self.old) if one.is_heading is kind]
            right = [place for place, one in enumerate(self.new) if one.is_heading is kind]
            pairs = match([self.old[place].text for place in left], [self.new[place].text for place in right])
            found |= {left[one]: right[other] for one, other in pairs.items()}
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """Return the lines of the new register in the order of the document."""
        back = {other: place for place, other in self.pairs.items()}
        names = _Names(self.taken)
        kept = in_order(self.pairs)
        lines = []
        for other, said in enumerate(self.new):
            place = back.get(other)
            if place is None:
                lines.append(Line(names.next("H" if said.is_heading else "S"), said, None, Kind.NEW))
            else:
                row = self.rows[place]
                lines.append(Line(row["id"].strip(), said, row, self._kind(place, other, moved=place not in kept)))
        return lines

    def changes(self, document: str) -> list[Change]:
        """Return what has changed, the gravest first, in the order of the document."""
        found = [*self._come(document), *self._gone(document)]
        order = list(Kind)
        return sorted(found, key=lambda one: order.index(one.kind))

    def _kind(self, place: int, other: int, *, moved: bool) -> Kind | None:
        before, after = self.old[place], self.new[other]
        if before.text != after.text:
            return Kind.NUMBERS if changed_numbers(before.text, after.text) else Kind.REWORDED
        if not before.is_heading and _heading(self.old, place) != _heading(self.new, other):
            return Kind.HEADING
        return Kind.MOVED if moved else None

    def _come(self, document: str) -> Iterator[Change]:
        for other, line in enumerate(self.lines):
            if line.kind is None:
                continue
            row, after = line.row, line.said.text
            before = " ".join(row["seed_text"].split()) if row else self._split_from(other)
            verdict = row["verdict"].strip() if row else ""
            numbers = changed_numbers(before, after) if row else ""
            if line.kind is Kind.HEADING and row:
                place = self.rows.index(row)
                before = f"{_shown(self.old, place)}: {before}"
                after = f"{_shown(self.new, other)}: {after}"
            yield Change(line.id, line.kind, numbers, before, after, verdict, document)

    def _gone(self, document: str) -> Iterator[Change]:
        for place, (row, one) in enumerate(zip(self.rows, self.old, strict=True)):
            if place not in self.pairs:
                after, verdict = self._joined_to(place), row["verdict"].strip()
                yield Change(row["id"].strip(), Kind.GONE, "", one.text, after, verdict, document)

    def _split_from(self, other: int) -> str:
        """Return the statement of the old document of which a new one was a part."""
        back = {right: left for left, right in self.pairs.items()}
        near = [self.old[back[one]].text for one in (other - 1, other + 1) if one in back]
        return next((text for text in near if self._weights.held(self.new[other].text, text) >= HELD), "")

    def _joined_to(self, place: int) -> str:
        """Return the statement of the new document that holds the words of one that is gone."""
        near = [self.new[self.pairs[one]].text for one in (place - 1, place + 1) if one in self.pairs]
        return next((text for text in near if self._weights.held(self.old[place].text, text) >= HELD), "")

    @cached_property
    def _weights(self) -> Weights:
        return Weights([one.text for one in (*self.old, *self.new)])


class _Names:
    """Ids that no statement has had."""

    def __init__(self, taken: set[str]) -> None:
        self._last = {letter: max((int(one[1:]) for one in taken if one[:1] == letter), default=0) for letter in "HS"}
        self._width = {letter: max((len(one) - 1 for one in taken if one[:1] == letter), default=2) for letter in "HS"}

    def next(self, letter: str) -> str:
        """Return the next id of headings (H) or statements (S)."""
        self._last[letter] += 1
        return f"{letter}{self._last[letter]:0{self._width[letter]}}"


def _shown(said: Sequence[Said], place: int) -> str:
    """Return the words of the heading above a statement."""
    return next((said[at].text for at in range(place, -1, -1) if said[at].is_heading), "")


def _heading(said: Sequence[Said], place: int) -> str:
    """Return the heading above a statement without its number, which changes when a chapter is put before it."""
    return _COUNT.sub("", _shown(said, place)).strip(" .:").casefold()
