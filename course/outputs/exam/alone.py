"""A paper stands alone: what its questions refer to is not in it, so references are refused before anything is printed.

An unresolved reference would stand on the paper as the name of a label, or as nothing at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.finding import Finding
from quizzes.lint.prose import segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.exam.draw import ExamDraw
    from quizzes.load import BankFile
    from quizzes.model.types import Item
    from quizzes.yaml12 import Loc

_REFERENCE = re.compile(
    r"\{(?:ref|numref|doc|any|term|eq|download|quiz|item|claim|cite[\w:]*)\}`[^`]*`"
    r"|(?<!!)\[[^\[\]]*\]\((?!https?:|mailto:|tel:)[^()\s]+[^()]*\)"
)
_PARTS = {
    "choices": ("text",),
    "scale": ("text",),
    "sequence": ("text",),
    "pairs": ("premise", "response"),
}
"""The lists of an item and what of each entry a paper prints."""


def references_in(exam: ExamDraw) -> list[Finding]:
    """Return a finding (C084) for each text of a drawn question, or of its case, that refers to another place."""
    drawn = {entry.id for entry in exam.items}
    return [
        _finding(file, loc, found[0], subject)
        for file in exam.files
        for loc, text, subject in _texts(file, drawn)
        if (found := _REFERENCE.search(segments(text)[0]))
    ]


def _finding(file: BankFile, loc: Loc, reference: str, subject: str) -> Finding:
    message = f"'{reference}' leads nowhere from a paper, which stands alone"
    hint = "write out what the question needs; the rationale may refer and cite"
    return Finding(file.path, file.line(*loc), "C084", message, subject=subject, hint=hint)


def _texts(file: BankFile, drawn: set[str]) -> Iterator[tuple[Loc, str, str]]:
    """Yield what a paper prints of the drawn questions of a bank, with its place and the id that it belongs to."""
    cases = {item.stimulus for item in file.bank.items if item.id in drawn}
    for place, case in enumerate(file.bank.stimuli):
        if case.id in cases:
            yield ("stimuli", place, "text"), case.text, case.id
    for place, item in enumerate(file.bank.items):
        if item.id in drawn:
            for loc, text in _printed(item):
                yield ("items", place, *loc), text, item.id


def _printed(item: Item) -> Iterator[tuple[Loc, str]]:
    yield ("stem",), item.stem
    for name, keys in _PARTS.items():
        for place, part in enumerate(getattr(item, name, ())):
            yield from (((name, place, key), getattr(part, key)) for key in keys)
    for place, text in enumerate(getattr(item, "distractors", ())):
        yield ("distractors", place), text
