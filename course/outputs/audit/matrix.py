"""The audit matrix: each requirement, whether the record meets it, and the evidence with its place and hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, is_dataclass
from typing import TYPE_CHECKING, Any

from course.checks import check_material
from course.checks.record.credit import reckoned
from course.checks.record.record import Record, is_blank, record_of
from course.credit import requirements
from course.material import read_material
from course.outputs.audit.words import words_of_lessons
from course.project.load import setting_line
from course.reviews import content_hashes
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from course.credit import Requirement
    from course.project import Project

MET, NOT_MET, HUMAN = "met", "not met", "needs a human"
_CHECK = "check:"
"""What evidence begins with that is a check of the content: when it finds nothing, the content is the evidence."""
COUNT_SLACK = 0
"""Words by which a typed number may differ from the counted one."""


@dataclass(frozen=True)
class Evidence:
    """Where something stands, as a link from the folder of the course, and the SHA-256 of it."""

    name: str
    link: str
    sha256: str


@dataclass(frozen=True)
class Row:
    """One requirement and how it stands; `why` says what is missing, or why a person has to look."""

    requirement: Requirement
    status: str
    why: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Matrix:
    """The whole, with the inputs of the time; `words` is None where no built pages were given."""

    title: str
    version: str
    day: dt.date
    profiles: tuple[str, ...]
    rows: tuple[Row, ...]
    words: int | None
    minutes: float | None
    stated: int | None
    claimed: int | None
    items: int | None
    difficulty: str

    def count(self, status: str) -> int:
        """Return how many requirements have a status."""
        return sum(row.status == status for row in self.rows)


def audit(project: Project, *, site: Path | None = None, today: dt.date | None = None) -> Matrix:
    """Return the matrix of a course; `site` is the folder of its built pages, on which words are counted.

    Raises FindingsError (C218) for a course without provider and accreditation: there is nothing to audit.
    """
    material = read_material(project, today=today)
    record = record_of(material)
    if record is None:
        message = "course.toml names no provider and no accreditation, so there is nothing to audit"
        hint = "fill in [provider] and [accreditation.NAME]"
        raise FindingsError(Finding(project.settings, 1, "C218", message, hint=hint))
    found = [one for one in check_material(material) if one.level is not Level.INFO]
    words = words_of_lessons(site, [page.name for page in material.lessons]) if site else None
    found += _counted(record, words)
    rows = tuple(_row(record, one, found) for one in requirements() if _applies(record, one))
    time = record.activity.time
    rated = f"{time.difficulty:g} ({time.difficulty_scale}), by {time.difficulty_by}" if time.difficulty else ""
    return Matrix(
        title=record.activity.title or project.title,
        version=project.version,
        day=material.today,
        profiles=tuple(f"{one.name}, read {one.checked_on}" for one in record.profiles().values()),
        rows=rows,
        words=words,
        minutes=reckoned(record),
        stated=time.minutes_stated,
        claimed=time.minutes_claimed,
        items=time.items,
        difficulty=rated,
    )


def _counted(record: Record, words: int | None) -> Iterator[Finding]:
    """Compare the words that were typed with those on the built pages."""
    typed = record.activity.time.words
    if words is not None and typed is not None and abs(words - typed) > COUNT_SLACK:
        settings = record.material.project.settings
        line = setting_line(record.material.project, "activity", "time", "words")
        message = f"the built pages have {words} words, and words is {typed}"
        yield Finding(settings, line, "C210", message, subject="A123", hint="take over the counted number")


def _applies(record: Record, one: Requirement) -> bool:
    reports = "cebroker" in one.profiles and record.tables.registry.cebroker is not None
    return not one.profiles or reports or record.follows(*one.profiles)


def _row(record: Record, one: Requirement, found: list[Finding]) -> Row:
    codes = {name.removeprefix(_CHECK) for name in one.evidence if name.startswith(_CHECK)}
    told = [finding for finding in found if finding.subject == one.id or finding.code in codes]
    evidence = tuple(_evidence(record, one))
    waiting = [name.partition(":")[2] for name in map(_plain, one.evidence) if _waits(record, name)]
    if errors := [finding for finding in told if finding.level is Level.ERROR]:
        return Row(one, NOT_MET, tuple(finding.message for finding in errors), evidence)
    why = [finding.message for finding in told]
    if one.read == "not confirmed":
        why.append("nobody could read this rule: it is not confirmed")
    missing = [name for name in one.evidence if not any(each.name == name for each in evidence)]
    if one.by == "person" or (one.by == "both" and missing):
        why.append("a person must judge this")
    elif one.by == "both":
        why.append("fields are complete; a person must judge them")
    if waiting:
        why.append(f"still waits for the provider: {', '.join(waiting)}")
    if missing and (one.by != "person" or not why):
        why.append(f"nothing is recorded: {', '.join(missing)}")
    return Row(one, HUMAN if why else MET, tuple(why), evidence)


def _plain(name: str) -> str:
    return name if ":" in name else f"key:{name}"


def _waits(record: Record, name: str) -> bool:
    """Say whether a value holds a text that the provider must replace."""
    kind, _, way = name.partition(":")
    return kind == "key" and any(text.startswith("PLACEHOLDER") for text in _texts(_value(record, way)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _value(record: Record, way: str) -> Any:
    """Return what course.toml says under a dotted name, as plain data; None where it says nothing."""
    here: Any = record.tables
    if way == "person":
        return plain(record.tables.everybody) or None
    for part in way.split("."):
        here = here.get(part) if isinstance(here, dict) else getattr(here, part, None)
    return plain(here)


def plain(value: Any) -> Any:
    """Return tables as dictionaries without what is empty, and days as text."""
    if is_dataclass(value):
        pairs = ((name, plain(inner)) for name, inner in vars(value).items() if not name.startswith("_"))
        return {name: inner for name, inner in pairs if inner not in (None, "", [], {})}
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _evidence(record: Record, one: Requirement) -> Iterator[Evidence]:
    project = record.material.project
    for name in one.evidence:
        kind, _, way = _plain(name).partition(":")
        if kind == "file":
            yield from _files(project, name, way)
            continue
        if kind == "check":
            yield Evidence(name, ".", hashlib.sha256("".join(content_hashes(project).values()).encode()).hexdigest())
            continue
        value = _value(record, way)
        if value in (None, "", [], {}) or (isinstance(value, str) and is_blank(value) and not value):
            continue
        line = setting_line(project, *way.split("."))
        digest = hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        yield Evidence(name, f"{project.settings.name}#L{line}", digest)


def _files(project: Project, name: str, way: str) -> Iterator[Evidence]:
    path = project.root / way
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    files = [one for one in files if one.is_file()]
    if files:
        digest = hashlib.sha256(b"".join(hashlib.sha256(one.read_bytes()).digest() for one in files))
        if len(files) == 1 and not path.is_dir():
            digest = hashlib.sha256(path.read_bytes())
        yield Evidence(name, way, digest.hexdigest())
