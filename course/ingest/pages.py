"""Write a lesson: the words of the document, literally, each statement marked with its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.draft import Block, Bullets, Code, Paragraph, Statement, Table
from course.ingest.literal import fenced, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.ingest.outline import Lesson

_WORDS_A_MINUTE = 130
_QUOTED = "the words of the document, not edited yet"
_STARTER = "a starter lesson, not written yet"
ALLOWED = {
    **dict.fromkeys(("T201", "T202", "T203", "T204", "T205", "T206", "T207", "T209", "T311"), _QUOTED),
    "T310": _STARTER,
}
"""Rules about prose that the words of a document cannot keep before somebody edits them, with the reason."""


def write_lesson(lesson: Lesson, ids: Iterator[str], bank: str, objective: str) -> str:
    """Return the page of a lesson; takes the next id for each statement."""
    body = [part for depth, section in lesson.parts() for part in _section(depth, section.heading, section.blocks, ids)]
    head = [
        "---",
        f"minutes: {minutes(lesson)}",
        f"objectives: [{objective}]",
        "allow:",
        *(f"  {code}: {reason}" for code, reason in ALLOWED.items()),
        "---",
    ]
    practice = f"## Practice\n\n```{{quiz}} {bank}\n```"
    page = ["\n".join(head), f"# {literal(lesson.title) or 'Lesson'}", ":::{objectives}\n:::", *body, practice]
    return "\n\n".join(page) + "\n"


def minutes(lesson: Lesson) -> int:
    """Return how long a lesson takes: its words at a slow reading pace, and a minute for its question."""
    words = sum(len(statement.text.split()) for section in lesson.sections for statement in section.statements())
    return 1 + -(-words // _WORDS_A_MINUTE)


def _section(depth: int, heading: Statement | None, blocks: tuple[Block, ...], ids: Iterator[str]) -> Iterator[str]:
    if depth and heading:
        yield f"{'#' * min(depth + 1, 6)} {literal(heading.text)}"
    for block in blocks:
        yield _block(block, ids)


def _block(block: Block, ids: Iterator[str]) -> str:
    match block:
        case Paragraph(statements):
            return "\n".join(_marked(statement, ids) for statement in statements)
        case Bullets():
            return "\n".join(_entries(block, ids))
        case Table():
            return "\n".join(_rows(block, ids))
        case Code(statement):
            return f"{fenced(statement.text)}\n\n{_mark(ids)}"


def _marked(statement: Statement, ids: Iterator[str]) -> str:
    return f"{literal(statement.text)} {_mark(ids)}"


def _mark(ids: Iterator[str]) -> str:
    return f"{{claim}}`{next(ids)}`"


def _entries(block: Bullets, ids: Iterator[str]) -> Iterator[str]:
    widths: list[int] = []
    for place, entry in enumerate(block.entries):
        opens = entry.depth >= len(widths)
        del widths[entry.depth :]
        marker = "- " if entry.number is None else f"{entry.number}. "
        if place and opens and entry.number not in (None, 1):
            yield ""  # only a list that begins with 1 may follow a paragraph at once
        indent = " " * sum(widths)
        widths.append(len(marker))
        for line, statement in enumerate(entry.statements):
            yield f"{indent}{' ' * len(marker) if line else marker}{_marked(statement, ids)}"


def _rows(block: Table, ids: Iterator[str]) -> Iterator[str]:
    columns = max(len(cells) for cells, _ in block.rows)
    for place, (cells, _) in enumerate(block.rows):
        texts = [literal(cell) for cell in cells] + [""] * (columns - len(cells))
        texts[-1] = f"{texts[-1]} {_mark(ids)}".strip()
        yield f"| {' | '.join(texts)} |"
        if place == 0:
            yield f"|{'---|' * columns}"
