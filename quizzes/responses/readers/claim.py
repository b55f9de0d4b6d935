"""What a source says of one question in one attempt, before anybody knows which item it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from quizzes.responses.columns import Kind

if TYPE_CHECKING:
    from datetime import datetime


class Form(Enum):
    """How a source says what was answered."""

    NOTHING = auto()
    """The question was drawn and left open."""
    WORDS = auto()
    """The texts of choices, as learners read them, in the summary of Moodle."""
    COMMAS = auto()
    """The texts of choices with commas between them, as Canvas writes them."""
    VALUE = auto()
    """The response as `quizzes.grade` takes it."""
    PLACES = auto()
    """Numbers of choices, pairs or gaps in the order of the bank, from 0."""
    LETTERS = auto()
    """Letters of a paper or ids of choices."""
    CODED = auto()
    """The words of xAPI or SCORM: ids with `[,]` or `,` between."""
    HIDDEN = auto()
    """Answered; the source does not say what."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered: its form and value, and the key in the words of the source, where it says one."""

    form: Form
    value: object = None
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One question of one attempt of one person, as the source has it.

    `person` is whatever tells people apart there: it is hashed before it goes anywhere. `item` is an id, `stem` the
    text that learners read, `place` the name of the column for a mapping by hand. `sitting` tells the attempts of a
    person apart where `attempt` is 0: they are numbered in its order.
    """

    line: int
    person: str
    given: Given
    item: str = ""
    stem: str = ""
    place: str = ""
    attempt: int = 0
    sitting: str = ""
    test: str = ""
    version: str = ""
    kind: Kind = Kind.TEST
    revision: str = ""
    variant: int | None = None
    mark: float | None = None
    max: float | None = None
    seconds: float | None = None
    submitted: datetime | None = None
    slot: int = 0
    """Place of the question in the test of this attempt, from 1, by which marks of another file are joined."""
    total: float | None = None
    """Share of all points that the source gives the attempt, 0 to 1."""
    graded: bool | None = None
    """Right or wrong, where a source says no more."""
