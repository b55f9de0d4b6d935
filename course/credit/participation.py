"""The record of a participation: each field, who collects it, and which registry asks for it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PAGE = "page"
"""The learner's own device holds it, in the record of completion; nothing is sent."""
PROVIDER = "provider"
"""The provider's system collects it; no page of a course ever asks for it."""


@dataclass(frozen=True)
class Field:
    """One field of the record. `read` says how well its source was read, in the words of `course.credit.profiles`."""

    name: str
    type: str
    pattern: str
    required: bool
    collected_by: str
    registries: tuple[str, ...]
    requirement: str
    read: str
    what: str


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields in the order in which a table has them."""
    text = files("course.credit").joinpath("participation.csv").read_text(encoding="utf-8")
    return tuple(_read(row) for row in csv.DictReader(text.splitlines()))


def _read(row: dict[str, str]) -> Field:
    return Field(
        name=row["field"],
        type=row["type"],
        pattern=row["pattern"],
        required=row["required"] == "yes",
        collected_by=row["collected_by"],
        registries=tuple(row["registries"].split()),
        requirement=row["requirement"],
        read=row["read"],
        what=row["what"],
    )
