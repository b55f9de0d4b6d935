"""Whether a record of completion names a release: edition and hash, as the pages print and keep them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.outputs.release import FOLDER
from course.outputs.release.manifest import FORM
from quizzes.finding import Finding, FindingsError, Level
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.project import Project

CODE = "C094"
_KEY = "/record/"
"""What the key of a record in a file of progress has before its id."""


@dataclass(frozen=True)
class Record:
    """What a record says: the edition and the hash of the course in which everything was done."""

    edition: str
    hash: str


def verify(project: Project, path: Path) -> tuple[list[str], list[Finding]]:
    """Return a line for each record of a file that fits a release, and an error for each that fits none.

    Raises FindingsError (C094) for a file that is none, one of another course, and one that holds no record.
    """
    records = list(_records(project, path))
    if not records:
        raise FindingsError(Finding(path, 1, CODE, "this file holds no record of completion"))
    known, broken = releases(project)
    fitting: list[str] = []
    wrong = list(broken)
    for one in records:
        same = [each for each in known if each["version"] == one.edition]
        if any(each["hash"] == one.hash for each in same):
            fitting.append(f"edition {one.edition} with hash {one.hash} is release {one.edition} of {same[0]['date']}")
            continue
        has = f"; that release has {same[0]['hash']}" if same else f", and no release {one.edition:.40} is known"
        wrong.append(Finding(path, 1, CODE, f"edition {one.edition:.40} with hash {one.hash:.40}{has}"))
    return fitting, wrong


def releases(project: Project) -> tuple[list[Mapping[str, Any]], list[Finding]]:
    """Return the manifests of a course, and warnings about those that cannot be read."""
    found: list[Mapping[str, Any]] = []
    broken: list[Finding] = []
    for path in sorted((project.root / FOLDER).glob("*.json")):
        if path.name.endswith(".sbom.json"):
            continue
        try:
            data = _object(path)
        except FindingsError as error:
            broken += [Finding(path, one.line, CODE, one.message, Level.WARNING) for one in error.findings]
            continue
        if data.get("form") == FORM and all(isinstance(data.get(key), str) for key in ("version", "hash", "date")):
            found.append(data)
        else:
            broken.append(Finding(path, 1, CODE, "this is no manifest of a release", Level.WARNING))
    return found, broken


def _records(project: Project, path: Path) -> Iterator[Record]:
    """Yield the records of a file of progress, or the one that a file is."""
    data = _object(path)
    if data.get("course") not in {None, project.name}:
        message = f"this record is of '{data['course']!s:.60}', and this course is '{project.name}'"
        raise FindingsError(Finding(path, 1, CODE, message))
    entries = data.get("entries")
    values = [text for key, text in entries.items() if _KEY in key] if isinstance(entries, dict) else [data]
    for value in values:
        try:
            one = json.loads(value) if isinstance(value, str) else value
        except ValueError as error:
            raise FindingsError(Finding(path, 1, CODE, f"a record in it is broken: {error}")) from error
        if isinstance(one, dict) and isinstance(one.get("hash"), str):
            edition = one.get("edition") or one.get("version")
            yield Record(str(edition or "without a number"), one["hash"])


def _object(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(read_text(path, CODE))
    except (ValueError, RecursionError) as error:
        raise FindingsError(Finding(path, 1, CODE, f"not readable as JSON: {error}")) from error
    if not isinstance(data, dict):
        raise FindingsError(Finding(path, 1, CODE, "this is no record of completion"))
    return data
