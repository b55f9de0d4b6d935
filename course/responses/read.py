"""Read the answers of learners into rows: each file by what it is, and what was left out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.responses.first import HINT, WRONG
from course.responses.papers import RECORD
from course.responses.progress import from_export
from course.responses.table import from_table
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from quizzes.model.types import Item
    from quizzes.responses import Response

_TEXTS = (".csv", ".json")
_KINDS = (*_TEXTS, ".jsonl", ".parquet")


@dataclass(frozen=True)
class Responses:
    """Rows of the table of responses; `findings` tell what was left out."""

    rows: tuple[Response, ...]
    findings: tuple[Finding, ...] = ()


def read_responses(
    path: Path, course: str, items: Mapping[str, Item], printed: Collection[str] = (), decimal: str = "."
) -> Responses:
    """Read a file, or every .json and .csv file of a folder; `printed` names the items that exams print.

    `decimal` is the decimal sign of the course.

    Raises FindingsError (C070) for a file that is none of ours, and for an item or a choice that there is not.
    """
    files = [file for file in files_in(path) if file.suffix in _TEXTS or file == path]
    rows: list[Response] = []
    found: list[Finding] = []
    for file in files:
        table = file.suffix == ".csv"
        if table:
            rows += from_table(file, course, items, found, printed)
        else:
            rows += from_export(file, course, items, found, decimal)
    if any(one.level is Level.ERROR for one in found):
        raise FindingsError(*found)
    return Responses(tuple(rows), tuple(found))


def digest_of_responses(path: Path | None) -> str:
    """Return a digest of the answers, empty without any or where they cannot be read."""
    state = hashlib.sha256()
    for file in given_files(path) if path else ():
        for one in (file, file.with_name(RECORD)):
            state.update(one.read_bytes() if one.is_file() else b"")
    return state.hexdigest() if path else ""


def files_in(path: Path) -> list[Path]:
    """Return the file itself, or those of a folder that may hold answers.

    Raises FindingsError (C070) for a folder without any.
    """
    if found := given_files(path):
        return found
    raise FindingsError(Finding(path, 1, WRONG, f"the folder has no file that ends in {', '.join(_KINDS)}", hint=HINT))


def given_files(path: Path) -> list[Path]:
    """Return the file itself, or those of a folder that may hold answers, in their order."""
    if not path.is_dir():
        return [path]
    found = (one for one in path.rglob("*") if one.suffix.lower() in _KINDS and one.is_file())
    return sorted(one for one in found if one.name != RECORD)
