"""Rows of a Parquet file and a Parquet file of rows, by pyarrow of the extra `stats`."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from quizzes.finding import Finding
from quizzes.responses.codes import TableCode
from quizzes.responses.columns import COLUMNS, Response
from quizzes.responses.extra import brought
from quizzes.responses.heads import judge_heads, no_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BATCH = 65_536
"""Rows that are in memory at a time."""


def schema() -> Any:
    """Return the columns as pyarrow's schema."""
    arrow = brought("pyarrow")
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        bool: arrow.bool_(),
        float: arrow.float64(),
        datetime: arrow.timestamp("us", tz="UTC"),
    }
    return arrow.schema([arrow.field(one.name, types[one.type], nullable=one.nullable) for one in COLUMNS])


def rows_of_parquet(path: Path, found: list[Finding]) -> Iterator[tuple[int, Response | Finding]]:
    """Yield number and row; raises FindingsError for what is no table (S002) and without pyarrow (S006)."""
    arrow, parquet = brought("pyarrow", path), brought("pyarrow.parquet", path)
    try:
        with parquet.ParquetFile(path) as file:
            found += judge_heads(path, file.schema_arrow.names)
            wanted = [field for field in schema() if field.name in file.schema_arrow.names]
            number = 0
            for batch in file.iter_batches(BATCH, columns=[field.name for field in wanted]):
                columns = {field.name: _cast(path, batch.column(field.name), field) for field in wanted}
                for values in zip(*columns.values(), strict=True):
                    number += 1
                    yield number, _row(path, number, dict(zip(columns, values, strict=True)))
    except (arrow.ArrowException, OSError) as error:
        raise no_table(path, f"this is no Parquet file: {_first_line(error)}") from error


def _cast(path: Path, column: Any, field: Any) -> list[Any]:
    arrow = brought("pyarrow")
    try:
        return list(column.cast(field.type).to_pylist())
    except (arrow.ArrowInvalid, arrow.ArrowNotImplementedError, ValueError, OverflowError) as error:
        raise no_table(path, f"the column {field.name} holds {column.type}, not {field.type}") from error


def _row(path: Path, number: int, values: dict[str, Any]) -> Response | Finding:
    """Return a row; what is null in a column that cannot be empty takes its default."""
    for column in COLUMNS:
        if not column.nullable and values.get(column.name, "") is None:
            if column.needed:
                return Finding(path, number, TableCode.VALUE, "is empty", subject=column.name)
            del values[column.name]
    if (time := values.get("submitted")) is not None:
        values["submitted"] = time.astimezone(UTC)
    return Response(**values)


def arrow_table(rows: Iterable[Response]) -> Any:
    """Return rows as pyarrow's table; raises FindingsError (S006) without pyarrow."""
    arrow = brought("pyarrow")
    return arrow.Table.from_batches(_batches(rows), schema=schema())


def parquet_bytes(rows: Iterable[Response]) -> bytes:
    """Return a Parquet file of rows; raises FindingsError (S006) without pyarrow."""
    arrow, parquet = brought("pyarrow"), brought("pyarrow.parquet")
    sink = arrow.BufferOutputStream()
    with parquet.ParquetWriter(sink, schema(), compression="zstd") as file:
        for batch in _batches(rows):
            file.write_batch(batch)
    return bytes(sink.getvalue())


def _batches(rows: Iterable[Response]) -> Iterator[Any]:
    arrow, whole, left = brought("pyarrow"), schema(), iter(rows)
    while part := list(islice(left, BATCH)):
        columns = [arrow.array([getattr(row, field.name) for row in part], field.type) for field in whole]
        yield arrow.RecordBatch.from_arrays(columns, schema=whole)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200]
