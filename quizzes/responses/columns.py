"""The one definition of the table of responses: names, types and meaning of its columns."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_type_hints


class Kind(StrEnum):
    """What a response was given to: only tests are judged, only surveys are opinions."""

    TEST = "test"
    PRACTICE = "practice"
    SURVEY = "survey"


def _column(about: str, default: object = MISSING) -> Any:
    return (
        field(default=default, metadata={"about": about})
        if default is not MISSING
        else field(metadata={"about": about})
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One drawn item of one attempt of one person: a row of the table. Its fields are the columns, in this order."""

    person: str = _column("salted hash, or the anonymous number of a sheet; never a name, mail or address")
    attempt: int = _column("1, 2, … of this person at this test", 1)
    test: str = _column("id of the test or exam; empty for practice", "")
    version: str = _column("version of a paper, else empty", "")
    kind: str = _column("test, practice or survey")
    item: str = _column("id of the item")
    revision: str = _column("revision of the item that was answered; empty when the source does not say", "")
    variant: str = _column("which numbers were shown; empty for an item without variants", "")
    answered: bool = _column("false: drawn and left open")
    response: str | None = _column(
        "the response as JSON, as `quizzes.grade` takes it; none: left open or withheld", None
    )
    choices: str | None = _column("ids of the choices taken, one blank between; none for items without choices", None)
    mark: float | None = _column("points reached; none: not marked")
    max: float = _column("points possible")
    seconds: float | None = _column("time on the item", None)
    submitted: datetime | None = _column("when the attempt was sent, UTC", None)  # noqa: RUF009 - a field, as `dataclasses.field` is
    group: str | None = _column("group for comparisons, never a person", None)
    source: str = _column("moodle, canvas, olx, xapi, site, paper, table, …", "table")


@dataclass(frozen=True)
class Column:
    """A column: its Python type, whether it may be empty, whether a table may lack it, and what it means."""

    name: str
    type: type
    nullable: bool
    needed: bool
    about: str

    @property
    def told(self) -> str:
        """Say the type in words."""
        words = {str: "text", int: "whole number", float: "number", bool: "true or false", datetime: "time, UTC"}
        return f"{words[self.type]}{' or none' if self.nullable else ''}{'; needed' if self.needed else ''}"


def _columns() -> tuple[Column, ...]:
    types = get_type_hints(Response)
    made = []
    for one in fields(Response):
        hint = types[one.name]
        kind = get_args(hint)[0] if isinstance(hint, UnionType) else hint
        made.append(Column(one.name, kind, kind is not hint, one.default is MISSING, one.metadata["about"]))
    return tuple(made)


COLUMNS = _columns()
NAMES = tuple(column.name for column in COLUMNS)
KEY = ("person", "attempt", "kind", "test", "version", "item", "revision", "variant")
"""What no two rows have in common."""
