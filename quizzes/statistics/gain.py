"""What people gained from one test to another, paired by person."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

from quizzes.statistics.engine import collect
from quizzes.statistics.gates import NO_VARIANCE, Gate, gate
from quizzes.statistics.intervals import Interval, of_mean
from quizzes.statistics.scope import in_scope

NOTHING = 1e-12


@dataclass(frozen=True)
class Gain:
    """Scores as shares of points, of the people who took both tests, first attempts.

    `d_z` is the mean difference in standard deviations of the differences, `d_av` in the mean of the two standard
    deviations (Lakens, Front Psychol 4:863, 2013); `normalised` is the share of what could be gained (Hake, Am J Phys
    66:64, 1998). None where there is no variance.
    """

    pre: str
    post: str
    people: int
    before: float
    after: float
    difference: float
    interval: Interval | None
    d_z: float | None
    d_av: float | None
    normalised: float | None
    missing: str = ""

    @property
    def gate(self) -> Gate:
        """Say how far it may be read."""
        return gate(self.people)


def gain(table: Any, pre: str, post: str) -> Gain | None:
    """Return the gain between two tests of a table of responses; None when nobody took both."""
    rows = in_scope(table)
    who = rows.group_by(("test", "person")).agg(score=rows.mark.sum() / rows["max"].sum())
    before = who.filter(who.test == pre).select("person", before="score")
    after = who.filter(who.test == post).select("person", after="score")
    both = before.inner_join(after, "person").mutate(apart=lambda one: one.after - one.before)
    (told,) = collect(
        both.agg(
            people=both.count(), before=both.before.mean(), after=both.after.mean(), apart=both.apart.mean(),
            one=both.before.std(how="sample"), two=both.after.std(how="sample"), of=both.apart.std(how="sample"),
        )
    )  # fmt: skip
    return _gain(pre, post, told) if told["people"] else None


def _gain(pre: str, post: str, told: dict[str, Any]) -> Gain:
    people, difference, spread = told["people"], told["apart"], told["of"] or 0.0
    middle = sqrt(((told["one"] or 0.0) ** 2 + (told["two"] or 0.0) ** 2) / 2)
    varies = spread > NOTHING
    room = 1 - told["before"]
    return Gain(
        pre, post, people, told["before"], told["after"], difference,
        interval=of_mean(difference, spread, people) if varies else None,
        d_z=difference / spread if varies else None,
        d_av=difference / middle if middle > NOTHING else None,
        normalised=difference / room if room > NOTHING else None,
        missing="" if varies else NO_VARIANCE,
    )  # fmt: skip
