"""E: what rests on statements that the document has changed, until somebody says what was done about it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.evidence.changes import CHANGES, Kind, load_changes
from course.material.resting import named
from quizzes.finding import FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.evidence.changes import Change
    from course.material import Material

_HINT = "set it right, then write in the column 'answer' of changes.csv what was done"
_LONGEST = 80


@check("E025")
def changes_are_answered_for(material: Material) -> Iterator[Fault]:
    """Every place that rests on a statement that the document has changed is looked at, and the change answered for."""
    path = material.project.register.parent / CHANGES
    try:
        changes = load_changes(path) if path.is_file() else ()
    except FindingsError as error:
        yield from (Fault(one.path, one.line, one.message, one.subject, one.hint) for one in error.findings)
        return
    waiting: dict[str, list[Change]] = defaultdict(list)
    for one in changes:
        if one.is_waiting:
            waiting[one.id].append(one)
    places = named(material.project, waiting) if waiting else {}
    for name, found in waiting.items():
        said = "; ".join(map(_said, found))
        for place in places[name]:
            yield Fault(place.path, place.line, f"this rests on a statement that {said}", name, _HINT)
        if not places[name]:
            yield _unnamed(path, found[-1])


def _unnamed(path: Path, change: Change) -> Fault:
    if change.kind is Kind.NEW:
        message = f"the document says this since its change, and no page names it: {_short(change.after)}"
        hint = "teach it in a lesson and mark it there, or write in the column 'answer' why the course does without"
        return Fault(path, change.line, message, change.id, hint, Level.WARNING)
    message = f"a statement that no page names {_said(change)}"
    return Fault(path, change.line, message, change.id, "write in the column 'answer' that you saw it", Level.WARNING)


def _said(change: Change) -> str:
    match change.kind:
        case Kind.NUMBERS:
            return f"has other numbers now: {change.numbers}"
        case Kind.GONE:
            return f"the document does not make any more: {_short(change.before)}"
        case Kind.NEW:
            return "is new in the document"
        case Kind.HEADING:
            return "stands under another heading now"
        case _:
            return f"has other words now: {_short(change.after)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
