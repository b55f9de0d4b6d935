"""Tables of responses as a table of the engine, judged before anything is worked out of them.

CSV passes through this process. Parquet is judged and read by the engine itself, so that it need not fit into memory;
only where something is wrong its rows are read here, to say which.
"""

from __future__ import annotations

from functools import reduce
from math import isfinite
from typing import TYPE_CHECKING, Any

from quizzes.finding import Finding, FindingsError
from quizzes.responses import COLUMNS, Kind, TableCode, read_table
from quizzes.responses.columns import KEY
from quizzes.responses.extra import brought
from quizzes.responses.heads import judge_heads, no_table
from quizzes.responses.parquet import schema
from quizzes.responses.read import PARQUET
from quizzes.responses.valid import LONGEST, MOST_ATTEMPTS
from quizzes.statistics.engine import collect, of_one_kind, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizzes.responses import Response

DEFAULTS = {"attempt": 1, "test": "", "version": "", "revision": "", "variant": "", "source": "table"}


def load_tables(engine: Any, paths: Sequence[Path], found: list[Finding]) -> Any:
    """Return all tables as one; raises FindingsError for what is wrong with them, as `read_table` does."""
    parquet = [path for path in paths if path.suffix.lower() == PARQUET]
    rows: list[Response] = []
    for path in paths:
        if path not in parquet:
            told = read_table(path)
            found += told.findings
            rows += told.rows
    tables = [_parquet(engine, path, found) for path in parquet]
    if rows or not tables:
        tables.append(table_of(engine, rows))
    whole = reduce(lambda one, other: one.union(other), tables)
    _judge_twice(whole, paths)
    return whole


def _parquet(engine: Any, path: Path, found: list[Finding]) -> Any:
    """Return a Parquet file as a table with all columns, of their types."""
    arrow, parquet = brought("pyarrow", path), brought("pyarrow.parquet", path)
    try:
        with parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
    except (arrow.ArrowException, OSError) as error:
        read_table(path)  # says what is wrong
        raise no_table(path, "this is no Parquet file") from error
    found += judge_heads(path, names)
    ibis = brought("ibis")
    table, types = engine.read_parquet(path), ibis.Schema.from_pyarrow(schema())
    columns = {}
    for name, kind in types.items():
        default = DEFAULTS.get(name)
        column = table[name].cast(kind.copy(nullable=True)) if name in names else ibis.null(kind.copy(nullable=True))
        columns[name] = column if default is None else column.fill_null(default)
    table = of_one_kind(table.select(**columns))
    if any(map(_is_fault, collect(_faults(table))[0].items())):
        read_table(path)  # says which rows
        raise no_table(path, "a row holds what its column cannot hold")
    return table


def _is_fault(told: tuple[str, Any]) -> bool:
    name, value = told
    return value is not None and not isfinite(value) if name.startswith("sum_") else bool(value)


def _faults(table: Any) -> Any:
    """Return how many rows have what `quizzes.responses.valid` refuses, as one row.

    What is no number shows in a sum: DuckDB 2.0 trusts the statistics of a Parquet file, which leave NaN out, and
    answers `isnan` by them.
    """
    texts = [one.name for one in COLUMNS if one.type is str and one.name not in {"response", "choices"}]
    wrong = {f"is_{name}": _bad_text(table[name]) for name in texts}
    wrong |= {f"no_{one.name}": table[one.name].isnull() for one in COLUMNS if one.needed and not one.nullable}
    wrong |= {
        "nobody": (table.person == "") | (table.item == "") | table.person.contains("@"),
        "kind": ~table.kind.isin([kind.value for kind in Kind]),
        "attempt": ~table.attempt.between(1, MOST_ATTEMPTS),
        "max": table["max"] < 0,
        "mark": (table.mark.abs() > table["max"] + 1e-9),
        "points": (table["max"] == 0) & (table.kind != Kind.SURVEY.value) & table.mark.notnull(),
        "seconds": table.seconds < 0,
        "open": ~table.answered & ((table.mark != 0) | table.response.notnull() | (table.choices != "")),
        "time": (table.submitted.year() < 1990) | (table.submitted.year() > 2099),  # noqa: PLR2004
    }
    sums = {f"sum_{name}": table[name].sum() for name in ("mark", "max", "seconds")}
    return table.agg(**sums, **{name: one.fill_null(False).cast("int64").sum() for name, one in wrong.items()})  # noqa: FBT003


def _bad_text(column: Any) -> Any:
    return (column.length() > LONGEST) | column.re_search("^[=@+\\-\t\r].|[\\x00-\\x1f\\x7f]")


def _judge_twice(table: Any, paths: Sequence[Path]) -> None:
    counted = table.group_by(KEY).agg(times=table.count())
    for one in collect(counted.filter(counted.times > 1).limit(1)):
        for path in paths:
            read_table(path)  # says in which lines, when both are in one file
        message = f"person '{one['person']}', attempt {one['attempt']} has the item {one['item']} in two of the files"
        raise FindingsError(Finding(paths[-1], 1, TableCode.TWICE, message))
