"""How far a course is signed: for each block who has signed it as it stands, and what was signed and is no more.

A signature for the whole that fits is one for every block of its scope. A sheet is laid against its page in order, as a
text against its new version: what stands in both is signed, so a block that moved is open again. A block that was
signed and is gone stays open until as many people have signed that it may be gone.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from course.reviews.blocks import blocks_of
from course.reviews.hashes import content_hashes, fits
from course.reviews.sheet import CONTEXT, REMOVED
from course.reviews.signature import CLINICAL, SCOPES, load_signatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from course.project import Project
    from course.reviews.blocks import Block
    from course.reviews.sheet import Row
    from course.reviews.signature import Signed

Key = tuple[str, str, str]
"""Scope, file and hash of a block."""
_ALIKE = 0.2
"""Which part of their words two texts must share at least for one to be called a new version of the other."""


@dataclass(frozen=True)
class Gone:
    """A row that somebody signed and that stands no more, with the signature and who agrees that it is gone."""

    row: Row
    signed: Signed
    agreed: frozenset[str] = frozenset()


@dataclass
class Standing:
    """The blocks of a course with who signed each; `was` has for a changed block, by its place, what was signed."""

    people: int
    blocks: Sequence[Block]
    signers: list[list[Signed]]
    was: dict[int, Gone] = field(default_factory=dict)
    gone: dict[Key, Gone] = field(default_factory=dict)

    def is_open(self, place: int) -> bool:
        """Say whether fewer people than needed have signed a block as it stands."""
        return len({one.signature.person for one in self.signers[place]}) < self.people

    @property
    def open(self) -> list[int]:
        """Return the places of the open blocks."""
        return [place for place in range(len(self.blocks)) if self.is_open(place)]

    @property
    def lost(self) -> list[Gone]:
        """Return what was signed, is gone, and has not been agreed to by as many people as are needed."""
        return [one for one in self.gone.values() if len(one.agreed) < self.people]


def standing(project: Project, kind: str = CLINICAL) -> Standing:
    """Read the signatures of a course for one kind of review and lay them against its blocks."""
    blocks = blocks_of(project)
    found = Standing(project.tables.review.people, blocks, [[] for _ in blocks])
    current = content_hashes(project)
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        places[block.scope, block.name].append(place)
    signed = sorted(
        (one for one in load_signatures(project)[0] if one.signature.kind == kind),
        key=lambda one: (one.signature.date, one.path),
    )
    for one in signed:
        if fits(one.signature, current):
            for place, block in enumerate(blocks):
                if block.scope in one.signature.scope:
                    found.signers[place].append(one)
        elif one.holds_rows:
            for file, rows in _by_file(one.rows).items():
                _lay(found, one, rows, places[file])
    _agree(found, signed, current)
    found.was = {place: was for place, was in found.was.items() if found.is_open(place)}
    return found


def reviewed_hash(project: Project, language: str = "") -> str:
    """Return the hash of the signed content; empty unless as many people as are needed have signed all of it.

    In another `language` than that of the course nobody has read it: a signature is for the words that it was given.
    """
    if language and language != project.language:
        return ""
    current = content_hashes(project)
    if any(not is_signed(project, kind, current) for kind in kinds_of(project)):
        return ""
    return hashlib.sha256("".join(current.values()).encode()).hexdigest()


def kinds_of(project: Project) -> tuple[str, ...]:
    """Return the kinds of review that a course needs."""
    return (CLINICAL, *project.tables.review.also)


def is_signed(project: Project, kind: str, current: Mapping[str, str]) -> bool:
    """Say whether as many people as are needed have signed all of a course, of these hashes, for a kind of review."""
    signed = [one for one in load_signatures(project)[0] if fits(one.signature, current) or one.holds_rows]
    signed = [one for one in signed if one.signature.kind == kind]
    people = project.tables.review.people
    named = {scope: {one.signature.person for one in signed if scope in one.signature.scope} for scope in SCOPES}
    if any(len(names) < people for names in named.values()):
        return False
    if not any(one.holds_rows for one in signed):
        return True
    state = standing(project, kind)
    return not (state.open or state.lost)


def _by_file(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind != REMOVED:
            found[row.scope, row.name].append(row)
    return found


def _lay(found: Standing, one: Signed, sheet: Sequence[Row], places: Sequence[int]) -> None:
    """Lay the rows of a sheet about one file against its blocks."""
    rows = [(at, row) for at, row in enumerate(sheet) if row.kind != CONTEXT]
    hashes = [found.blocks[place].sha256 for place in places]
    context = _context(sheet, hashes)
    laid = SequenceMatcher(None, [row.sha256 for _, row in rows], hashes, autojunk=False)
    for kind, start, end, first, last in laid.get_opcodes():
        if kind == "equal":
            for (at, _), place in zip(rows[start:end], range(first, last), strict=True):
                if all((then < at) == (now < place) for then, now in context):
                    found.signers[places[place]].append(one)
            continue
        gone = [Gone(row, one) for _, row in rows[start:end]]
        found.was.update(_paired(gone, found.blocks, places[first:last]))
        found.gone.update({_key(was.row): was for was in gone if was.row.sha256 not in hashes})


def _context(sheet: Sequence[Row], hashes: Sequence[str]) -> list[tuple[int, int]]:
    """Return for each row that is context where it stood and where it stands, unless it is gone or stands twice.

    A row is signed only among them: else two blocks that were signed on two sheets could change places unseen.
    """
    count = Counter(hashes)
    now = {digest: place for place, digest in enumerate(hashes) if count[digest] == 1}
    return [(at, now[row.sha256]) for at, row in enumerate(sheet) if row.kind == CONTEXT and row.sha256 in now]


def _paired(gone: Sequence[Gone], blocks: Sequence[Block], places: Iterable[int]) -> Iterator[tuple[int, Gone]]:
    """Yield for what was signed the place of the block that has come for it: that which shares most words with it.

    One that stands for one needs to share none.
    """
    free = {place: set(blocks[place].text.split()) for place in places}
    least = -1.0 if len(gone) == len(free) == 1 else _ALIKE
    for was in gone:
        words = set(was.row.text.split())
        alike = {place: len(words & now) / len(words | now) for place, now in free.items() if words | now}
        best = max(alike, key=lambda place: alike[place], default=None)
        if best is not None and alike[best] > least:
            del free[best]
            yield best, was


def _agree(found: Standing, signed: Iterable[Signed], current: Mapping[str, str]) -> None:
    """Note for each row that is gone who has signed that it may be: by a row, or by signing the whole without it."""
    agreed: defaultdict[Key, set[str]] = defaultdict(set)
    for one in signed:
        if fits(one.signature, current):
            for key in found.gone:
                if key[0] in one.signature.scope:
                    agreed[key].add(one.signature.person)
        elif one.holds_rows:
            for row in one.rows:
                if row.kind == REMOVED:
                    agreed[_key(row)].add(one.signature.person)
    found.gone = {key: Gone(was.row, was.signed, frozenset(agreed[key])) for key, was in found.gone.items()}


def _key(row: Row) -> Key:
    return row.scope, row.name, row.sha256
