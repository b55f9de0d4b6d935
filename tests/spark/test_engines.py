"""Spark and DuckDB give the same figures: the expressions are one, and no engine may count otherwise.

A row of its own (`bash tests/run.sh --spark`), since Spark needs Java and 450 MB.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest

from quizzes.statistics import Statistics, open_engine, statistics_of, table_of
from tests.quizzes.statistics.test_items import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEAR = 1e-12


def leaves(value: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every plain value of figures with its place."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{way}.{field.name}")
    elif isinstance(value, tuple | list):
        for place, one in enumerate(value):
            yield from leaves(one, f"{way}[{place}]")
    elif isinstance(value, Mapping):
        for name in sorted(value):
            yield from leaves(value[name], f"{way}[{name}]")
    else:
        yield way, value


def figures(engine: str) -> Statistics:
    """Return the figures of all cases, worked out by an engine."""
    return statistics_of(table_of(open_engine(engine), TABLE))


def test_two_engines_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every number of every item, choice, form and test; what cannot be worked out is missing in both.

    Nothing is left in the folder where one stands.
    """
    monkeypatch.chdir(tmp_path)
    one, two = dict(leaves(figures("duckdb"))), dict(leaves(figures("spark://local")))
    assert one.keys() == two.keys()
    assert len(one) > len(TABLE) / 4
    for way, value in one.items():
        same = pytest.approx(value, rel=NEAR, abs=NEAR) if isinstance(value, float) else value
        assert two[way] == same, way
    assert [*tmp_path.iterdir()] == []
