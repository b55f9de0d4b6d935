"""Responses of a course from files of every kind: tables, exports of platforms, typed tables, progress files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course.responses.read import files_in, read_responses
from quizzes.model.use import Use
from quizzes.responses.columns import COLUMNS
from quizzes.responses.read import PARQUET
from quizzes.responses.readers import site, table
from quizzes.responses.readers.catalog import catalog_of
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.importing import Options, import_responses
from quizzes.responses.readers.registry import formats
from quizzes.responses.readers.source import read_source
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
    paths: Sequence[Path],
    course: str,
    banks: Sequence[BankFile],
    found: list[Finding],
    engine: str = DUCKDB,
    *,
    decimal: str = ".",
) -> Any:
    """Return all responses of files and folders as one table of the engine.

    `decimal` is the decimal sign in numbers that learners typed, that of the language of the course.

    Raises FindingsError for what cannot be read.
    """
    paths = [file for path in paths for file in files_in(path)]
    tables = [path for path in paths if _is_table(path)]
    items = {item.id: item for file in banks for item in file.bank.items}
    printed = {item.id for file in banks if file.bank.use in PRINTED for item in file.bank.items}
    rows: list[Response] = []
    for path in paths:
        if path in tables:
            continue
        if _is_of_a_platform(path):
            made = import_responses([path], catalog_of(banks), Options(course=course, decimal=decimal))
            found += [one for one in made.findings if one.code != ImportCode.SALT]  # as nothing is kept
            rows += made.rows
            continue
        read = read_responses(path, course, items, printed, decimal)
        found += read.findings
        rows += read.rows
    connection = open_engine(engine)
    if not tables:
        return table_of(connection, rows)
    whole = load_tables(connection, tables, found)
    return whole.union(table_of(connection, rows)) if rows else whole


def _is_of_a_platform(path: Path) -> bool:
    """Say whether a file is one that another program exports; ours are read by `read_responses`."""
    if not path.is_file():
        return False
    head = read_source(path)[:_FIRST_LINE]
    known = [one.name for one in formats()[0].values() if one.looks(head)]
    return bool(known) and known[0] not in (site.FORMAT.name, table.FORMAT.name)


def _is_table(path: Path) -> bool:
    """Say whether a file is a table of responses: Parquet, or CSV with the columns that such a table needs."""
    if path.suffix.lower() == PARQUET:
        return True
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        names = {name.strip() for name in file.readline(_FIRST_LINE).split(",")}
    return {column.name for column in COLUMNS if column.needed} <= names
