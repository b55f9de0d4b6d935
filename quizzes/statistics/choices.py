"""Who took which choice, and whether those who did know more, as expressions."""

from __future__ import annotations

from typing import Any

from quizzes.statistics.scope import ITEM, NUMBER


def choice_figures(rows: Any) -> Any:
    """Return a row for each choice that was taken: `taken` times, and the sums for its correlation with the rest.

    `of` counts the responses that name choices or were left open; a mark without a response says nothing of choices.
    `paired` of them have a rest score; `with_rest` of those who took it, whose deviations from the mean rest score sum
    up to `sum_rest`; `syy` is the sum of squared deviations of all.
    """
    told = rows.filter(rows.choices.notnull() | ~rows.answered)
    named = told.group_by(NUMBER).agg(any_choice=told.choices.count())
    told = told.semi_join(named.filter(named.any_choice > 0), NUMBER)
    means = told.group_by(NUMBER).agg(of=told.count(), paired=told.rest.count(), at=told.rest.mean())
    both = told.inner_join(means, NUMBER)
    both = both.mutate(apart=both.rest - both["at"])
    whole = both.group_by(NUMBER).agg(
        **{name: both[name].max() for name in ITEM},
        of=both["of"].max(),
        paired=both.paired.max(),
        syy=(both.apart * both.apart).sum(),
    )
    taken = both.filter(both.choices.notnull(), both.choices != "")
    taken = taken.select(NUMBER, "apart", choice=taken.choices.split(" ")).unnest("choice")
    sums = taken.group_by((NUMBER, "choice")).agg(
        taken=taken.count(), with_rest=taken.apart.count(), sum_rest=taken.apart.sum()
    )
    return sums.inner_join(whole, NUMBER)
