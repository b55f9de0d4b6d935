"""Which responses figures are made of, and what each person reached besides the item in question.

Drawn forms are missing by design: an item that a person did not draw says nothing about that person, so that the rest
score is the share of points that a person reached of those that this person could reach with the other items drawn.
"""

from __future__ import annotations

from typing import Any

from quizzes.responses import Kind
from quizzes.responses.extra import brought

LEAST_OTHERS = 3
"""With fewer other items drawn a person says nothing about discrimination."""
DIGITS = 9
"""Digits to which sums of points are compared: engines add floats in orders of their own."""
USED = (
    "test", "person", "attempt", "item", "revision", "answered", "choices", "mark", "max", "seconds", "group"
)  # fmt: skip
"""The columns that figures are made of; the others would only fill the memory."""
ITEM = ("test", "item", "revision")
"""What makes an item: other revisions are other items."""
NUMBER = "number"


def in_scope(table: Any, kind: Kind = Kind.TEST, *, every_attempt: bool = False) -> Any:
    """Return the marked responses of one kind; of each person's attempts at a test the first, unless all are wanted."""
    rows = table.filter(table.kind == kind.value, table.mark.notnull(), table["max"] > 0).select(*USED)
    if not every_attempt:
        first = rows.group_by(("test", "person")).agg(attempt=rows.attempt.min())
        rows = rows.semi_join(first, ("test", "person", "attempt"))
    return rows


def with_rest(rows: Any) -> Any:
    """Return rows with `share` of the item, `rest` of the other items drawn, `total` and `drawn` of the attempt.

    `number` stands for test, item and revision: engines join numbers much faster than three texts.

    `rest` is null for who drew fewer than `LEAST_OTHERS` other items.
    """
    ibis = brought("ibis")
    rows = _numbered(rows)
    who = ("test", "person", "attempt")
    reached = rows.group_by(who).agg(reached=rows.mark.sum(), possible=rows["max"].sum(), drawn=rows.count())
    joined = rows.inner_join(reached, who)
    others = (joined.reached - joined.mark) / (joined.possible - joined["max"])
    return joined.mutate(
        share=joined.mark / joined["max"],
        rest=ibis.ifelse(joined.drawn > LEAST_OTHERS, others, None),
        total=(joined.reached / joined.possible).round(DIGITS),
    )


def _numbered(rows: Any) -> Any:
    ibis = brought("ibis")
    items = rows.select(*ITEM).distinct()
    items = items.mutate(number=ibis.row_number().over(order_by=list(ITEM)))
    return rows.inner_join(items, ITEM)
