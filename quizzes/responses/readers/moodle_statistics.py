"""Moodle's own statistics of a quiz, to compare with: `Q#`, type, name, attempts, facility, by the name of a question.

Our exports put the id of the item first into the name: `ID` or `ID: title`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from quizzes.finding import counted
from quizzes.responses.readers.source import number_in, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizzes.responses.columns import Response
    from quizzes.responses.readers.catalog import Catalog

_HEAD = "Q#"
_NAME, _ATTEMPTS, _FACILITY = 2, 3, 4
_NEAR = 0.005


def is_statistics(head: str) -> bool:
    """Say whether a text is Moodle's statistics of a quiz."""
    return any(re.match(rf'"?{_HEAD}"?[,;\t]', line) for line in head.splitlines()[:20])


def compared(files: Sequence[Path], rows: Sequence[Response], catalog: Catalog) -> list[str]:
    """Return a line for each item whose facility is another one there, and one for how many are equal."""
    made: list[str] = []
    shares: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.attempt == 1 and row.mark is not None and row.max:
            shares[row.item].append(row.mark / row.max)
    for path in files:
        equal = 0
        for name, attempts, theirs in _facilities(path):
            item, _ = catalog.names.get(name.partition(":")[0].strip(), ("", None))
            own = shares.get(item)
            if not own:
                continue
            mean = sum(own) / len(own)
            if abs(mean - theirs) <= _NEAR:
                equal += 1
            else:
                made.append(f"{item}: facility {theirs:.2%} there (n = {attempts:g}), {mean:.2%} here (n = {len(own)})")
        made.append(f"{path.name}: {counted(equal, 'item')} with the same facility")
    return made


def _facilities(path: Path) -> list[tuple[str, float, float]]:
    found: list[tuple[str, float, float]] = []
    begun = False
    for _, row in rows_of(path, read_source(path)):
        if row[0] == _HEAD:
            begun = True
        elif begun and row[0].isdigit() and len(row) > _FACILITY:
            attempts, share = number_in(row[_ATTEMPTS]), number_in(row[_FACILITY])
            if attempts is not None and share is not None:
                found.append((row[_NAME], attempts, share / 100))
        elif begun:
            break
    return found
