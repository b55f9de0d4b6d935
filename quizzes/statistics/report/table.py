"""Figures as CSV, a row for each item, and as JSON, all of them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from quizzes.statistics.guess import guess_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.statistics.report.told import Report
    from quizzes.statistics.results import ItemFigures

COLUMNS = (
    "kind", "test", "item", "revision", "n", "gate", "unanswered", "facility", "facility_low", "facility_high",
    "facility_interval", "deviation", "guess", "discrimination", "discrimination_low", "discrimination_high",
    "discrimination_interval", "efficiency", "upper_lower", "missing", "mark", "points", "seconds", "choices",
)  # fmt: skip


def as_csv(report: Report) -> str:
    """Return a row for each item; choices as `a=0.71 b=0.29`."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in report.statistics:
        for figures in one.items:
            told = {"kind": one.kind.value} | _row(figures, report)
            table.writerow(["" if told[name] is None else told[name] for name in COLUMNS])
    return text.getvalue()


def as_json(report: Report) -> str:
    """Return all figures, each with its gate, and the findings."""
    told = {
        "statistics": [_plain(one) for one in report.statistics],
        "rasch": {test: [_plain(one) for one in items] for test, items in report.difficulties.items()},
        "differences": [_plain(one) for one in report.differences],
        "gains": [_plain(one) for one in report.gains],
        "survey": [_plain(one) for one in report.opinions],
        "findings": [{**vars(one), "path": str(one.path), "level": str(one.level)} for one in report.findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _row(figures: ItemFigures, report: Report) -> dict[str, Any]:
    told = {name: getattr(figures, name) for name in COLUMNS if hasattr(figures, name)}
    for name in ("facility", "discrimination"):
        interval = getattr(figures, f"{name}_interval")
        told[f"{name}_low"] = interval and interval.low
        told[f"{name}_high"] = interval and interval.high
        told[f"{name}_interval"] = interval and interval.method
    item = report.items.get(figures.item)
    told["guess"] = guess_of(item) if item else None
    told["gate"] = figures.gate.value
    told["choices"] = " ".join(f"{one.choice}={one.share:.4f}" for one in figures.choices)
    return told


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(each) for name, each in _fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, dict) else value


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    yield from ((name, getattr(value, name)) for name in value.__dataclass_fields__)
    if hasattr(value, "gate"):
        yield "gate", value.gate.value
