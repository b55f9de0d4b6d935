"""`quizzes responses import`: what learners answered elsewhere, for projects that are no courses."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, counted
from quizzes.load import find_banks, load_bank
from quizzes.number import decimal_of
from quizzes.responses.readers.codes import ImportCode

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from quizzes.load import BankFile
    from quizzes.responses.readers.run import Order


def add_responses(verbs: argparse._SubParsersAction[argparse.ArgumentParser], tell: Callable[..., None]) -> None:
    """Add the command to those of `quizzes`; `tell` prints findings."""
    group = verbs.add_parser("responses", help="Take what learners answered on platforms into one table.")
    inner = group.add_subparsers(required=True, metavar="COMMAND")
    one = inner.add_parser("import", help="Make the table of responses of files that platforms export.")
    one.add_argument("files", metavar="FILE", nargs="*", type=Path)
    one.add_argument("--to", required=True, type=Path, help="The table: .parquet or .csv.")
    one.add_argument("--bank", required=True, action="append", type=Path, metavar="BANK|FOLDER", help="What was asked.")
    one.add_argument("--index", action="append", default=[], type=Path, help="The .index.json beside an export.")
    one.add_argument("--map", dest="by_hand", type=Path, help="CSV with the columns question, item.")
    one.add_argument("--salt", type=Path, help="File of the salt that hides people; made where there is none.")
    one.add_argument("--from", dest="read_as", default="", metavar="FORMAT", help="Default: by what the files hold.")
    one.add_argument("--test", default="", metavar="ID", help="Name of the test that was taken.")
    one.add_argument("--language", default="en", help="Of the learners: its decimal sign is read (de: a comma).")
    one.add_argument("--lrs", default="", metavar="URL", help="Read statements of a record store, too.")
    one.add_argument("--comments", action="store_true", help="Keep what people typed.")
    one.add_argument("--dry-run", action="store_true", help="Tell what would be taken and write nothing.")
    one.set_defaults(run=lambda asked: _import(asked, tell))


def _import(asked: argparse.Namespace, tell: Callable[..., None]) -> int:
    from quizzes.responses.readers.importing import Options
    from quizzes.responses.readers.run import Order, run_import

    decimal = decimal_of(asked.language)
    how = Options(read_as=asked.read_as, test=asked.test, salt=asked.salt, comments=asked.comments, decimal=decimal)
    order = Order(asked.files, asked.to, asked.index, asked.by_hand, asked.lrs, asked.dry_run)
    some_source(order)
    made = run_import(order, _banks(asked.bank), how)
    tell(made.findings)
    print(made.report, end="")  # noqa: T201 - the answer of the command
    print(written(order, len(made.rows)))  # noqa: T201
    return 0


def some_source(order: Order) -> None:
    """Raise FindingsError (S101) where neither a file nor a store is named."""
    if not order.files and not order.lrs:
        message = "nothing to read: name files, or a record store with --lrs"
        raise FindingsError(Finding(order.to, 1, ImportCode.UNREADABLE, message))


def written(order: Order, count: int) -> str:
    """Return the last line: what lies where."""
    from quizzes.responses.readers.run import report_path

    path, report = os.path.relpath(order.to), os.path.relpath(report_path(order.to))
    return f"{'would be ' if order.dry_run else ''}written: {path} ({counted(count, 'row')}); its report: {report}"


def _banks(places: Iterable[Path]) -> list[BankFile]:
    found = [path for place in places for path in (find_banks(place) if place.is_dir() else [place])]
    if not found:
        raise FindingsError(Finding(next(iter(places)), 1, "C067", "this folder has no bank"))
    return [load_bank(path) for path in found]
