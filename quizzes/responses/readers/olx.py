"""The state of learners in problems of Open edX: CSV of an instructor's report, with `block_key` and `state`.

The name in the key of a block is the id of our item; the state (`student_answers`) names choices by their places:
`choice_2`, the inputs of a problem by `_2_1`, `_3_1` or `_2_2`. lms/djangoapps/instructor_task/tasks_helper/grades.py,
xmodule/capa/capa_problem.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError
from quizzes.model.arranging import MatchItem
from quizzes.model.choices import MultipleItem
from quizzes.model.words import ClozeItem
from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import filled, number_in, read_json, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizzes.responses.readers.context import Context

_NEEDED = ("username", "block_key", "state")
_BLOCK = re.compile(r".*(?:@|/)([A-Za-z0-9._-]+)")
_INPUT = re.compile(r".*_(\d+)_(\d+)")
_CHOICE = re.compile(r"choice_(\d{1,3})")


def looks(head: str) -> bool:
    """Say whether a first line names block and state."""
    line = head.lstrip("\ufeff").partition("\n")[0].lower()
    return "block_key" in line and "state" in line


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield the last answer of each person to each problem, as practice unless there was one attempt only."""
    rows = rows_of(path, read_source(path))
    _, heads = next(rows, (1, []))
    names = {name.lower(): place for place, name in enumerate(heads)}
    if any(name not in names for name in _NEEDED):
        raise refused(path, 1, "this is no report of states of Open edX")
    for line, row in filled(rows, len(heads)):
        found = _BLOCK.fullmatch(row[names["block_key"]])
        item = to.items.get(found[1]) if found else None
        try:
            state = read_json(path, row[names["state"]] or "{}", line)
        except FindingsError:
            to.tell(path, line, ImportCode.UNREADABLE, "a state is damaged: left out")
            continue
        if isinstance(state, dict):
            yield _claim(line, row[names["username"]], found[1] if found else "", state, item)


def _claim(line: int, person: str, name: str, state: dict[str, Any], item: object) -> Claim:
    score = state.get("score") if isinstance(state.get("score"), dict) else {}
    assert isinstance(score, dict)
    mark, most = (number_in(str(score.get(key, ""))) for key in ("raw_earned", "raw_possible"))
    answers = state.get("student_answers")
    given = _given(item, answers) if isinstance(answers, dict) and answers else Given(Form.NOTHING)
    time = state.get("last_submission_time")
    return Claim(
        line=line,
        person=person,
        given=given,
        item=name,
        place=name,
        attempt=1,
        mark=mark,
        max=most,
        submitted=time_in(time) if isinstance(time, str) else None,
    )


def _given(item: object, answers: dict[str, Any]) -> Given:
    """Return what was answered: places of choices, or texts by the place of their input."""
    inputs = sorted(
        ((int(found[1]), int(found[2])), value) for key, value in answers.items() if (found := _INPUT.fullmatch(key))
    )
    if not inputs:
        return Given(Form.HIDDEN)
    if isinstance(item, MatchItem | ClozeItem):
        return Given(Form.PLACES, {place: str(value) for place, (_, value) in enumerate(inputs)})
    value = inputs[0][1]
    if isinstance(item, MultipleItem) or isinstance(value, list):
        listed = value if isinstance(value, list) else [value]
        return Given(Form.PLACES, [_place(str(one)) for one in listed])
    if isinstance(value, str) and _CHOICE.fullmatch(value):
        return Given(Form.PLACES, _place(value))
    return Given(Form.VALUE, str(value))


def _place(text: str) -> int:
    found = _CHOICE.fullmatch(text)
    return int(found[1]) if found else -1


FORMAT = ResponseFormat("olx", "states of learners in problems of Open edX, CSV", looks, read)
