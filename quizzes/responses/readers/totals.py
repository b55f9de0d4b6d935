"""The grade of an attempt, as a platform gives it, against the marks that the rules of the bank give."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quizzes.responses.readers.codes import ImportCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.responses.columns import Response
    from quizzes.responses.readers.claim import Claim
    from quizzes.responses.readers.context import Context
    from quizzes.responses.readers.take import Tally

_NEAR = 0.006
"""Shares: a grade of 100 comes with two decimals, one of 10 as well."""


def totals(to: Context, tally: Tally, claims: Sequence[Claim], rows: Sequence[Response]) -> None:
    """Tell of attempts whose grade is another one; only those of which every answer was taken can be compared."""
    if len(rows) != len(claims):
        return
    sums: dict[tuple[str, str], list[tuple[float | None, float, int, float]]] = defaultdict(list)
    for claim, row in zip(claims, rows, strict=True):
        if claim.total is not None and row.kind != "survey":
            own = None if claim.mark is not None else row.mark
            sums[claim.person, claim.sitting].append((own, row.max, claim.line, claim.total))
    wrong = []
    for parts in sums.values():
        most = sum(part[1] for part in parts)
        if most and all(part[0] is not None for part in parts):
            own = sum(part[0] or 0.0 for part in parts) / most
            even = sum((part[0] or 0.0) / part[1] for part in parts if part[1]) / len(parts)  # drawn ones count alike
            if min(abs(own - parts[0][3]), abs(even - parts[0][3])) > _NEAR:
                wrong.append((parts[0][2], own, parts[0][3]))
    for line, own, theirs in wrong:
        message = f"the attempt has {theirs:.1%} there, and {own:.1%} by the rules and points of the bank"
        to.tell(tally.path, line, ImportCode.JUDGED, message)
