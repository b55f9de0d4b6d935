"""From a table of responses and banks to a report: what both commands do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizzes.responses import Kind
from quizzes.statistics.compute import statistics_of
from quizzes.statistics.dif import differences
from quizzes.statistics.engine import collect
from quizzes.statistics.findings import findings_of, strangers
from quizzes.statistics.gain import gain
from quizzes.statistics.rasch import RaschItem, rasch
from quizzes.statistics.report import Report, as_csv, as_json, as_page
from quizzes.statistics.scope import in_scope, with_rest
from quizzes.statistics.survey import opinions_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from quizzes.load import BankFile
    from quizzes.statistics.results import Statistics

FORMS: Mapping[str, Callable[[Report], str]] = {"html": as_page, "csv": as_csv, "json": as_json}
MOST_PEOPLE = 20_000
"""People of whom difficulties are worked out, the first by their hash; more change the third digit only."""


@dataclass(frozen=True)
class Wish:
    """What a report has beside the figures of items and tests; `gain` is PRE:POST."""

    every_attempt: bool = False
    rasch: bool = False
    groups: bool = False
    gain: str = ""
    comments: bool = False


def report_of(table: Any, banks: Sequence[BankFile], path: Path, wish: Wish) -> Report:
    """Return the figures of tests and of practice; findings are those of tests. `path` is where responses came from."""
    kinds = (Kind.TEST, Kind.PRACTICE)
    statistics = tuple(statistics_of(table, kind, every_attempt=wish.every_attempt) for kind in kinds)
    found = [*findings_of(statistics[0], banks), *(strangers(statistics[0], banks, path) if banks else ())]
    before, _colon, after = wish.gain.partition(":")
    gained = gain(table, before, after) if wish.gain else None
    return Report(
        statistics, tuple(found),
        difficulties=difficulties(table, statistics[0]) if wish.rasch else {},
        differences=differences(with_rest(in_scope(table))) if wish.groups else (),
        gains=(gained,) if gained else (),
        opinions=opinions_of(table, comments=wish.comments),
        items={item.id: item for file in banks for item in file.bank.items},
    )  # fmt: skip


def difficulties(table: Any, statistics: Statistics) -> dict[str, tuple[RaschItem, ...]]:
    """Return the difficulties of each test, of the items that are right or wrong: partial credit has no place here."""
    rows = in_scope(table)
    some = rows.select("test", "person").distinct().order_by("person").limit(MOST_PEOPLE)
    rows = rows.semi_join(some, ("test", "person"))
    exact = {(one.test, one.item, one.revision) for one in statistics.items if one.right_or_wrong}
    people: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    told = rows.select("test", "person", "item", "revision", right=(rows.mark >= rows["max"]).cast("int64"))
    for one in collect(told):
        if (one["test"], one["item"], one["revision"]) in exact:
            name = f"{one['item']}@{one['revision']}" if one["revision"] else one["item"]
            people[one["test"]][one["person"]][name] = one["right"]
    return {test: rasch([*people[test].values()]) for test in sorted(people)}
