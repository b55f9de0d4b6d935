"""What a session needs on paper: each piece with how often it is printed, from the segments of its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.instructor.kits import SEATS, copies, kits_of
from course.instructor.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.instructor.stock import Stock
    from course.sessions.plan import Activity, SessionFormat

GROUP, PAIR = 3, 2
"""People in a group and in a pair, as the cards of role plays are made for."""
CUT = {"claim-cards", "obstacle-cards", "vote-cards", "role-plays"}
"""Kits of cards, which get backs and are cut."""


@dataclass(frozen=True)
class Piece:
    """A paper: its file, its title, how often it is printed, and what is done with it in words."""

    path: Path
    title: str
    times: int
    told: str


@dataclass(frozen=True)
class Papers:
    """Where papers were made: those of a trainer and the handouts; `named` has stems and titles by directives."""

    folder: Path
    handouts: Path
    named: Mapping[str, str]


def pieces(stock: Stock, one: SessionFormat, people: int, papers: Papers) -> Iterator[Piece]:
    """Yield every paper of a format in the order of printing: guide, sign-in, handouts, cards and forms, records.

    One that the course does not print has a path at which nothing lies.
    """
    yield Piece(
        papers.folder / f"guide-{papers.named.get(f'session-guide {one.id}', one.id)}.pdf",
        str(_("Facilitator guide")),
        1,
        str(_("for you")),
    )
    kits = _kits(stock, one)
    order = [name for name in kits_of(stock.plan) if name in kits]
    last = [name for name in ("evaluation", "certificate") if name in order]
    yield from (_kit(stock, papers, name, people) for name in order if name == "sign-in")
    for name in _handouts(stock, one):
        found = sorted(papers.handouts.glob(f"{name}-*.pdf")) or [papers.handouts / f"{name}.pdf"]
        yield Piece(found[0], papers.named.get(f"handout {name}", name.upper()), people, str(_("once a person")))
    yield from (_kit(stock, papers, name, people) for name in order if name not in {"sign-in", *last})
    yield from (_kit(stock, papers, name, people) for name in last)


def brought(stock: Stock, one: SessionFormat) -> Iterator[str]:
    """Yield what is brought and not printed: the materials of the segments, each once."""
    yield from dict.fromkeys(thing for activity in _taught(stock, one) for thing in activity.materials)


def played(stock: Stock, one: SessionFormat) -> list[str]:
    """Return the role plays of a format by their ids."""
    return [*dict.fromkeys(name for activity in _taught(stock, one) for name in activity.role_plays)]


def _taught(stock: Stock, one: SessionFormat) -> list[Activity]:
    return [activity for activity in map(stock.plan.taught, stock.plan.segments(one)) if activity]


def _kits(stock: Stock, one: SessionFormat) -> set[str]:
    return {name for activity in _taught(stock, one) for name in activity.kits}


def _handouts(stock: Stock, one: SessionFormat) -> list[str]:
    return [*dict.fromkeys(name for activity in _taught(stock, one) for name in activity.handouts)]


def _kit(stock: Stock, papers: Papers, name: str, people: int) -> Piece:
    page = papers.named.get(f"kit {name}", name)
    title = papers.named.get(f"title {name}", name)
    return Piece(papers.folder / f"kit-{page}.pdf", title, _times(name, people), copies(stock.plan, name))


def _times(name: str, people: int) -> int:
    """Return how often a kit is printed: forms of the course's own once a group, as nothing says it in numbers."""
    if name.endswith("-key"):
        return 1
    shares = {"sign-in": SEATS, "claim-cards": PAIR, "vote-cards": 1, "evaluation": 1, "certificate": 1}
    return -(-people // shares.get(name, GROUP))
