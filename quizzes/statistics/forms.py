"""Figures of tests as wholes: how scores are spread, and how far the items of one form measure the same.

Alpha is defined for people who answered the same items. Of a test whose items are drawn there is no alpha of the pool:
each set of items that was drawn is a form of its own.
"""

from __future__ import annotations

from typing import Any

from quizzes.responses.extra import brought
from quizzes.statistics.scope import DIGITS

FORM = ("test", "form")


def spreads(rows: Any) -> Any:
    """Return how often each total (points reached and possible) came in each test."""
    who = rows.group_by(("test", "person", "attempt")).agg(
        reached=rows.mark.sum().round(DIGITS), possible=rows["max"].sum().round(DIGITS), drawn=rows.count()
    )
    return who.group_by(("test", "reached", "possible", "drawn")).agg(people=who.count())


def sets(rows: Any) -> Any:
    """Return how many items each test has, and the least and largest number that a person drew."""
    drawn = rows.group_by(("test", "person", "attempt")).agg(drawn=rows.count())
    ends = drawn.group_by("test").agg(least=drawn.drawn.min(), largest=drawn.drawn.max(), people=drawn.count())
    items = rows.select("test", "item", "revision").distinct()
    counted = items.group_by("test").agg(items=items.count())
    return ends.inner_join(counted, "test")


def with_form(rows: Any, drawn_tests: list[str]) -> Any:
    """Return rows with `form`: empty in a test where everybody had all items, else the items that a person drew."""
    ibis = brought("ibis")
    if not drawn_tests:
        return rows.mutate(form=ibis.literal(""))
    who = ("test", "person", "attempt")
    some = rows.filter(rows.test.isin(drawn_tests))
    named = some.mutate(name=some.item + "@" + some.revision)
    forms = named.group_by(who).agg(form=named.name.collect())
    forms = forms.mutate(form=forms.form.sort().join(" "))  # Spark has no order in a concatenation
    joined = rows.left_join(forms, who)
    joined = joined.mutate(form=joined.form.fill_null(""))
    return joined.drop(*(f"{name}_right" for name in who))


def form_items(rows: Any) -> Any:
    """Return for each item of a form how marks vary, and how totals vary without it."""
    rows = rows.mutate(other=rows.reached - rows.mark)
    return rows.group_by((*FORM, "item", "revision")).agg(
        people=rows.count(),
        variance=rows.mark.var(how="sample"),
        other=rows.other.var(how="sample"),
        total=rows.reached.var(how="sample"),
        mean=rows.reached.mean(),
        points=rows["max"].max(),
        between=((rows.mark != 0) & (rows.mark != rows["max"])).cast("int64").sum(),
    )
