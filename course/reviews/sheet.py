"""The sheet that a person signs: one row for each block that was read, `reviews/NAME.blocks.csv`.

The tool writes a sheet of what is still to be read and never signs it: a record in `reviews/NAME.yaml` does, which a
person writes after reading. A row of the kind `removed` says that a block which was signed is gone, and rightly so.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.reviews.seen import in_one_space
from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUFFIX = ".blocks.csv"
REMOVED = "removed"
CONTEXT = "context"
"""The kind of a row that is not signed: a block of the same page, so that the order is known that was read."""
COLUMNS = ("scope", "file", "line", "kind", "sha256", "text")
_HASH = re.compile(r"[0-9a-f]{64}")
_FORMULA = re.compile(r"'*[=+\-@]")
"""How a cell begins that a spreadsheet would run; it gets an apostrophe, which goes when the sheet is read."""


@dataclass(frozen=True)
class Row:
    """A row of a sheet: a block as it was read. `line` is where it stood then, `at` where the row stands (both from 1).

    `text` is the block as it was written, in one line: with it a later change is shown.
    """

    scope: str
    name: str
    line: str
    kind: str
    sha256: str
    text: str
    at: int = 0


def rows_hash(rows: Iterable[Row]) -> str:
    """Return the SHA-256 that a record signs: of scope, file, kind, hash and words of each row, in order.

    So a spreadsheet may save the sheet with other quotes and line ends.
    """
    cells = [[one.scope, one.name, one.kind, one.sha256, one.text] for one in rows]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return a sheet as a file, for `load_sheet`."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in rows:
        words = (one.name, one.text)
        name, text = (f"'{word}" if _FORMULA.match(word) else word for word in words)
        writer.writerow((one.scope, name, one.line, one.kind, one.sha256, text))
    return file.getvalue().encode(errors="backslashreplace")


def load_sheet(path: Path, scopes: Iterable[str]) -> tuple[Row, ...]:
    """Read the sheet of a record for these scopes.

    Raises FindingsError (R003) for a file that is not there or no CSV, for missing columns, and for each row whose hash
    is none or whose scope the record does not name.
    """
    if not path.is_file():
        raise FindingsError(Finding(path, 1, "R003", "there is no such sheet beside the record that names it"))
    rows: list[Row] = []
    found: list[Finding] = []
    try:
        with io.StringIO(read_text(path), newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip().removeprefix("\ufeff") for name in next(reader, [])]
            if missing := [name for name in COLUMNS if name not in header]:
                message, hint = f"the sheet has no column {', '.join(missing)}", "save it as CSV with commas"
                raise FindingsError(Finding(path, 1, "R003", message, hint=hint))
            line = reader.line_num + 1
            for cells in reader:
                if any(cells):
                    row = _row(dict(zip(header, cells, strict=False)), line)
                    rows.append(row)
                    found += _faults(row, path, set(scopes))
                line = reader.line_num + 1
    except csv.Error as error:
        raise FindingsError(Finding(path, 1, "R003", f"not readable as CSV: {error}")) from error
    if found:
        raise FindingsError(*found)
    return tuple(rows)


def _row(cells: dict[str, str], at: int) -> Row:
    plain = {key: word[1:] if _FORMULA.match(word) and word[0] == "'" else word for key, word in cells.items()}
    scope, name, line, kind, sha256, text = (in_one_space(plain.get(key, "")) for key in COLUMNS)
    return Row(scope, name, line, kind, sha256, text, at)


def _faults(row: Row, path: Path, scopes: set[str]) -> Iterable[Finding]:
    if not _HASH.fullmatch(row.sha256):
        yield Finding(path, row.at, "R003", f"'{row.sha256:.20}' is no hash of a block, 64 of 0 to 9 and a to f")
    if row.scope not in scopes:
        message = f"'{row.scope:.20}' is no scope of the record, which is for {', '.join(sorted(scopes))}"
        yield Finding(path, row.at, "R003", message)
