"""What is wrong with a row: values that no honest source gives, and those that would harm who opens the table."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from math import isfinite
from typing import TYPE_CHECKING

from quizzes.responses.columns import COLUMNS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.responses.columns import Response

LONGEST = 200
"""Letters of an id, a person or a group."""
LONGEST_RESPONSE = 100_000
MOST_ATTEMPTS = 1_000_000
_TEXTS = tuple(column.name for column in COLUMNS if column.type is str and column.name != "response")
_NEEDED = ("person", "item", "source")
_KINDS = frozenset(Kind)
_FORMULA = re.compile(r"[=@+\-\t\r].")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_SLACK = 1e-9


def faults(row: Response) -> Iterator[tuple[str, str]]:
    """Yield column and message for all that is wrong with a row."""
    for name in _TEXTS:
        if value := getattr(row, name):
            yield from ((name, said) for said in _text(value, LONGEST if name != "choices" else LONGEST_RESPONSE))
    yield from ((name, "is empty") for name in _NEEDED if not getattr(row, name))
    if "@" in row.person:
        yield "person", "looks like an address; a person is a salted hash or an anonymous number"
    if row.kind not in _KINDS:
        yield "kind", f"{shown(row.kind)} is none of {', '.join(Kind)}"
    if not 1 <= row.attempt <= MOST_ATTEMPTS:
        yield "attempt", f"{row.attempt} is not among 1 to {MOST_ATTEMPTS:,}"
    if row.submitted and not _EARLIEST <= row.submitted < _LATEST:
        yield "submitted", f"{row.submitted:%Y-%m-%d} is no time of an attempt: 1990 to 2099"
    yield from _numbers(row)
    yield from _said(row)


def _numbers(row: Response) -> Iterator[tuple[str, str]]:
    if not isfinite(row.max) or row.max < 0 or (row.max == 0 and row.kind != Kind.SURVEY and row.mark is not None):
        yield "max", f"{row.max:g} is no number of points that can be reached"
    elif row.mark is not None and not -row.max - _SLACK <= row.mark <= row.max + _SLACK:
        yield "mark", f"{row.mark:g} of {row.max:g} points"
    if row.seconds is not None and not (isfinite(row.seconds) and row.seconds >= 0):
        yield "seconds", f"{row.seconds:g} is no time"


def _said(row: Response) -> Iterator[tuple[str, str]]:
    if not row.answered:
        if row.mark:
            yield "mark", f"{row.mark:g} points for an item that was left open"
        if row.response is not None or row.choices:
            yield "answered", "false, though the row has a response"
    elif row.response is not None:
        if len(row.response) > LONGEST_RESPONSE:
            yield "response", f"{len(row.response):,} letters; at most {LONGEST_RESPONSE:,}"
            return
        try:
            json.loads(row.response)
        except (ValueError, RecursionError):
            yield "response", f"{shown(row.response)} is not JSON"


def _text(value: str, longest: int) -> Iterator[str]:
    if len(value) > longest:
        yield f"{len(value):,} letters; at most {longest:,}"
    elif found := _CONTROL.search(value):
        yield f"the control character U+{ord(found[0]):04X} does not belong in it"
    elif _FORMULA.match(value):
        yield f"{shown(value)} begins like a formula, which spreadsheets would run"


def shown(value: str) -> str:
    """Return a value in quotes, short enough for one line of a terminal, without signs that move it."""
    return f"'{repr(value).strip(chr(39))[:60]}'"
