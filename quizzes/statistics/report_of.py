"""From tables of responses and banks to a report: what both commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizzes.responses import Kind
from quizzes.statistics.compute import statistics_of
from quizzes.statistics.findings import findings_of, strangers
from quizzes.statistics.report import Report, as_csv, as_json, as_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from quizzes.load import BankFile

FORMS: Mapping[str, Callable[[Report], str]] = {"html": as_page, "csv": as_csv, "json": as_json}


def report_of(table: Any, banks: Sequence[BankFile], path: Path, *, every_attempt: bool = False) -> Report:
    """Return the figures of tests and of practice; findings are those of tests. `path` is where responses came from."""
    kinds = (Kind.TEST, Kind.PRACTICE)
    statistics = tuple(statistics_of(table, kind, every_attempt=every_attempt) for kind in kinds)
    found = [*findings_of(statistics[0], banks), *(strangers(statistics[0], banks, path) if banks else ())]
    items = {item.id: item for file in banks for item in file.bank.items}
    return Report(statistics, tuple(found), items)
