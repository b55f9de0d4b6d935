"""What people said in surveys: how often each choice was taken, without cells so small that they name somebody."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from quizzes.responses import Kind
from quizzes.statistics.engine import collect

LEAST = 5
"""Fewer people in a cell than this are not told."""
KEY = ("test", "item", "revision")


@dataclass(frozen=True)
class Opinions:
    """A question of a survey: `counts` by choice, None for a cell that is held back.

    `people` is None when fewer than `LEAST` answered. `comments` are free texts, told only when they were asked for;
    `written` is how many there are.
    """

    test: str
    item: str
    revision: str
    people: int | None
    counts: tuple[tuple[str, int | None], ...]
    written: int = 0
    comments: tuple[str, ...] = ()


def opinions_of(table: Any, *, comments: bool = False) -> tuple[Opinions, ...]:
    """Return the answers to the questions of surveys; free texts only with `comments`."""
    rows = table.filter(table.kind == Kind.SURVEY.value, table.answered)
    whole = rows.group_by(KEY).agg(
        people=rows.count(), written=(rows.choices.isnull() & rows.response.notnull()).cast("int64").sum()
    )
    named = rows.filter(rows.choices.notnull(), rows.choices != "")
    each = named.select(*KEY, choice=named.choices.split(" ")).unnest("choice")
    counts: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for one in collect(each.group_by((*KEY, "choice")).agg(taken=each.count())):
        counts[tuple(one[name] for name in KEY)][one["choice"]] = one["taken"]
    texts = _comments(rows) if comments else {}
    found = []
    for one in sorted(collect(whole), key=lambda one: tuple(one[name] for name in KEY)):
        key = tuple(one[name] for name in KEY)
        test, item, revision = key
        enough = one["people"] >= LEAST
        held = held_back(counts[key]) if enough else tuple((name, None) for name in sorted(counts[key]))
        said = tuple(sorted(texts.get(key, ())))
        found.append(Opinions(test, item, revision, one["people"] if enough else None, held, one["written"], said))
    return tuple(found)


def held_back(counts: dict[str, int]) -> tuple[tuple[str, int | None], ...]:
    """Return counts without small cells; a single one would follow from the total, so the next smallest goes too."""
    small = {name for name, count in counts.items() if 0 < count < LEAST}
    if len(small) == 1 and (others := sorted((count, name) for name, count in counts.items() if name not in small)):
        small.add(others[0][1])
    return tuple((name, None if name in small else counts[name]) for name in sorted(counts))


def _comments(rows: Any) -> dict[tuple[str, ...], list[str]]:
    written = rows.filter(rows.choices.isnull(), rows.response.notnull())
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in collect(written.select(*KEY, "response")):
        said = json.loads(one["response"])
        found[tuple(one[name] for name in KEY)].append(said if isinstance(said, str) else json.dumps(said))
    return found
