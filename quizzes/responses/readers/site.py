"""What the learner's pages save as a file: progress with the answers of tests that were sent, and of practice."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from quizzes.finding import counted
from quizzes.responses.columns import Kind
from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import read_json, read_source, revision_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizzes.responses.readers.context import Context

FORMAT_NAME, VERSION = "course-progress", 1
_KEY = re.compile(rf"course/{VERSION}/(.+)/(answer/(\d{{1,9}})/(.+)|result/(\d{{1,9}})|setting/.*|step/.*)")


def looks(head: str) -> bool:
    """Say whether a text begins as these files do."""
    return head.lstrip("\ufeff \n").startswith("{") and f'"{FORMAT_NAME}"' in head[:400]


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield the answers of each test that was sent, then those of practice with a single try."""
    file = read_json(path, read_source(path))
    if not isinstance(file, dict) or file.get("format") != FORMAT_NAME or file.get("version") != VERSION:
        raise refused(path, 1, "this is no progress file of a course")
    course, entries = str(file.get("course", "")), file.get("entries")
    if to.course and course != to.course:
        message = f"the progress file is of the course {course!r:.60}, not of '{to.course}'"
        raise refused(path, 1, message, code=ImportCode.OTHER)
    if not isinstance(entries, dict):
        raise refused(path, 1, "this progress file has no entries")
    told = {key: _parsed(value) for key, value in entries.items()}
    person = str(path.resolve())
    sent = {found[5]: told[key] for key in told if (found := _KEY.fullmatch(key)) and found[5]}
    unsent = 0
    for key, entry in told.items():
        found = _KEY.fullmatch(key)
        if found and found[4]:
            if found[3] in sent:
                yield _claim(person, found[4], entry, int(found[3]), sent[found[3]].get("at"))
            else:
                unsent += 1
        elif key.startswith(f"quizzes/{VERSION}/{course}:") and entry.get("tries") == 1:
            yield _claim(person, key.rpartition("/")[2], entry, at=entry.get("at"))
    if unsent:
        to.tell(path, 1, ImportCode.UNFINISHED, f"{counted(unsent, 'answer')} of tests that were not sent: left out")


def _claim(person: str, item: str, entry: dict[str, Any], attempt: int = 0, at: object = None) -> Claim:
    """Return a claim of an answer in a test, or of one in practice where `attempt` is 0."""
    variant = entry.get("variant")
    response = entry.get("response")
    empty = response is None or response in ("", [], {})
    seconds = entry.get("seconds")
    return Claim(
        line=1,
        person=person,
        given=Given(Form.NOTHING) if empty else Given(Form.VALUE, response),
        item=item,
        place=item,
        attempt=max(1, attempt),
        test="post-test" if attempt else "",
        kind=Kind.TEST if attempt else Kind.PRACTICE,
        revision=revision_in(entry.get("revision")),
        variant=variant if isinstance(variant, int) and not isinstance(variant, bool) else None,
        seconds=float(seconds) if isinstance(seconds, int | float) else None,
        submitted=time_in(str(int(at))) if isinstance(at, int | float) and 0 < at < 1e14 else None,  # noqa: PLR2004
    )


def _parsed(text: object) -> dict[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {}


FORMAT = ResponseFormat("site", "progress files that learners save from our pages, JSON", looks, read)
