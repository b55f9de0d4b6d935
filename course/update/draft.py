"""Words of a draft that nobody has edited follow the document: the old dose would stand there as if it still held.

A sentence, entry or row is taken for a draft's when it stands in a lesson whose head still says so, word for word as
the document had it, before the mark of a statement that nobody has judged. Everything else stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.evidence.changes import Kind
from course.ingest.literal import escaped, literal
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from course.evidence.records import Record
    from course.project import Project
    from course.update.compare import Line

UNEDITED = "not edited yet"
"""What `course new` writes into the head of a lesson, and an author deletes who has rewritten it."""
_FOLLOWS = frozenset({Kind.NUMBERS, Kind.REWORDED})
_MARKED_UP = re.compile(r"\^\(|_\(|\[(?:deleted|inserted): |\$|[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉]")
_HEAD = re.compile(r"---\r?\n(.*?)\r?\n---", re.DOTALL)


def followed(project: Project, lines: Iterable[Line]) -> tuple[dict[Path, bytes], tuple[tuple[Path, str], ...]]:
    """Return the lessons in which unedited words are those of the new document, and which statements these are."""
    rows = [(line, line.row) for line in lines]
    due = [
        (line.id, " ".join(row["seed_text"].split()), line.said.text)
        for line, row in rows
        if row is not None and _may_follow(line, row)
    ]
    contents: dict[Path, bytes] = {}
    told: list[tuple[Path, str]] = []
    for path in project.lessons():
        before = text = read_text(path)
        head = _HEAD.match(text)
        if head is None or UNEDITED not in head[1] or path.read_bytes().startswith(b"\xef\xbb\xbf"):
            continue
        for name, old, new in due:
            text, is_found = _replaced(text, name, old, new)
            if is_found:
                told.append((path, name))
        if text != before:
            contents[path] = text.encode()
    return contents, tuple(told)


def _may_follow(line: Line, row: Record) -> bool:
    """Say whether a statement has other words, and nobody has judged the old ones."""
    if line.kind not in _FOLLOWS or line.said.is_heading or row["verdict"].strip() != "open":
        return False
    return not _MARKED_UP.search(f"{row['seed_text']} {line.said.text}")


def _replaced(text: str, name: str, old: str, new: str) -> tuple[str, bool]:
    """Return a text with the words before the mark of a statement replaced, and whether they stood there."""
    mark = rf"(?=(?: \{{claim\}}`[HS]\d+`)* \{{claim\}}`{name}`)"
    for before, after in _forms(old, new):
        found = re.search(rf"(?m)(?:^[ \t>]*(?:[-*+] |\d+[.)] |\| )*|` ){re.escape(before)}{mark}", text)
        if found:
            begin = found.end() - len(before)
            return f"{text[:begin]}{after}{text[found.end() :]}", True
    return text, False


def _forms(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield how a draft writes the words, and the new ones in the same way: a sentence, or the cells of a row."""
    yield literal(old), literal(new)
    yield escaped(old), escaped(new)
    cells, others = (text.split(" | ") for text in (old, new))
    if len(cells) == len(others) > 1:
        yield " | ".join(map(escaped, cells)), " | ".join(map(escaped, others))
