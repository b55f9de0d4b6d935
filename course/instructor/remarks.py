"""What the statistics of a question say to a trainer, in words: what stands out, or that it is too early to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.instructor.words import _
from quizzes.statistics.gates import EASY, ENOUGH, FAIR, HARD, RARE, SURE, WEAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.instructor.answers import Asked
    from quizzes.statistics import ItemFigures


def told(asked: Asked, found: ItemFigures) -> Iterator[str]:
    """Yield the statistics of an item in lines of words, then what to look at; nothing is judged below `ENOUGH`."""
    power = "–" if found.discrimination is None else f"{found.discrimination:.2f}"
    line = str(_("%1 answers; right: %2; discrimination: %3"))
    yield line.replace("%1", str(found.n)).replace("%2", _percent(found.facility)).replace("%3", power)
    if found.of:
        shares = [(asked.letters[one.id], found.taken(one.id) / found.of) for one in asked.choices]
        yield "; ".join(f"{letter} {_percent(share)}" for letter, share in shares)
    yield from remarks(asked, found)


def remarks(asked: Asked, found: ItemFigures) -> Iterator[str]:
    """Yield what stands out, or that there are too few answers to say so."""
    if found.n < ENOUGH:
        yield str(_("Not interpretable: fewer than %1 answers.")).replace("%1", str(ENOUGH))
        return
    if found.n < SURE:
        yield str(_("With caution: fewer than %1 answers.")).replace("%1", str(SURE))
    if found.facility < HARD:
        yield str(_("Few know it: too hard, or a wrong key."))
    if found.facility > EASY:
        yield str(_("Nearly everybody knows it."))
    yield from _power(found)
    if found.of >= ENOUGH:
        yield from _distractors(asked, found)


def _power(found: ItemFigures) -> Iterator[str]:
    if found.discrimination is None or found.discrimination >= FAIR:
        return
    if found.discrimination < 0:
        yield str(_("Those who know more miss it more often: check the key first."))
    elif found.discrimination < WEAK:
        yield str(_("It does not tell those who know more from the others."))
    else:
        yield str(_("It hardly tells those who know more from the others."))


def _distractors(asked: Asked, found: ItemFigures) -> Iterator[str]:
    least_key = min((found.taken(one.id) for one in asked.choices if one.correct), default=0)
    for one in asked.choices:
        count, letter = found.taken(one.id), asked.letters[one.id]
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
