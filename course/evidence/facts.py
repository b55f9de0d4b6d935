"""The facts that items may rest on, each with its sources and how far it has been read."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = ("id", "topic", "statement", "source_keys", "status", "read_where", "read_on")


class Status(StrEnum):
    """How far a fact was checked against its source; only `read` may carry a key."""

    READ = "read"
    SECOND_HAND = "second-hand"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Fact:
    """One row of facts.csv; `read_on` is None until the source was read."""

    id: str
    topic: str
    statement: str
    source_keys: tuple[str, ...]
    status: Status
    read_where: str
    read_on: dt.date | None
    line: int


def load_facts(path: Path) -> tuple[Fact, ...]:
    """Read the facts in the order of the file.

    Raises FindingsError for a file that is no CSV (E031), missing columns (E032), duplicate ids (E033), unknown
    words for the status (E034) and dates that are not YYYY-MM-DD (E035).
    """
    header, rows = _rows(path)
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise FindingsError(Finding(path, 1, "E032", f"the facts have no column {', '.join(missing)}"))
    facts: dict[str, Fact] = {}
    found: list[Finding] = []
    for line, row in rows:
        try:
            fact = _fact(path, line, row)
        except FindingsError as error:
            found += error.findings
            continue
        if fact.id in facts:
            found.append(Finding(path, line, "E033", f"'{fact.id}' is already the id of line {facts[fact.id].line}"))
        facts[fact.id] = fact
    if found:
        raise FindingsError(*found)
    return tuple(facts.values())


def _rows(path: Path) -> tuple[list[str], list[tuple[int, Mapping[str, str]]]]:
    rows: list[tuple[int, Mapping[str, str]]] = []
    try:
        with io.StringIO(read_text(path, "E031"), newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            line = reader.line_num + 1
            for cells in reader:
                if any(cells):
                    rows.append((line, dict(zip(header, map(str.strip, cells), strict=False))))
                line = reader.line_num + 1
    except csv.Error as error:
        raise FindingsError(Finding(path, 1, "E031", f"not readable as CSV: {error}")) from error
    return header, rows


def _fact(path: Path, line: int, row: Mapping[str, str]) -> Fact:
    name, status, day = row.get("id", ""), row.get("status", ""), row.get("read_on", "")
    found = []
    if status not in set(Status):
        hint = f"one of {', '.join(Status)}"
        found.append(Finding(path, line, "E034", f"unknown status '{status}'", subject=name, hint=hint))
    if day and not _date(day):
        found.append(Finding(path, line, "E035", f"'{day}' is no date", subject=name, hint="write 2026-11-22"))
    if found:
        raise FindingsError(*found)
    keys = tuple(key for part in row["source_keys"].split(";") if (key := part.strip()))
    where = row.get("read_where", "")
    return Fact(name, row["topic"], row["statement"], keys, Status(status), where, _date(day), line)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
