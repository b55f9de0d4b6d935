"""What the ink in a row says, or why a person has to look: nothing doubtful is decided here.

A bubble is *full* when most of its inside is dark, *marked* when some of it is (cross, tick, dot, half a filling),
*faint* when it is a little darker than print makes it, else *empty*. Its letter is part of the print, so darkness is
counted from that which the record of the exam gives for its letter, as dark as this scan shows letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from course.outputs.marking.bubbles import Ink

_FULL, _COVERED = 0.13, 0.72
"""The median darkness of the inside of a filled bubble (light pencil has 0.2), and how much of it has ink at least."""
_MARKED = 0.07
_FAINT = 0.05
_LEAST_LETTER = 0.04
_RUBBED = 0.45
"""What is less than this share as dark as the full bubble beside it was rubbed out."""
_HABIT = 5
"""So many rows with one cross or tick and nothing else are a habit, where hardly any row is filled."""


class State(StrEnum):
    """What is in a bubble."""

    EMPTY = "empty"
    FAINT = "faint"
    MARKED = "marked"
    FULL = "full"
    CROSSED = "crossed"


class Doubt(StrEnum):
    """Why a person has to look."""

    TWO = "two"
    FAINT = "faint"
    SIGN = "sign"
    CROSSED = "crossed"
    OUTLINE = "outline"
    TYPED = "typed"
    HAND = "hand"


@dataclass(frozen=True)
class Bubble:
    """The state of a bubble and how dark it is beyond its letter."""

    state: State
    dark: float


@dataclass(frozen=True)
class Judgment:
    """What a row says: the places (from 0) of the bubbles that are filled, or a doubt."""

    taken: tuple[int, ...]
    doubt: Doubt | None = None


def print_of(inks: Sequence[tuple[float, Ink]]) -> float:
    """Return how much darker than in the record letters are in this scan, of the bubbles of a side: most are empty."""
    ratios = [ink.mean / printed for printed, ink in inks if printed > _LEAST_LETTER]
    return float(np.clip(np.percentile(ratios, 40), 0.5, 1.4)) if ratios else 1.0


def state_of(ink: Ink, letter_dark: float) -> Bubble:
    """Return what is in a bubble whose letter alone would make it so dark."""
    dark = ink.mean - letter_dark
    if ink.middle >= _FULL and ink.cover > _COVERED:
        return Bubble(State.CROSSED if ink.crossed else State.FULL, dark)
    if dark >= _MARKED and ink.light < dark / 2:  # lines; an even darkness was rubbed out, or is very light
        return Bubble(State.MARKED, dark)
    return Bubble(State.FAINT if dark >= _FAINT or ink.light >= _FAINT else State.EMPTY, dark)


def judge(bubbles: Sequence[Bubble], *, several: bool, crosses: bool = False) -> Judgment:
    """Return what a row says; with `crosses` this person answers by crosses or ticks (`answers_by_crosses`)."""
    by_state: Mapping[State, list[int]] = {
        state: [place for place, one in enumerate(bubbles) if one.state is state] for state in State
    }
    full, marked, faint = by_state[State.FULL], by_state[State.MARKED], by_state[State.FAINT]
    if by_state[State.CROSSED]:
        return Judgment((), Doubt.CROSSED)
    taken = full
    if crosses and not full:
        taken, marked = marked, []
    if marked:
        return Judgment((), Doubt.TWO if len(marked) + len(full) > 1 and not several else Doubt.SIGN)
    if not several and len(taken) > 1:
        return Judgment((), Doubt.TWO)
    darkest = max((bubbles[place].dark for place in taken), default=0.0)
    if any(bubbles[place].dark > _RUBBED * darkest for place in faint):
        return Judgment((), Doubt.FAINT)
    return Judgment(tuple(taken))


def answers_by_crosses(rows: Sequence[Sequence[Bubble]]) -> bool:
    """Say whether a person marks by crosses or ticks: nothing else in nearly all rows, and clear ones."""
    states = [[one.state for one in row if one.state is not State.EMPTY] for row in rows]
    crossed = sum(set(row) == {State.MARKED} for row in states)
    filled = sum(State.FULL in row or State.CROSSED in row for row in states)
    return crossed >= _HABIT and filled * 10 <= crossed
