"""The requirements by their numbers, each with standard, edition, source and the day on which it was read."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Requirement:
    """One requirement. `profiles` is empty for every record; `read` is one of the words of `course.credit.profiles`.

    `by` says who can tell that it is met: `check` (fields of the record), `person`, or `both`. `evidence` names the
    keys of course.toml, as `activity.gap`, the files, as `file:lessons`, or the checks, as `check:T204`, that show it.
    A registry among `profiles` stands for a record that names its numbers.
    """

    id: str
    text: str
    profiles: tuple[str, ...]
    standard: str
    edition: str
    source: str
    read: str
    checked_on: dt.date
    by: str
    evidence: tuple[str, ...]


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return all requirements in the order of their numbers."""
    text = files("course.credit").joinpath("requirements.csv").read_text(encoding="utf-8")
    return tuple(_read(row) for row in csv.DictReader(text.splitlines()))


def _read(row: dict[str, str]) -> Requirement:
    parts = {key: tuple(row[key].split()) for key in ("profiles", "evidence")}
    day = dt.date.fromisoformat(row["checked_on"])
    return Requirement(**{**row, **parts, "checked_on": day})  # type: ignore[arg-type]
