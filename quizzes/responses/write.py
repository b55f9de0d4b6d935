"""Write a table of responses: whole or not at all, and only what `read_table` takes back."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.responses.codes import TableCode
from quizzes.responses.columns import NAMES
from quizzes.responses.read import PARQUET
from quizzes.responses.valid import faults
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizzes.responses.columns import Response


def write_table(path: Path, rows: Iterable[Response]) -> int:
    """Write rows to `path` (`.parquet`, else CSV) and return how many.

    Raises FindingsError for a row that no table may hold (S003), with the number of the row as line, and without
    pyarrow for Parquet (S006); nothing is written then.
    """
    good = _Good(path, rows)
    if path.suffix.lower() == PARQUET:
        from quizzes.responses.parquet import parquet_bytes

        data = parquet_bytes(good)
    else:
        data = csv_bytes(good)
    write_together({path: data})
    return good.count


@dataclass
class _Good:
    """Rows that are judged while they pass."""

    path: Path
    rows: Iterable[Response]
    count: int = field(default=0)

    def __iter__(self) -> Iterator[Response]:
        for row in self.rows:
            self.count += 1
            found = [Finding(self.path, self.count, TableCode.VALUE, said, subject=name) for name, said in faults(row)]
            if found:
                raise FindingsError(*found)
            yield row


def csv_bytes(rows: Iterable[Response]) -> bytes:
    """Return a CSV file of rows: UTF-8, line feeds, an empty cell for none."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(NAMES)
    table.writerows([_cell(getattr(row, name)) for name in NAMES] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)
