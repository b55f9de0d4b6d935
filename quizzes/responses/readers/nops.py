"""Results of written exams of R/exams (`nops_eval.csv`): semicolons, decimal commas, bits for boxes.

`answer.n`, `solution.n` and `check.n` are about the n-th question; the choices of each copy are mixed, and which box
was which choice stands in a file of R that is not read. So a row says right or wrong, and a mapping by hand says which
item `answer.n` was. cran/exams R/nops_eval.R.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import filled, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizzes.responses.readers.context import Context

_ANSWER = re.compile(r"answer\.(\d{1,3})")
_BITS = re.compile(r"[01]+")


def looks(head: str) -> bool:
    """Say whether a first line has answers and solutions of R/exams."""
    line = head.lstrip("\ufeff").partition("\n")[0]
    return "registration" in line and "answer.1" in line


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield how each answer of each sheet was judged."""
    del to
    rows = rows_of(path, read_source(path))
    _, heads = next(rows, (1, []))
    names = {name: place for place, name in enumerate(heads)}
    numbers = [found[1] for name in heads if (found := _ANSWER.fullmatch(name))]
    if "registration" not in names or not numbers:
        raise refused(path, 1, "these are no results of R/exams")
    for line, row in filled(rows, len(heads)):

        def cell(name: str, row: list[str] = row) -> str:
            return row[names[name]] if name in names else ""

        for number in numbers:
            said, key, check = (cell(f"{word}.{number}") for word in ("answer", "solution", "check"))
            drawn = bool(said.strip() or key.strip())
            if not drawn:
                continue
            right = check == "1" if check in ("1", "-1", "0") else (said == key if _BITS.fullmatch(key) else None)
            open_ = not said.strip("0 ")
            yield Claim(
                line=line,
                person=cell("registration"),
                given=Given(Form.NOTHING if open_ else Form.HIDDEN),
                place=f"answer.{number}",
                attempt=1,
                test="exam",
                version=cell("exam"),
                graded=None if open_ else right,
            )


FORMAT = ResponseFormat("nops", "results of written exams of R/exams (nops_eval.csv)", looks, read)
