"""Results of written exams of R/exams (`nops_eval.csv`): semicolons, bits for boxes, shares of points.

`answer.n`, `solution.n`, `check.n` and `points.n` are about the n-th question; the choices of each copy are mixed, and
which box was which choice stands in a file of R that is not read. So a row has the points alone, and a mapping by hand
says which item `answer.n` was. `check.n` is the share that was reached, negative where wrong boxes cost; what people
mark has 00000 as answer and as solution. The first column is the registration, under the name that the list of
participants gave it (`Matrikelnummer`, `Registration`). cran/exams R/nops_eval.R.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import filled, number_in, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizzes.responses.readers.context import Context

_ANSWER = re.compile(r"answer\.(\d{1,3})")
_NOBODY = ("name", "id", "account", "exam", "scrambling", "scan", "points", "mark")
"""What stands behind the registration; a file that begins with it has lost that column."""
_BITS = re.compile(r"[01]+")


def looks(head: str) -> bool:
    """Say whether a first line has answers, solutions and checks of R/exams."""
    names = re.split(r"[;,\t]", head.lstrip("\ufeff").partition("\n")[0].replace('"', "").strip())
    return {"answer.1", "solution.1", "check.1"} <= set(names)


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield the points of each answer of each sheet."""
    del to
    rows = rows_of(path, read_source(path))
    _, heads = next(rows, (1, []))
    names = {name: place for place, name in enumerate(heads)}
    numbers = [found[1] for name in heads if (found := _ANSWER.fullmatch(name))]
    if not numbers or heads[0].lower() in _NOBODY or _ANSWER.fullmatch(heads[0]):
        raise refused(path, 1, "these are no results of R/exams")
    table = [(line, {name: row[place] for name, place in names.items()}) for line, row in filled(rows, len(heads))]
    most = {number: _most([cells for _, cells in table], number) for number in numbers}
    for line, cells in table:
        for number in numbers:
            if (claim := _claim(line, cells[heads[0]], number, cells, most[number])) is not None:
                yield claim


def _most(table: Sequence[dict[str, str]], number: str) -> float | None:
    """Return the points of a question, which no column has: those reached over the share reached, where it is not 0.

    None where nobody reached any, 1 where points are not told.
    """
    shares = [number_in(cells.get(f"check.{number}", "")) for cells in table]
    points = [number_in(cells.get(f"points.{number}", "")) for cells in table]
    ratios = [reached / share for share, reached in zip(shares, points, strict=True) if share and reached]
    return next((one for one in ratios if one > 0), 1.0 if any(shares) else None)


def _claim(line: int, person: str, number: str, cells: dict[str, str], most: float | None) -> Claim | None:
    """Return what was reached in a question; None for one that the copy does not have."""
    said, key, check = (cells.get(f"{word}.{number}", "").strip() for word in ("answer", "solution", "check"))
    if not said and not key:
        return None
    share, points = number_in(check), number_in(cells.get(f"points.{number}", ""))
    if share is None and _BITS.fullmatch(key):
        share = float(said == key)
    left_open = not said.strip("0") and bool(key.strip("0")) and not share
    return Claim(
        line=line,
        person=person,
        given=Given(Form.NOTHING if left_open else Form.HIDDEN),
        place=f"answer.{number}",
        attempt=1,
        test="exam",
        version=cells.get("exam", ""),
        mark=None if left_open or share is None else share * (most or 1.0) if points is None else points,
        max=most,
    )


FORMAT = ResponseFormat("nops", "results of written exams of R/exams (nops_eval.csv)", looks, read)
