"""The rows of a table of the evidence as they stand in its file, so that those that stay keep every byte."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Record:
    """A row: its bytes as text with the end of its line, and its cells by the names of the columns."""

    raw: str
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True)
class Records:
    """A table: its columns, the text before its first row, and its rows; empty lines are kept with the row above."""

    columns: tuple[str, ...]
    head: str
    rows: tuple[Record, ...]
    mark: bytes = field(default=b"")

    def row(self, cells: Mapping[str, str]) -> Record:
        """Return a new row with these cells; a column that is not named is empty."""
        return self._row([cells.get(name, "") for name in self.columns], cells)

    def changed(self, record: Record, cells: Mapping[str, str]) -> Record:
        """Return a row of which some cells are others."""
        (given,) = csv.reader([record.raw], strict=True) if "\n" not in record.raw.rstrip("\r\n") else _one(record.raw)
        old = [*given, *[""] * (len(self.columns) - len(given))]
        new = {**record.cells, **cells}
        values = [new[name] if name in cells else old[place] for place, name in enumerate(self.columns)]
        return self._row([*values, *old[len(self.columns) :]], new)

    def written(self, rows: Iterable[Record]) -> bytes:
        """Return the bytes of the table with these rows in the place of its own."""
        end = self._end
        texts = [self.head, *(row.raw for row in rows)]
        ended = [text if not text or text.endswith(("\n", "\r")) else text + end for text in texts]
        return self.mark + "".join(ended).encode()

    @property
    def _end(self) -> str:
        return "\r\n" if self.head.endswith("\r\n") else "\n"

    def _row(self, values: list[str], cells: Mapping[str, str]) -> Record:
        text = io.StringIO()
        csv.writer(text, lineterminator=self._end).writerow(values)
        return Record(text.getvalue(), dict(cells))


def read_records(path: Path, code: str) -> Records:
    """Read a table; raises FindingsError with the code when the file is not UTF-8 or CSV."""
    text = read_text(path, code)
    mark = _BOM if path.read_bytes().startswith(_BOM) else b""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(iter(lines), strict=True)
    parts: list[tuple[str, list[str]]] = []
    begin = 0
    try:
        for values in reader:
            raw, begin = "".join(lines[begin : reader.line_num]), reader.line_num
            if parts and not any(value.strip() for value in values):
                parts[-1] = (parts[-1][0] + raw, parts[-1][1])
            else:
                parts.append((raw, values))
    except csv.Error as error:
        raise FindingsError(Finding(path, begin + 1, code, f"not readable as CSV: {error}")) from error
    (head, names), *rest = parts or [("", [])]
    columns = tuple(name.strip() for name in names)
    return Records(columns, head, tuple(Record(raw, dict(zip(columns, row, strict=False))) for raw, row in rest), mark)


def new_records(columns: Iterable[str]) -> Records:
    """Return a table without a row."""
    names = tuple(columns)
    return Records(names, ",".join(names) + "\n", ())


def _one(raw: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(raw, newline=""), strict=True) if row]
