"""The report of interactions of a SCORM package in Moodle.

Columns `Question n`, `Response n`, `Right answer n`, `Result n` of mod/scorm/report/interactions.

`Question n` is the id of the interaction, which our packages make of the id of the item; n is the order in which
answers were sent, so an item that was answered again comes again: the last answer before the report counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.coded import plain
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import filled, number_in, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizzes.responses.readers.context import Context

_NUMBERED = re.compile(r"\D+?\s*(\d{1,4})")
_FIELDS = 4
_WORDS = {"correct": True, "incorrect": False, "wrong": False}
_LONGEST_NUMBER = 5
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


def _groups(heads: Sequence[str]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, head in enumerate(heads):
        if number := _NUMBERED.fullmatch(head):
            found.setdefault(int(number[1]), []).append(place)
    return found


def looks(head: str) -> bool:
    """Say whether a first line has the four columns of each answer and no grade."""
    line = head.lstrip("\ufeff").partition("\n")[0]
    names = [(one or other).strip() for one, other in re.findall(r'"([^"]*)"|([^,;\t]+)', line)]
    groups = _groups(names)
    return len(groups.get(1, ())) == _FIELDS and not any("/" in name for name in names)


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield the last answer of each interaction of each attempt."""
    del to
    rows = rows_of(path, read_source(path))
    _, heads = next(rows, (1, []))
    groups = _groups(heads)
    before = min((places[0] for places in groups.values()), default=0)
    if not groups or not before:
        raise refused(path, 1, "this is no report of interactions of SCORM")
    for line, row in filled(rows, len(heads)):
        about = _about(row[:before])
        last: dict[str, list[str]] = {}
        for places in groups.values():
            cells = [row[place] for place in places[:_FIELDS]] + [""] * (_FIELDS - len(places))
            if cells[0] not in ("", "-", "\xa0"):
                last[cells[0]] = cells
        for code, (_, said, _, result) in last.items():
            given = Given(Form.NOTHING) if said in ("", "-") else Given(Form.CODED, said)
            word = _WORDS.get(result.lower())
            yield Claim(
                line=line, given=given, item=plain(code), place=code, mark=number_in(result), graded=word, **about
            )


def _about(cells: Sequence[str]) -> dict[str, Any]:
    """Return person, attempt and time: the attempt is the whole number before the first time."""
    times = [place for place, cell in enumerate(cells) if time_in(cell) and not cell.isdigit()]
    first = times[0] if times else len(cells)
    numbers = [cell for cell in cells[:first] if cell.isdigit() and len(cell) <= _LONGEST_NUMBER]
    number = numbers[-1] if numbers else ""
    who = [cell for cell in cells[:first] if cell != number]
    mail = next((cell for cell in who if _MAIL.fullmatch(cell)), "\t".join(who))
    return {
        "person": mail,
        "attempt": int(number) if number and int(number) else 0,
        "sitting": cells[first] if times else "",
        "submitted": time_in(cells[times[-1]]) if times else None,
    }


FORMAT = ResponseFormat("moodle-scorm", "report of interactions of a SCORM package in Moodle, CSV", looks, read)
