"""Figures of items, as expressions of a table of responses (`quizzes.statistics.scope.with_rest`)."""

from __future__ import annotations

from typing import Any

from quizzes.responses.extra import brought
from quizzes.statistics.scope import ITEM, NUMBER

TAIL = 0.27
"""Share of people in the upper and in the lower group (Kelley, Journal of Educational Psychology 30:17, 1939)."""


def item_figures(rows: Any) -> Any:
    """Return a row for each item: counts, means, and the sums of squares and products that figures are made of.

    `ss` is of the share, `sxx`, `syy`, `sxy` are of share and rest over the people with a rest score.
    """
    means = rows.group_by(NUMBER).agg(
        **{name: rows[name].max() for name in ITEM},
        n=rows.count(),
        unanswered=(~rows.answered).cast("int64").sum(),
        full=(rows.share >= 1).cast("int64").sum(),
        none=(rows.share == 0).cast("int64").sum(),
        facility=rows.share.mean(),
        mark=rows.mark.mean(),
        points=rows["max"].max(),
        seconds=rows.seconds.mean(),
        timed=rows.seconds.count(),
        pairs=rows.rest.count(),
        at_x=rows.share.mean(where=rows.rest.notnull()),
        at_y=rows.rest.mean(),
    )
    both = rows.inner_join(means.select(NUMBER, "facility", "at_x", "at_y"), NUMBER)
    apart = both.mutate(
        dx=both.share - both.facility,
        px=_where(both.rest.notnull(), both.share - both.at_x),
        py=both.rest - both.at_y,
    )
    sums = apart.group_by(NUMBER).agg(
        ss=(apart.dx * apart.dx).sum(),
        sxx=(apart.px * apart.px).sum(),
        syy=(apart.py * apart.py).sum(),
        sxy=(apart.px * apart.py).sum(),
    )
    found = means.left_join(sums, NUMBER).drop(*_twins())
    found = found.left_join(_largest(apart), NUMBER).drop(*_twins())
    return found.left_join(_tails(rows), NUMBER).drop(*_twins())


def _largest(apart: Any) -> Any:
    """Return `most`, the largest sum of products that marks and rest scores can have: both in ascending order."""
    pairs = apart.filter(apart.rest.notnull())
    marks = pairs.select(NUMBER, "px", place=_place(pairs.px))
    rests = pairs.select(NUMBER, "py", place=_place(pairs.py))
    both = marks.inner_join(rests, (NUMBER, "place"))
    return both.group_by(NUMBER).agg(most=(both.px * both.py).sum())


def _tails(rows: Any) -> Any:
    """Return the facility in the upper and in the lower group by total; who ties with a cut goes up."""
    placed = rows.select(NUMBER, "share", "total", place=_place(rows.total))
    size = placed.group_by(NUMBER).agg(size=placed.count())
    placed = placed.inner_join(size, NUMBER)
    cuts = placed.group_by(NUMBER).agg(
        high=placed.total.max(where=placed.place == _nearest(placed.size, 1 - TAIL)),
        low=placed.total.max(where=placed.place == _nearest(placed.size, TAIL)),
    )
    placed = placed.inner_join(cuts, NUMBER)
    return placed.group_by(NUMBER).agg(
        upper=placed.share.mean(where=placed.total >= placed.high),
        lower=placed.share.mean(where=placed.total < placed.low),
        uppers=(placed.total >= placed.high).cast("int64").sum(),
        lowers=(placed.total < placed.low).cast("int64").sum(),
    )


def _nearest(size: Any, share: float) -> Any:
    """Return a share of a number of people, halves up."""
    return (size * share + 0.5).floor().cast("int64")


def _place(by: Any) -> Any:
    ibis = brought("ibis")
    return ibis.row_number().over(group_by=NUMBER, order_by=by)


def _where(condition: Any, value: Any) -> Any:
    return brought("ibis").ifelse(condition, value, None)


def _twins() -> list[str]:
    """Return the names that a left join gives to the keys of its right side."""
    return [f"{NUMBER}_right"]
