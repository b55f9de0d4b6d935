"""Rules about signs that Markdown takes for its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.lint.prose import segments
from quizzes.lint.rule import WARNING, Flaw, item_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

_STARS = re.compile(r"\w+(?<=\w)\*(?=[\w(])[^*\n]*(?<=[\w)])\*(?=[\w(])\w*")
_NUMBERS = ["12", "* 24", "48"]


@item_rule(
    "Q162",
    WARNING,
    "CommonMark 0.31, emphasis",
    bad={"stem": "How much is 2*3*4 when it is worked out?", "choices": _NUMBERS, "shuffle": False},
    good={"stem": "How much is `2*3*4` when it is worked out?", "choices": _NUMBERS, "shuffle": False},
)
def stars_stay(reading: Reading) -> Iterator[Flaw]:
    r"""No two stars inside words are read as emphasis.

    `2*3*4` is shown without its stars, and so are two alleles such as `HLA-B*15:02` and `HLA-A*31:01` in one line.
    Write ×, `\*`, or code in backticks.
    """
    for part in reading.parts:
        found = _STARS.search(segments(part.raw)[0]) if part.raw.count("*") > 1 else None
        if found:
            yield Flaw(f"the stars of '{found[0]}' are read as emphasis and vanish", part.at, hint=r"write × or \*")
