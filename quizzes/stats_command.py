"""`quizzes stats` and `quizzes angoff`: how questions did, and where judges set the cut score."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizzes.load import find_banks, load_bank
from quizzes.writing import write_together

if TYPE_CHECKING:
    import argparse

    from quizzes.finding import Finding
    from quizzes.statistics.angoff import CutScore


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
    judged = verbs.add_parser(
        "angoff", help="Write a sheet for judges of a test, or work out the cut score of filled ones."
    )
    judged.add_argument("bank", metavar="BANK|FOLDER", nargs="+", type=Path, help="What the test asks.")
    judged.add_argument("--judges", type=int, default=5, help="How many rows a question has on a new sheet; default 5.")
    judged.add_argument(
        "--sheet", action="append", default=[], type=Path, help="A filled sheet (CSV); may be repeated."
    )
    judged.add_argument("--out", type=Path, help="The file to write; default: standard output.")
    judged.set_defaults(run=angoff)


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


def angoff(asked: argparse.Namespace) -> tuple[int, list[Finding]]:
    """Run the command; return its exit status and what to tell."""
    from quizzes.statistics.angoff import cut_score, sheet

    files = [load_bank(path) for place in asked.bank for path in _banks(place)]
    items = {item.id: item for file in files for item in file.bank.items}
    found: list[Finding] = []
    if asked.sheet:
        score, found = cut_score(asked.sheet, items)
        text = as_table(score)
    else:
        text = sheet(items.values(), max(1, asked.judges))
    if asked.out:
        write_together({asked.out: text.encode()})
    else:
        sys.stdout.write(text)
    return 0, found


def as_table(score: CutScore) -> str:
    """Return a cut score as CSV: the whole first, then judges, then questions."""
    rows = [
        ("what", "name", "points", "of", "percent", "standard deviation", "standard error"),
        ("cut score", "", score.points, score.most, 100 * score.share, score.deviation, score.error),
        *(("judge", name, total, score.most, 100 * total / score.most, "", "") for name, total in score.sums.items()),
        *(("question", one.item, one.mean / 100 * one.points, one.points, one.mean, one.deviation, "")
          for one in score.items),
    ]  # fmt: skip
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerows([[f"{cell:.4g}" if isinstance(cell, float) else cell for cell in row] for row in rows])
    return made.getvalue()


def _banks(place: Path) -> list[Path]:
    return [place] if place.is_file() else find_banks(place)
