"""Read the answers of learners: each file by what it is, everybody's first answers, and what was left out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.responses.first import HINT, WRONG
from course.responses.progress import from_export
from course.responses.table import from_table
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quizzes.model import Item
    from quizzes.statistics import Answer


@dataclass(frozen=True)
class Responses:
    """First answers by item, one mapping a person; `findings` tell what was left out."""

    people: tuple[Mapping[str, Answer], ...]
    findings: tuple[Finding, ...] = ()


def read_responses(path: Path, course: str, items: Mapping[str, Item]) -> Responses:
    """Read a file, or every .json and .csv file of a folder.

    Raises FindingsError (C070) for a file that is none of ours, and for an item or a choice that there is not.
    """
    files = _files(path)
    if not files:
        raise FindingsError(Finding(path, 1, WRONG, "the folder has no .json and no .csv file", hint=HINT))
    people: list[Mapping[str, Answer]] = []
    found: list[Finding] = []
    for file in files:
        read = from_table if file.suffix == ".csv" else from_export
        for answers in read(file, course, items, found):
            people += [answers] if answers else []
    if any(one.level is Level.ERROR for one in found):
        raise FindingsError(*found)
    return Responses(tuple(people), tuple(found))


def digest_of_responses(path: Path | None) -> str:
    """Return a digest of the answers, empty without any or where they cannot be read."""
    state = hashlib.sha256()
    for file in _files(path) if path else []:
        state.update(file.read_bytes() if file.is_file() else b"")
    return state.hexdigest() if path else ""


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.rglob("*") if one.suffix in {".json", ".csv"} and one.is_file())
