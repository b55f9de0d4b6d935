"""How questions did: difficulty, discrimination, and who chose what, from the first answers of learners."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from course.instructor.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from course.instructor.answers import Asked
    from course.instructor.responses import Answer

ENOUGH, SURE = 30, 100
"""Below the first number of answers nothing is judged; below the second with caution (rule of thumb)."""
HARD, EASY = 0.30, 0.95
WEAK, FAIR = 0.10, 0.20
RARE = 0.05
"""A wrong choice that fewer take does no work (BMC Medical Education 24:445, 2024, doi:10.1186/s12909-024-05433-y)."""
LEAST_OTHERS = 3
"""With fewer other answers a person says nothing about discrimination."""


@dataclass(frozen=True)
class ItemStatistics:
    """What the answers say about an item: `p` from 0 to 1, `discrimination` from -1 to 1 (None: cannot be computed).

    `chosen` counts by choice; `of` is how many answers name choices.
    """

    n: int
    p: float
    discrimination: float | None = None
    chosen: Mapping[str, int] = field(default_factory=dict)
    of: int = 0


def item_statistics(people: Sequence[Mapping[str, Answer]], item: str) -> ItemStatistics | None:
    """Return the statistics of an item, None when nobody answered it.

    Difficulty p is the share of right answers. Discrimination is the corrected point-biserial: Pearson's correlation of
    right (1) or wrong (0) with the share of right answers to the person's other items. Both as in Crocker and Algina,
    Introduction to Classical and Modern Test Theory (1986), chapter 14.
    """
    given = [person[item] for person in people if item in person]
    if not given:
        return None
    pairs = []
    for person in people:
        others = [answer.right for name, answer in person.items() if name != item]
        if item in person and len(others) >= LEAST_OTHERS:
            pairs.append((float(person[item].right), sum(others) / len(others)))
    named = [answer.chosen for answer in given if answer.chosen is not None]
    counts: dict[str, int] = {}
    for choice in (one for chosen in named for one in chosen):
        counts[choice] = counts.get(choice, 0) + 1
    share = sum(answer.right for answer in given) / len(given)
    return ItemStatistics(len(given), share, correlation(pairs), counts, len(named))


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's r of pairs, None when one of the two never varies."""
    if not pairs:
        return None
    means = [sum(column) / len(pairs) for column in zip(*pairs, strict=True)]
    apart = [(x - means[0], y - means[1]) for x, y in pairs]
    spread = sqrt(sum(x * x for x, _y in apart) * sum(y * y for _x, y in apart))
    return sum(x * y for x, y in apart) / spread if spread else None


def told(asked: Asked, found: ItemStatistics) -> Iterator[str]:
    """Yield the statistics of an item in lines of words, then what to look at; nothing is judged below `ENOUGH`."""
    power = "–" if found.discrimination is None else f"{found.discrimination:.2f}"
    line = str(_("%1 answers; right: %2; discrimination: %3"))
    yield line.replace("%1", str(found.n)).replace("%2", _percent(found.p)).replace("%3", power)
    if found.of:
        shares = [(asked.letters[one.id], found.chosen.get(one.id, 0) / found.of) for one in asked.choices]
        yield "; ".join(f"{letter} {_percent(share)}" for letter, share in shares)
    yield from remarks(asked, found)


def remarks(asked: Asked, found: ItemStatistics) -> Iterator[str]:
    """Yield what stands out, or that there are too few answers to say so."""
    if found.n < ENOUGH:
        yield str(_("Not interpretable: fewer than %1 answers.")).replace("%1", str(ENOUGH))
        return
    if found.n < SURE:
        yield str(_("With caution: fewer than %1 answers.")).replace("%1", str(SURE))
    if found.p < HARD:
        yield str(_("Few know it: too hard, or a wrong key."))
    if found.p > EASY:
        yield str(_("Nearly everybody knows it."))
    yield from _power(found)
    if found.of >= ENOUGH:
        yield from _distractors(asked, found)


def _power(found: ItemStatistics) -> Iterator[str]:
    if found.discrimination is None or found.discrimination >= FAIR:
        return
    if found.discrimination < 0:
        yield str(_("Those who know more miss it more often: check the key first."))
    elif found.discrimination < WEAK:
        yield str(_("It does not tell those who know more from the others."))
    else:
        yield str(_("It hardly tells those who know more from the others."))


def _distractors(asked: Asked, found: ItemStatistics) -> Iterator[str]:
    least_key = min((found.chosen.get(one.id, 0) for one in asked.choices if one.correct), default=0)
    for one in asked.choices:
        count, letter = found.chosen.get(one.id, 0), asked.letters[one.id]
        if one.correct:
            continue
        if count == 0:
            yield str(_("%1 is never chosen.")).replace("%1", letter)
        elif count / found.of < RARE:
            yield str(_("%1 is hardly ever chosen.")).replace("%1", letter)
        elif count > least_key:
            yield str(_("%1 is chosen more often than the key.")).replace("%1", letter)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
