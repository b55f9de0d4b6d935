"""One import from the command line: files or a record store in, one table and its report out, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.responses.read import PARQUET, rows_of
from quizzes.responses.readers.catalog import catalog_of
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.importing import Imported, Options, import_responses
from quizzes.responses.readers.lrs import fetch_statements
from quizzes.responses.write import write_table
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizzes.load import BankFile


@dataclass(frozen=True)
class Order:
    """What is wanted: the files, the table to write, indexes of exports, a mapping by hand, a record store."""

    files: Sequence[Path]
    to: Path
    indexes: Sequence[Path] = ()
    by_hand: Path | None = None
    lrs: str = ""
    dry_run: bool = False


def run_import(order: Order, banks: Sequence[BankFile], how: Options) -> Imported:
    """Import and write the table, its report beside it and a new salt, unless `dry_run`.

    Raises FindingsError and UnknownFormatError as `import_responses` does, for a file in the place of the table that is
    none, and as `fetch_statements` does.
    """
    _may_write(order.to)
    catalog = catalog_of(banks, order.indexes, order.by_hand)
    files = list(order.files)
    fetched = order.to.with_name(f".{order.to.name}.statements.jsonl")
    if order.lrs:
        order.to.parent.mkdir(parents=True, exist_ok=True)
        fetch_statements(order.lrs, fetched)
        files.append(fetched)
    made = import_responses(files, catalog, how)
    if not order.dry_run:
        write_table(order.to, made.rows)
        beside: dict[Path, bytes | None] = {report_path(order.to): made.report.encode()}
        if made.salt and how.salt:
            beside[how.salt] = made.salt
        write_together(beside)
        if made.salt and how.salt:
            how.salt.chmod(0o600)
    fetched.unlink(missing_ok=True)  # it names people
    return made


def report_path(to: Path) -> Path:
    """Return where the report of a table lies."""
    return to.with_name(f"{to.name}.import.txt")


def _may_write(to: Path) -> None:
    """Refuse to write over what is no table of responses, and to a place that is none."""
    if to.suffix.lower() not in (PARQUET, ".csv"):
        raise refused(to, 1, "the table ends in .parquet or .csv")
    if not to.exists():
        return
    try:
        next(iter(rows_of(to, [])), None)
    except FindingsError as error:
        hint = "choose another with --to"
        raise refused(to, 1, "there is a file that is no table of responses: it is not written over", hint) from error
