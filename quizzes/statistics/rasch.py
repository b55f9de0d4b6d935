"""The Rasch model by conditional maximum likelihood: difficulties that do not depend on who drew which items.

PyPI has no kept library for it (girth ends in 2021 and takes no missing answers), so the likelihood is worked out here
with NumPy: which items are right given how many, over what each person drew (Andersen, Psychometrika 37:283, 1972).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizzes.responses.extra import brought
from quizzes.statistics.gates import Gate, gate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROUNDS, SMALL = 60, 1e-10
MOST_STEP = 1.0
Unit = tuple[Any, Any, Any, Any]
"""Of people who drew as many items: what they drew, how many were right, how many people, how many right by item."""


@dataclass(frozen=True)
class RaschItem:
    """The difficulty of an item in logits, with mean 0 over all, its standard error and its fit.

    `infit` and `outfit` are mean squares: 1 as expected, above it less orderly. `people` had some but not all right.
    """

    item: str
    difficulty: float
    error: float
    infit: float
    outfit: float
    people: int

    @property
    def gate(self) -> Gate:
        """Say how far it may be read."""
        return gate(self.people)


def rasch(people: Sequence[Mapping[str, int]]) -> tuple[RaschItem, ...]:
    """Return the difficulties of items from answers that are right (1) or wrong (0), of what each person drew.

    People with none or all right say nothing, nor does an item that nobody or everybody of the others has right: they
    are left out. Empty where the items fall apart into sets that nobody connects.
    """
    told, names = _informative(people)
    if len(names) < 2 or not _connected(told, names):  # noqa: PLR2004 - a difficulty needs another one
        return ()
    numpy = brought("numpy")
    place = {name: number for number, name in enumerate(names)}
    units = _units(numpy, [{place[name]: right for name, right in one.items()} for one in told])
    beta = numpy.zeros(len(names))
    for _round in range(ROUNDS):
        slope, bend = _slopes(numpy, units, beta)
        step = numpy.linalg.lstsq(bend, slope, rcond=None)[0]
        beta -= numpy.clip(step, -MOST_STEP, MOST_STEP)
        beta -= beta.mean()
        if abs(step).max() < SMALL:
            break
    errors = numpy.sqrt(numpy.diag(numpy.linalg.pinv(bend)))
    infit, outfit, counts = _fit(numpy, units, beta)
    return tuple(
        RaschItem(name, float(beta[n]), float(errors[n]), float(infit[n]), float(outfit[n]), int(counts[n]))
        for n, name in enumerate(names)
    )


def _informative(people: Sequence[Mapping[str, int]]) -> tuple[list[Mapping[str, int]], list[str]]:
    """Return the people and the items that say something; leaving out one may empty another."""
    told = list(people)
    while True:
        rights: dict[str, list[int]] = defaultdict(list)
        told = [one for one in told if 0 < sum(one.values()) < len(one)]
        for one in told:
            for name, right in one.items():
                rights[name].append(right)
        useless = {name for name, values in rights.items() if sum(values) in {0, len(values)}}
        if not useless:
            return told, sorted(rights)
        told = [{name: right for name, right in one.items() if name not in useless} for one in told]


def _connected(people: Sequence[Mapping[str, int]], names: Sequence[str]) -> bool:
    reached, left = {names[0]}, [set(one) for one in people]
    while True:
        near = {name for one in left if one & reached for name in one} - reached
        if not near:
            return reached == set(names)
        reached |= near


def _units(numpy: Any, people: Sequence[Mapping[int, int]]) -> list[Unit]:
    """Return people by the number of items they drew; those with the same items and score are one row."""
    rows: dict[int, dict[tuple[tuple[int, ...], int], Any]] = defaultdict(dict)
    for person in people:
        drawn = tuple(sorted(person))
        score = sum(person.values())
        told = rows[len(drawn)].setdefault((drawn, score), [0, numpy.zeros(len(drawn))])
        told[0] += 1
        told[1] += [person[one] for one in drawn]
    return [
        (
            numpy.array([drawn for drawn, _score in same]),
            numpy.array([score for _drawn, score in same]),
            numpy.array([float(count) for count, _right in same.values()]),
            numpy.array([right for _count, right in same.values()]),
        )
        for _size, same in sorted(rows.items())
    ]


def _symmetric(numpy: Any, ease: Any) -> Any:
    """Return the elementary symmetric functions of each row of eases, of orders 0 to their number."""
    found = numpy.zeros((len(ease), ease.shape[1] + 1))
    found[:, 0] = 1.0
    for count in range(1, ease.shape[1] + 1):
        found[:, 1 : count + 1] += ease[:, count - 1, None] * found[:, :count].copy()
    return found


def _slopes(numpy: Any, units: Sequence[Unit], beta: Any) -> tuple[Any, Any]:
    """Return the observed less the expected number right of each item, and the information."""
    size = len(beta)
    slope, bend = numpy.zeros(size), numpy.zeros((size, size))
    for drawn, scores, counts, right in units:
        one, two = _chances(numpy, numpy.exp(-beta[drawn]), scores)
        numpy.add.at(slope, drawn, right - counts[:, None] * one)
        apart = counts[:, None, None] * (two - one[:, :, None] * one[:, None, :])
        numpy.add.at(bend, (drawn[:, :, None], drawn[:, None, :]), apart)
    return slope, bend


def _chances(numpy: Any, ease: Any, scores: Any) -> tuple[Any, Any]:
    """Return for each row, given its score, the chance of each item and of each pair of items to be right."""
    rows, size = numpy.arange(len(ease)), ease.shape[1]
    whole = _symmetric(numpy, ease)[rows, scores]
    one, two = numpy.zeros((len(ease), size)), numpy.zeros((len(ease), size, size))
    for i in range(size):
        without = numpy.delete(ease, i, axis=1)
        one[:, i] = two[:, i, i] = ease[:, i] * _symmetric(numpy, without)[rows, scores - 1] / whole
        for j in range(i):
            pair = _symmetric(numpy, numpy.delete(without, j, axis=1))[rows, numpy.maximum(scores - 2, 0)]
            two[:, i, j] = two[:, j, i] = numpy.where(scores > 1, ease[:, i] * ease[:, j] * pair / whole, 0)
    return one, two


def _fit(numpy: Any, units: Sequence[Unit], beta: Any) -> tuple[Any, Any, Any]:
    """Return infit and outfit, at the conditional expectation of each answer given the person's score."""
    above, below, outer, people = (numpy.zeros(len(beta)) for _each in range(4))
    for drawn, scores, counts, right in units:
        expected, _two = _chances(numpy, numpy.exp(-beta[drawn]), scores)
        spread = expected * (1 - expected)
        apart = right * (1 - 2 * expected) + counts[:, None] * expected**2
        numpy.add.at(above, drawn, apart)
        numpy.add.at(below, drawn, counts[:, None] * spread)
        numpy.add.at(outer, drawn, apart / spread)
        numpy.add.at(people, drawn, numpy.broadcast_to(counts[:, None], drawn.shape))
    return above / below, outer / people, people
