"""The files of other programs, opened without trust: any encoding and separator, bounded in size, depth and width."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from quizzes.responses.readers.context import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 500_000_000
MOST_COLUMNS = 3_000
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"))
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_LONGEST_NUMBER = 30


def read_source(path: Path) -> str:
    """Return the text of a file; raises FindingsError (S101) for an archive, what is no text, and too much of it."""
    try:
        if not path.is_file():
            raise refused(path, 1, "this is no file")
        if (size := path.stat().st_size) > MOST_BYTES:
            raise refused(path, 1, f"{size:,} bytes; such a file has at most {MOST_BYTES:,}", "split it")
        content = path.read_bytes()
    except OSError as error:
        raise refused(path, 1, f"cannot be read: {error.strerror or error}") from error
    if content.startswith(_PACKED):
        raise refused(path, 1, "this is an archive or a workbook", "unpack it, or save the sheet as CSV")
    try:
        text = content.decode(next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8"))
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise refused(path, 1, "this is no text", "export it as CSV or JSON")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rows_of(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with their lines: comma, semicolon or tab, whatever the first line has most of."""
    head = text.partition("\n")[0]
    bare = re.sub(r'"[^"]*"', "", head)
    table = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=bare.count))
    try:
        for cells in table:
            if len(cells) > MOST_COLUMNS:
                raise refused(
                    path, table.line_num, f"{len(cells):,} columns; such a table has at most {MOST_COLUMNS:,}"
                )
            if any(cell.strip() for cell in cells):
                yield table.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise refused(path, max(1, table.line_num), f"this is no row of a table: {error}") from error


def filled(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with empty cells for those that a program left out at the end."""
    for line, row in rows:
        yield line, [*row, *[""] * (width - len(row))]


def read_json(path: Path, text: str, line: int = 1) -> Any:
    """Return the value of a JSON text; raises FindingsError (S101) for a damaged or a monstrous one."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise refused(path, line, "this JSON is nested too deeply") from error
    except ValueError as error:
        at = getattr(error, "lineno", 1)
        raise refused(path, line + at - 1, "this is no whole JSON: the file is damaged or cut short") from error


def number_in(text: str) -> float | None:
    """Return a number with point or comma, None for anything else."""
    text = text.strip().rstrip("%").strip()
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    return float(text.replace(",", "."))


def revision_in(value: object) -> str:
    """Return a revision as JSON has it, empty for what is none: then that of the bank is meant."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
