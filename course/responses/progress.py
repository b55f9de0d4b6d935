"""Progress files as the learner's site exports them."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from course.responses.first import HINT, LEFT_OUT, WRONG, graded, short
from quizzes.finding import Finding, Level
from quizzes.model.varying import variant_of
from quizzes.responses import Kind
from quizzes.responses.valid import MOST_ATTEMPTS
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quizzes.model.types import Item
    from quizzes.responses import Response

FORMAT, VERSION = "course-progress", 1
TEST = "post-test"
_NUMBER = "([0-9]{1,9})"


def from_export(
    path: Path, course: str, items: Mapping[str, Item], found: list[Finding], decimal: str = "."
) -> Iterator[Response]:
    """Yield the responses of one person: those of tests that were sent, then those of practice with a single try.

    The person is a digest of the file.
    """
    text = read_text(path, WRONG, newline=None)
    try:
        file = json.loads(text)
        known = file["format"] == FORMAT and file["version"] == VERSION and isinstance(file["entries"], dict)
    except (ValueError, KeyError, TypeError, RecursionError):
        known = False
    if not known:
        found.append(Finding(path, 1, WRONG, "this is no progress file of a course", hint=HINT))
        return
    if file.get("course") != course:
        message = f"the progress file is of the course {short(file.get('course'))}, not of '{course}'"
        found.append(Finding(path, 1, WRONG, message))
        return
    who = {"person": hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16], "source": "site"}
    rows, older = [], 0
    for name, entry, where in _entries(file["entries"], course):
        item = items.get(name)
        if item is None or str(entry.get("revision", "")) != str(item.revision):
            older += 1
        elif item.scored:
            shown = {"revision": str(item.revision), "variant": _variant(entry)}
            asked = _asked(item, entry.get("variant"), decimal)
            rows.append(graded(asked, entry.get("response"), decimal, **who, **where, **shown))
    if older:
        message = f"{older} answers are left out: their questions have changed since, or are gone"
        found.append(Finding(path, 1, LEFT_OUT, message, Level.WARNING))
    elif not rows:
        found.append(Finding(path, 1, LEFT_OUT, "the file holds no first answer that was sent", Level.WARNING))
    yield from rows


def _variant(entry: Mapping[str, Any]) -> str:
    variant = entry.get("variant")
    return str(variant)[:9] if isinstance(variant, int) else ""


def _asked(item: Item, variant: object, decimal: str) -> Item:
    """Return the item with the numbers that this person had."""
    asked: Item = variant_of(item, variant, decimal) if isinstance(variant, int) else item
    return asked


def _entries(entries: Mapping[str, Any], course: str) -> Iterator[tuple[str, Mapping[str, Any], dict[str, Any]]]:
    """Yield item, entry and where it was answered: tests in their order, then practice with a single try."""
    told = {key: _parsed(text) for key, text in entries.items()}
    tests = re.compile(rf"course/{VERSION}/{re.escape(course)}/answer/{_NUMBER}/(.+)")
    sent = [(int(match[1]), match[2], told[key]) for key in told if (match := tests.fullmatch(key))]
    for number, item, entry in sorted(sent, key=lambda one: one[0]):
        if f"course/{VERSION}/{course}/result/{number}" in told:
            yield item, entry, {"kind": Kind.TEST, "test": TEST, "attempt": max(1, min(number, MOST_ATTEMPTS))}
    for key, entry in told.items():
        if key.startswith(f"quizzes/{VERSION}/{course}:") and entry.get("tries") == 1:
            yield key.rpartition("/")[2], entry, {"kind": Kind.PRACTICE}


def _parsed(text: object) -> Mapping[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {}
