"""Read a table of responses, and say of each row what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.responses.codes import TableCode
from quizzes.responses.columns import KEY, Response
from quizzes.responses.csv_read import rows_of_csv
from quizzes.responses.valid import faults, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_FOUND = 20
"""Findings that are told; a file of another kind would have one for each row."""
PARQUET = ".parquet"


@dataclass(frozen=True)
class Table:
    """The rows of a table, and findings that stop nothing."""

    rows: tuple[Response, ...]
    findings: tuple[Finding, ...] = ()


def read_table(path: Path) -> Table:
    """Return all rows of a table, `.parquet` or CSV.

    Raises FindingsError with at most `MOST_FOUND` findings for a file that is no table (S002), for values that a column
    cannot hold (S003), rows that come twice (S004) and a missing package (S006). In a Parquet file a line is a row.
    """
    found: list[Finding] = []
    rows: list[Response] = []
    wrong = _judged(path, found, rows.append)
    errors = list(islice(wrong, MOST_FOUND))
    if errors:
        more = sum(1 for _one in wrong)
        if more:
            errors.append(Finding(path, errors[-1].line, TableCode.VALUE, f"and {more:,} more such findings"))
        raise FindingsError(*errors)
    return Table(tuple(rows), tuple(found))


def rows_of(path: Path, found: list[Finding]) -> Iterator[tuple[int, Response | Finding]]:
    """Yield line and row of a table, or what is wrong with it, without the checks of `faults`.

    What stops nothing goes to `found`. Raises FindingsError for a file that is no table.
    """
    if path.suffix.lower() == PARQUET:
        from quizzes.responses.parquet import rows_of_parquet

        yield from rows_of_parquet(path, found)
    else:
        yield from rows_of_csv(path, found)


def _judged(path: Path, found: list[Finding], keep: Callable[[Response], None]) -> Iterator[Finding]:
    seen: dict[int, int] = {}  # hashes, not keys: a million keys would take half a gigabyte
    for line, row in rows_of(path, found):
        if isinstance(row, Finding):
            yield row
            continue
        wrong = [(name, said) for name, said in faults(row)]
        yield from (Finding(path, line, TableCode.VALUE, said, subject=name) for name, said in wrong)
        first = seen.setdefault(hash(tuple(getattr(row, name) for name in KEY)), line)
        if first != line:
            message = f"person {shown(row.person)}, attempt {row.attempt} has this item in line {first} already"
            hint = "keep one of the two, or number the attempts"
            yield Finding(path, line, TableCode.TWICE, message, subject=row.item, hint=hint)
        elif not wrong:
            keep(row)
