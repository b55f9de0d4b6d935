"""Responses of a course from files of every kind that it reads: tables, tables that were typed, progress files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course.responses.read import read_responses
from quizzes.model.use import Use
from quizzes.responses.columns import COLUMNS
from quizzes.responses.read import PARQUET
from quizzes.statistics.engine import DUCKDB, open_engine, table_of
from quizzes.statistics.load import load_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizzes.finding import Finding
    from quizzes.load import BankFile
    from quizzes.responses import Response

PRINTED = (Use.POOL, Use.PRETEST)
"""What exams are printed from."""
_FIRST_LINE = 20_000


def gather(
    paths: Sequence[Path], course: str, banks: Sequence[BankFile], found: list[Finding], engine: str = DUCKDB
) -> Any:
    """Return all responses as one table of the engine; raises FindingsError for what cannot be read."""
    tables = [path for path in paths if _is_table(path)]
    items = {item.id: item for file in banks for item in file.bank.items}
    printed = {item.id for file in banks if file.bank.use in PRINTED for item in file.bank.items}
    rows: list[Response] = []
    for path in paths:
        if path not in tables:
            read = read_responses(path, course, items, printed)
            found += read.findings
            rows += read.rows
    connection = open_engine(engine)
    if not tables:
        return table_of(connection, rows)
    table = load_tables(connection, tables, found)
    return table.union(table_of(connection, rows)) if rows else table


def _is_table(path: Path) -> bool:
    """Say whether a file is a table of responses: Parquet, or CSV with the columns that such a table needs."""
    if path.suffix.lower() == PARQUET:
        return True
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        names = {name.strip() for name in file.readline(_FIRST_LINE).split(",")}
    return {column.name for column in COLUMNS if column.needed} <= names
