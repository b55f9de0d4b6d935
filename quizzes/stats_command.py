"""`quizzes stats`: how questions did, from tables of responses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizzes.load import find_banks, load_bank
from quizzes.writing import write_together

if TYPE_CHECKING:
    import argparse

    from quizzes.finding import Finding


def add_stats(verbs: Any) -> None:
    """Add the command."""
    parser = verbs.add_parser("stats", help="Tell how questions did, from tables of responses.")
    parser.add_argument("responses", metavar="RESPONSES", nargs="+", type=Path, help="CSV or Parquet.")
    parser.add_argument("--bank", metavar="BANK|FOLDER", action="append", default=[], type=Path)
    parser.add_argument("--engine", default="duckdb", help="duckdb (default), spark://…, clickhouse://…")
    parser.add_argument("--format", choices=("html", "csv", "json"), default="csv", dest="form")
    parser.add_argument("--all-attempts", action="store_true", help="Count every attempt, not the first alone.")
    parser.add_argument("--rasch", action="store_true", help="Difficulties by the Rasch model too.")
    parser.add_argument("--groups", action="store_true", help="Compare groups, item by item (Mantel and Haenszel).")
    parser.add_argument("--gain", default="", metavar="PRE:POST", help="What people gained between two tests.")
    parser.add_argument("--comments", action="store_true", help="Free texts of surveys too, word by word.")
    parser.add_argument("--out", type=Path, help="The file to write; default: standard output.")
    parser.set_defaults(run=stats)


def stats(asked: argparse.Namespace) -> tuple[int, list[Finding]]:
    """Run the command; return its exit status and what to tell."""
    from quizzes.statistics.engine import open_engine
    from quizzes.statistics.load import load_tables
    from quizzes.statistics.report_of import FORMS, Wish, report_of

    found: list[Finding] = []
    banks = [load_bank(path) for place in asked.bank for path in _banks(place)]
    table = load_tables(open_engine(asked.engine), asked.responses, found)
    wish = Wish(asked.all_attempts, asked.rasch, asked.groups, asked.gain, asked.comments)
    report = report_of(table, banks, asked.responses[0], wish)
    text = FORMS[asked.form](report)
    if asked.out:
        write_together({asked.out: text.encode()})
    else:
        sys.stdout.write(text)
    return 0, [*found, *report.findings]


def _banks(place: Path) -> list[Path]:
    return [place] if place.is_file() else find_banks(place)
