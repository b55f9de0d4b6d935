"""Rows of a CSV file: UTF-8, the names of the columns in the first line, times as ISO 8601, an empty cell is none."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizzes.finding import Finding
from quizzes.responses.codes import TableCode
from quizzes.responses.columns import COLUMNS, Response
from quizzes.responses.heads import HINT, judge_heads, no_table
from quizzes.responses.valid import shown

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterator, Mapping
    from io import TextIOWrapper
    from pathlib import Path

    from quizzes.responses.columns import Column

LONGEST_LINE = 1_000_000
"""Signs of a line: a file without line ends would fill the memory."""
_BOOLS = {"true": True, "1": True, "false": False, "0": False}


def rows_of_csv(path: Path, found: list[Finding]) -> Iterator[tuple[int, Response | Finding]]:
    """Yield line and row, or what is wrong with it; raises FindingsError (S002) for what is no table."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(path, csv.reader(_lines(file)), found)
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x}"
        raise no_table(path, message) from error
    except OSError as error:
        raise no_table(path, f"cannot be read: {error.strerror or error}") from error


def _lines(file: TextIOWrapper) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise csv.Error(f"a line of more than {LONGEST_LINE:,} signs")
        yield line


def _rows(path: Path, table: Reader, found: list[Finding]) -> Iterator[tuple[int, Response | Finding]]:
    try:
        names = [name.strip() for name in next(table, [])]
        found += judge_heads(path, names)
        ways = _ways(names)
        for cells in table:
            if not cells:
                continue
            line = table.line_num
            if len(cells) != len(names):
                message = f"{len(cells)} cells, and the table has {len(names)} columns"
                yield line, Finding(path, line, TableCode.VALUE, message, hint=HINT)
            else:
                yield line, _row(path, line, cells, ways)
    except csv.Error as error:
        raise no_table(path, f"this is no row of a table: {error}", max(1, table.line_num)) from error


def _ways(names: list[str]) -> Mapping[int, tuple[Column, Callable[[str], object]]]:
    """Return column and reader of each place of a row that is one of ours."""
    known = {column.name: column for column in COLUMNS}
    return {place: (known[name], _READERS[known[name].type]) for place, name in enumerate(names) if name in known}


def _row(
    path: Path, line: int, cells: list[str], ways: Mapping[int, tuple[Column, Callable[[str], object]]]
) -> Response | Finding:
    values: dict[str, object] = {}
    for place, (column, read) in ways.items():
        cell = cells[place]
        if not cell and (column.nullable or (not column.needed and column.type is not str)):
            continue
        try:
            values[column.name] = read(cell)
        except (KeyError, ValueError, OverflowError):
            message = f"{shown(cell)} is no {_WORDS[column.type]}"
            return Finding(path, line, TableCode.VALUE, message, subject=column.name)
    return Response(**{"mark": None} | values)  # type: ignore[arg-type]


def _time(cell: str) -> datetime:
    time = datetime.fromisoformat(cell)
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


_READERS: Mapping[type, Callable[[str], object]] = {
    str: str,
    int: int,
    float: float,
    bool: lambda cell: _BOOLS[cell.lower()],
    datetime: _time,
}
_WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false", datetime: "time (ISO 8601)"}
