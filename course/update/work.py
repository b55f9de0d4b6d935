"""A work of the bibliography has a new edition: its facts have to be read again, and so has what rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.evidence import Status, load_facts, load_register
from course.evidence.records import read_records
from course.material.resting import Resting, kind_of
from quizzes.explain import suggest
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.material import Material


@dataclass(frozen=True)
class Reading:
    """What has to be read again: facts and statements by their ids, and each place that rests on the work."""

    contents: Mapping[Path, bytes]
    facts: tuple[str, ...]
    statements: tuple[str, ...]
    places: tuple[Resting, ...]


def plan_reading(material: Material, key: str, today: dt.date) -> Reading:
    """Mark the facts and statements that rest on a work as to be read again; nothing is written.

    A fact that was `read` becomes `unverified`, and `read_where` keeps where and when it had been. The verdict of a
    statement stays, and `to_verify` says that its source is to be read again. Raises FindingsError when the
    bibliography has no such work (C075), or register or facts cannot be read (E…).
    """
    project = material.project
    if material.works is None or key not in material.works:
        close = suggest(key, material.works or ())
        message = f"the bibliography has no work '{key}'{close}"
        raise FindingsError(Finding(project.bibliography or project.settings, 1, "C075", message))
    contents: dict[Path, bytes] = {}
    facts = [one for one in load_facts(project.facts) if key in one.source_keys] if project.facts else []
    if project.facts and any(one.status is Status.READ for one in facts):
        contents[project.facts] = _facts(project.facts, key, today)
    claims = [one for one in load_register(project.register).claims if key in one.source_keys]
    if claims and (register := _register(project.register, key, today)):
        contents[project.register] = register
    names = {one.id for one in facts}
    places = tuple(sorted(set(_places(material, key, names))))
    return Reading(contents, tuple(one.id for one in facts), tuple(one.id for one in claims), places)


def _facts(path: Path, key: str, today: dt.date) -> bytes:
    table = read_records(path, "E031")
    rows = []
    for row in table.rows:
        if key in _keys(row["source_keys"]) and row["status"].strip() == Status.READ:
            was = " ".join(filter(None, (row["read_where"].strip(), f"({row['read_on'].strip()})")))
            where = f"{was}; {key} is to be read again since {today.isoformat()}"
            row = table.changed(row, {"status": Status.UNVERIFIED, "read_where": where, "read_on": ""})  # noqa: PLW2901
        rows.append(row)
    return table.written(rows)


def _register(path: Path, key: str, today: dt.date) -> bytes | None:
    table = read_records(path, "E001")
    if "to_verify" not in table.columns:
        return None
    note = f"{key} is to be read again since {today.isoformat()}"
    rows = []
    for row in table.rows:
        if key in _keys(row["source_keys"]) and note not in row["to_verify"]:
            said = "; ".join(filter(None, (row["to_verify"].strip(), note)))
            row = table.changed(row, {"to_verify": said})  # noqa: PLW2901
        rows.append(row)
    return table.written(rows)


def _keys(text: str) -> set[str]:
    return {part.strip() for part in text.split(";")}


def _places(material: Material, key: str, facts: set[str]) -> Iterator[Resting]:
    """Yield every line that cites the work, and each question that rests on it or on one of its facts."""
    project = material.project
    for path, sentence in material.passages():
        if key in sentence.citations:
            yield Resting(path, sentence.line, "statement" if path == project.register else kind_of(project, path))
    for file, place, item in material.items():
        if facts & set(item.facts) or key in {reference.key for reference in item.reference}:
            yield Resting(file.path, file.line("items", place), kind_of(project, file.path))
    for figure in material.figures:
        if key in figure.figure.source:
            yield Resting(figure.path, figure.line("source"), "figure")
