"""Where figures are worked out: DuckDB in this process, or a cluster that the same expressions are sent to.

The expressions are those of Ibis (Apache-2.0), which writes the SQL of each engine; nothing here is written twice.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from quizzes.finding import Finding, FindingsError
from quizzes.responses import TableCode
from quizzes.responses.extra import brought
from quizzes.responses.parquet import arrow_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizzes.responses import Response

DUCKDB = "duckdb"
MEMORY = "2500MB"
"""What DuckDB may take of the memory; with Python and what it cannot move to disk a process stays below 4 GB."""
BACKENDS = {"duckdb": "duckdb", "spark": "pyspark", "clickhouse": "clickhouse"}


def open_engine(address: str = DUCKDB) -> Any:
    """Return the connection to an engine: `duckdb`, `duckdb://FILE`, `spark://…` or `clickhouse://…`.

    Raises FindingsError (S006) for an unknown engine, without the extra, and where nobody answers.
    """
    scheme = urlsplit(address).scheme or address
    if scheme not in BACKENDS:
        message = f"there is no engine '{scheme}'; there are {', '.join(BACKENDS)}"
        raise FindingsError(Finding(Path(), 1, TableCode.EXTRA, message))
    ibis = brought("ibis")
    try:
        if scheme == "spark":
            return _spark(ibis, address)
        if address == DUCKDB:
            return _embedded(ibis)
        return ibis.connect(address if "://" in address else f"{address}://")
    except FindingsError:
        raise
    except Exception as error:
        message = f"the engine {address} cannot be reached: {' '.join(str(error).split())[:200]}"
        raise FindingsError(Finding(Path(), 1, TableCode.EXTRA, message)) from error


def _embedded(ibis: Any) -> Any:
    """Return DuckDB in this process: what does not fit into its memory goes to a folder that ends with the process."""
    return ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=_room(), preserve_insertion_order=False)


def _room() -> str:
    """Return a folder for what does not fit into memory, which goes when the process ends."""
    folder = tempfile.mkdtemp(prefix="quizzes-statistics-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _spark(ibis: Any, address: str) -> Any:
    """Return Spark: `spark://HOST:PORT` is a cluster's master, `spark://local` two threads of this machine."""
    sql = brought("pyspark.sql")
    master = "local[2]" if address == "spark://local" else address
    session = sql.SparkSession.builder.master(master).config("spark.sql.session.timeZone", "UTC")
    if master != address:  # two threads need no two hundred parts, each of which is a task
        session = session.config("spark.sql.shuffle.partitions", "2").config("spark.ui.enabled", "false")
        session = session.config("spark.sql.warehouse.dir", _room())  # else a folder where one stands
    return ibis.pyspark.connect(session.getOrCreate())


def table_of(engine: Any, rows: Iterable[Response]) -> Any:
    """Return rows as a table of the engine."""
    return of_one_kind(engine.create_table(f"responses_{uuid4().hex}", arrow_table(rows)))


def of_one_kind(table: Any) -> Any:
    """Return a table whose columns all may be empty: one of rows and one of a file are put below each other."""
    return table.cast({name: kind.copy(nullable=True) for name, kind in table.schema().items()})


def collect(expression: Any) -> list[dict[str, Any]]:
    """Return the rows of an expression."""
    found: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
    return found
