"""What shares of the points, as other programs give them to choices, are in a bank: penalty, weights or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizzes.formats.building import NotTakenError

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEAR = 0.001
_DIGITS = 7


def scoring_of(
    shares: Sequence[float], right: Sequence[bool], *, single: bool, lowest: float = 0.0
) -> tuple[dict[str, Any], list[float | None]]:
    """Return `scoring` and `lowest` of an item, and the weight of each choice, None where it needs none.

    `shares` are from -1 to 1, `right` says which choices are the key; `lowest` is the least that the other program
    gives an answer with several choices. Raises NotTakenError where a wrong choice earns what only the key may.
    """
    wrong = [share for share, key in zip(shares, right, strict=True) if not key]
    if any(share > (1 - _NEAR if single else 0) for share in wrong):
        raise NotTakenError("a choice that is not right earns points like a right one; a key is never guessed")
    costs = {round(share, _DIGITS) for share in wrong}
    bare: list[float | None] = [None] * len(shares)
    if single:
        if costs <= {0.0}:
            return {}, bare
        if len(costs) == 1 and min(costs) < 0:
            return {"scoring": "penalty", "lowest": min(costs)}, bare
        least = {"lowest": min(costs)} if min(costs) < 0 else {}
        weights = [None if key or not share else share for share, key in zip(shares, right, strict=True)]
        return {"scoring": "weights", **least}, weights
    least = {"lowest": max(-1.0, lowest)} if lowest < 0 else {}
    each = 1 / max(1, sum(right))
    usual = all(abs(share - (each if key else -each)) < _NEAR for share, key in zip(shares, right, strict=True))
    if usual:
        return {"scoring": "penalty", **least}, bare
    return {"scoring": "weights", **least}, [share or None for share in shares]
