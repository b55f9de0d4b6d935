"""Write a lesson: the words of the document, literally, each statement marked with its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.myst import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from course.ingest.divide import Lesson

_WORDS_A_MINUTE = 130
_QUOTED = "the words of the document, not edited yet"
_STARTER = "a starter lesson, not written yet"
ALLOWED = {
    **dict.fromkeys(("T201", "T202", "T203", "T204", "T205", "T206", "T207", "T209", "T311"), _QUOTED),
    "T310": _STARTER,
}
"""Rules about prose that the words of a document cannot keep before somebody edits them, with the reason."""


def write_lesson(lesson: Lesson, name: Callable[[int], str], bank: str, objective: str) -> str:
    """Return the page of a lesson; `name` gives the id of a statement by its number."""
    head = [
        "---",
        f"minutes: {minutes(lesson)}",
        f"objectives: [{objective}]",
        "allow:",
        *(f"  {code}: {reason}" for code, reason in ALLOWED.items()),
        "---",
    ]
    practice = f"## Practice\n\n```{{quiz}} {bank}\n```"
    writer = Writer(name)
    title = writer.line.one(lesson.heading)
    body = writer.write(lesson.blocks())
    page = ["\n".join(head), f"# {title or 'Lesson'}", ":::{objectives}\n:::", *body, practice]
    return "\n\n".join(page) + "\n"


def minutes(lesson: Lesson) -> int:
    """Return how long a lesson takes: its words at a slow reading pace, and a minute for its question."""
    return 1 + -(-lesson.words // _WORDS_A_MINUTE)
