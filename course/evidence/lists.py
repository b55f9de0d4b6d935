"""Lists that lie beside the register as CSV: rows by their column names, each with its line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_list(path: Path, code: str, columns: Iterable[str], name: str) -> list[tuple[dict[str, str], int]]:
    """Return each row of a list, its cells without blanks around them, and the line (from 1) where it begins.

    Raises FindingsError under `code` for a file that is not UTF-8 or CSV, or lacks one of `columns`; `name` is what
    the list is called.
    """
    wanted = tuple(columns)
    try:
        reader = csv.DictReader(io.StringIO(read_text(path, code), newline=""), strict=True)
        missing = [column for column in wanted if column not in (reader.fieldnames or ())]
        if missing:
            raise FindingsError(Finding(path, 1, code, f"{name} has no column {', '.join(missing)}"))
        rows = [(row, reader.line_num - "".join(map(str, row.values())).count("\n")) for row in reader]
    except csv.Error as error:
        raise FindingsError(Finding(path, 1, code, f"not readable as CSV: {error}")) from error
    return [({column: (row[column] or "").strip() for column in wanted}, line) for row, line in rows]
