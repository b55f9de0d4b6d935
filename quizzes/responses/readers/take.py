"""Claims of a source become rows of the table: matched, read, graded, without names; what could not be is told."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from quizzes.grade import grade
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.varying import variant_of
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.number import read_number
from quizzes.responses.columns import KEY, Kind, Response
from quizzes.responses.readers.claim import Form
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.dates import EARLIEST
from quizzes.responses.readers.said import response_of
from quizzes.responses.readers.stems import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from quizzes.model.types import Item
    from quizzes.responses.readers.catalog import Catalog, Match
    from quizzes.responses.readers.claim import Claim
    from quizzes.responses.readers.context import Context

_NEAR = 1e-3
"""Shares of points that are no difference: exports round to two decimals."""
_LONGEST_TITLE = 80


@dataclass
class Tally:
    """What became of the answers of one file: rows by how their item was found, and what was not found, why."""

    path: Path
    format: str
    rows: int = 0
    matched: Counter[str] = field(default_factory=Counter)
    unmatched: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    unclear: Counter[str] = field(default_factory=Counter)


@dataclass
class Taker:
    """Turns claims into rows; `pseudonym` is the door, `comments` lets free text through."""

    catalog: Catalog
    to: Context
    pseudonym: Callable[[str], str]
    source: str
    comments: bool = False
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    seen: dict[tuple[object, ...], Response] = field(default_factory=dict)

    def take(self, claims: Iterable[Claim], tally: Tally) -> list[Response]:
        """Return the rows of one file, and count in `tally`."""
        matched: list[tuple[Claim, Match]] = []
        for claim in claims:
            if not claim.person.strip():
                tally.skipped["nobody is named"] += 1
                continue
            try:
                found = self.catalog.find(claim.item, claim.stem, claim.place)
            except LookupError as error:
                if str(error):
                    tally.unmatched[claim.item or _short(claim.stem) or claim.place, str(error)] += 1
                else:
                    tally.skipped["left out by the mapping file"] += 1
                continue
            tally.matched[found.how] += 1
            matched.append((claim, found))
        numbers = _numbers(claim for claim, _ in matched)
        rows = [self._row(claim, found, numbers, tally) for claim, found in matched]
        return [row for row in rows if row is not None]

    def _row(self, claim: Claim, found: Match, numbers: dict[tuple[str, ...], int], tally: Tally) -> Response | None:
        whole: Item = self.catalog.items[found.item]
        revision = claim.revision or found.revision
        variant = claim.variant if claim.variant is not None else found.variant
        old = bool(revision) and revision != str(whole.revision)
        item = _asked(whole, variant, self.to.decimal)
        answered = claim.given.form is not Form.NOTHING
        response = None if old else self._response(item, claim, tally)
        if response in ({}, []):  # a text with gaps of which none is filled
            answered, response = False, None
        mark, most = self._mark(item, claim, response, answered=answered, old=old, tally=tally)
        if old:
            told = f"its answers are to revision {revision}, and the bank has {whole.revision}"
            self.to.tell(tally.path, claim.line, ImportCode.REVISION, told, found.item)
        row = Response(
            person=self.pseudonym(claim.person),
            attempt=claim.attempt or numbers[_sitting(claim)],
            test="" if claim.kind is Kind.PRACTICE else claim.test,
            version=claim.version,
            kind=_kind(item, claim.kind),
            item=found.item,
            revision=revision,
            variant="" if variant is None else str(variant),
            answered=answered,
            response=self._kept(item, response, correct=bool(most and mark is not None and mark >= most)),
            choices=_choices(item, response),
            mark=mark,
            max=most,
            seconds=claim.seconds if claim.seconds is None or 0 <= claim.seconds < 1e8 else None,  # noqa: PLR2004 - 3 years
            submitted=self._time(claim, tally),
            source=self.source,
        )
        return self._once(row, claim, tally)

    def _once(self, row: Response, claim: Claim, tally: Tally) -> Response | None:
        key = tuple(getattr(row, name) for name in KEY)
        before = self.seen.setdefault(key, row)
        if before is row:
            tally.rows += 1
            return row
        if before == replace(row, source=before.source):
            tally.skipped["the same answers once more"] += 1
        else:
            self.to.tell(tally.path, claim.line, ImportCode.TWICE, "it is answered twice in one attempt", row.item)
        return None

    def _response(self, item: Item, claim: Claim, tally: Tally) -> object:
        if claim.given.form in (Form.NOTHING, Form.HIDDEN):
            return None
        try:
            return response_of(item, claim.given)
        except LookupError as error:
            tally.unclear[item.id] += 1
            self.to.tell(
                tally.path, claim.line, ImportCode.UNCLEAR, f"an answer is not taken: {error.args[0]}", item.id
            )
            return None

    def _mark(
        self, item: Item, claim: Claim, response: object, *, answered: bool, old: bool, tally: Tally
    ) -> tuple[float | None, float]:
        """Return points reached and possible: those of the source where it says them, else by the rules of the bank."""
        most = claim.max or float(item.points)
        if not item.scored and not isinstance(item, EssayItem):
            return None, 0.0
        if not answered:
            return 0.0, most
        own = None
        if response is not None and not old and item.scored:
            own = grade(item, response, self.to.decimal).fraction
        theirs = claim.mark / most if claim.mark is not None else None
        if theirs is None and claim.graded is not None and (own is None or (own >= 1) != claim.graded):
            theirs = 1.0 if claim.graded else min(own or 0.0, 0.0)
        if own is not None and theirs is not None and abs(own - theirs) > _NEAR:
            tally.judged[item.id] += 1
        share = theirs if theirs is not None else own
        return (None, most) if share is None else (max(-1.0, min(1.0, share)) * most, most)

    def _kept(self, item: Item, response: object, *, correct: bool) -> str | None:
        """Return a response as JSON; what was typed only where it can say nothing about a person."""
        if response is None:
            return None
        typed = isinstance(item, EssayItem | ShortItem) or (
            isinstance(item, ClozeItem) and not all(gap.choices for gap in item.gaps)
        )
        number = (
            isinstance(item, NumericItem) and read_number(str(response), item.answer, self.to.decimal).value is None
        )
        if (typed or number) and not correct and not self.comments:
            return None
        return json.dumps(response, ensure_ascii=False)

    def _time(self, claim: Claim, tally: Tally) -> datetime | None:
        time = claim.submitted
        if time is None or EARLIEST <= time <= self.now + timedelta(days=1):
            return time
        when = "before 1990" if time < EARLIEST else "in the future"
        self.to.tell(
            tally.path, claim.line, ImportCode.CLOCK, f"the attempt was handed in {when}: its time is left out"
        )
        return None


def _short(stem: str) -> str:
    """Return a text without the choices behind it, which stand in another order for each learner."""
    head, colon, _ = stem.rpartition(": ")
    return (head if colon else stem)[:_LONGEST_TITLE]


def _sitting(claim: Claim) -> tuple[str, ...]:
    where = (claim.item or claim.stem) if claim.kind is Kind.PRACTICE else claim.test  # each has tries of its own
    return claim.person, claim.kind, where, claim.sitting


def _numbers(claims: Iterable[Claim]) -> dict[tuple[str, ...], int]:
    """Return the number of each sitting: 1, 2, … of a person at a test, in the order of the signs of the sittings."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for claim in claims:
        *rest, sitting = _sitting(claim)
        found[tuple(rest)].add(sitting)
    return {(*who, one): place for who, ones in found.items() for place, one in enumerate(sorted(ones), 1)}


def _asked(item: Item, variant: int | None, decimal: str) -> Item:
    if variant is None or not item.variants:
        return item
    try:
        made: Item = variant_of(item, variant, decimal)
    except (ValueError, IndexError, KeyError):
        return item
    return made


def _kind(item: Item, kind: Kind) -> Kind:
    return Kind.SURVEY if isinstance(item, LikertItem) else kind


def _choices(item: Item, response: object) -> str | None:
    """Return the ids of the choices taken, in the order of the bank; none for items without choices."""
    if isinstance(item, LikertItem):
        return response if isinstance(response, str) and response in options(item) else None
    known: Any = [one.id for one in getattr(item, "choices", ())]
    if not known or response is None:
        return None
    taken = (
        response if isinstance(response, list) else [str(response).lower() if response in (True, False) else response]
    )
    return " ".join(one for one in known if one in taken) or None
