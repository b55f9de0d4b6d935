"""A paper as a value: what stands on it, before anything is said of HTML or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Heading:
    """A heading below the title."""

    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Fact:
    """Something that is known, with what it is."""

    label: str
    value: str


@dataclass(frozen=True)
class Slot:
    """A line that the provider or a person fills in; `name` is what a program finds it by."""

    label: str
    name: str


@dataclass(frozen=True)
class Scale:
    """A question with points of a scale, of which one is taken."""

    stem: str
    points: Sequence[str]
    name: str


@dataclass(frozen=True)
class Space:
    """A question with lines to write on."""

    stem: str
    name: str
    lines: int = 3


@dataclass(frozen=True)
class Grid:
    """A table; the first row has the heads."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


Part = Heading | Words | Fact | Slot | Scale | Space | Grid


@dataclass(frozen=True)
class Paper:
    """A paper: the name of its file, its language, its title, its parts, and the foot of every page."""

    name: str
    language: str
    title: str
    parts: Sequence[Part]
    foot: str = ""
    landscape: bool = False
