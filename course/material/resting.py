"""What rests on statements of the document: the places that name them, and those that say the same numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.evidence.changes import CHANGES
from course.evidence.numbers import numbers
from course.project.inputs import inputs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from course.evidence.changes import Change
    from course.material.material import Material
    from course.project import Project

_ID = re.compile(r"(?<![\w-])[HS]\d{2,}(?![\w-])")
_TEXTS = frozenset({".md", ".yaml", ".yml", ".po", ".toml", ".csv"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHARED = 2
_KINDS = {"lessons": "lesson", "handouts": "handout", "figures": "figure", "slides": "slides", "locales": "translation"}


@dataclass(frozen=True, order=True)
class Resting:
    """A line of a file that rests on a statement; `kind` says what the file is, such as lesson, question or slides."""

    path: Path
    line: int
    kind: str


def named(project: Project, ids: Collection[str]) -> dict[str, list[Resting]]:
    """Return every line of the course that names a statement, by its id; register and document name none."""
    found: dict[str, list[Resting]] = {name: [] for name in ids}
    skipped = {project.register, project.document, project.register.parent / CHANGES}
    for path in inputs_of(project):
        if path.suffix not in _TEXTS or path in skipped or project.document.parent in path.parents:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            for name in dict.fromkeys(_ID.findall(line)):
                if name in found:
                    found[name].append(Resting(path, number, kind_of(project, path)))
    return found


def kind_of(project: Project, path: Path) -> str:
    """Return what a file of a course is."""
    if path.is_relative_to(project.quizzes):
        return "question"
    parts = path.relative_to(project.root).parts if path.is_relative_to(project.root) else path.parts
    return next(
        (kind for part, kind in _KINDS.items() if part in parts), "session" if "instructor" in parts else "page"
    )


def echoes(material: Material, change: Change, but: Collection[Resting] = ()) -> list[Resting]:
    """Return the lines that say a number that changed, in words of its statement, without naming it.

    A line counts when it has one of the numbers of the old words, and shares two longer words with them.
    """
    if not change.numbers:
        return []
    gone = set(numbers(change.before)) - set(numbers(change.after))
    words = {word.casefold() for word in _WORD.findall(change.before)}
    known = {(one.path, one.line) for one in but}
    found = {
        Resting(path, line, kind_of(material.project, path))
        for path, line, text in _said(material)
        if (path, line) not in known
        and gone & set(numbers(text))
        and len(words & {word.casefold() for word in _WORD.findall(text)}) >= min(_SHARED, len(words))
    }
    return sorted(found)


def _said(material: Material) -> Iterator[tuple[Path, int, str]]:
    """Yield every text of the course that people read, with file and line; the register says what its rows do."""
    for path, sentence in material.passages():
        if path != material.project.register:
            yield path, sentence.line, sentence.text
    for file, place, item in material.items():
        for loc, text in _texts(item.model_dump(mode="python", exclude_unset=True), ()):
            yield file.path, file.line("items", place, *loc), text
    for fact in material.facts:
        if material.project.facts:
            yield material.project.facts, fact.line, fact.statement


def _texts(value: object, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    pairs: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        pairs = iter(_mapping(value).items())
    elif isinstance(value, list | tuple):
        pairs = iter(enumerate(value))
    for key, child in pairs:
        yield from _texts(child, (*loc, key))


def _mapping(value: Mapping[str | int, object]) -> Mapping[str | int, object]:
    return value
