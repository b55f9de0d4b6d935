"""The record of a participation: its JSON Schema, the page on who collects what, and a provider's table."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.credit.participation import PAGE, PROVIDER, Field, fields
from course.outputs.provider.paper import Grid, Paper, Words
from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.project import Project

CODE = "C224"
FORM = "course-participation/1"
_WHO = {
    PAGE: "the learner's own device, in the record of completion",
    PROVIDER: "the provider's system, never a page",
}
_TYPES: dict[str, dict[str, Any]] = {"number": {"type": "number", "minimum": 0}, "flag": {"type": "boolean"}}
_FLAGS = {"true": True, "false": False}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Row = dict[str, Any]


def schema_of() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one participation; `x-collected-by` says of each field who collects it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record of a participation",
        "$comment": f"{FORM}. Fields that are collected by the provider are asked by no page of a course.",
        "type": "object",
        "properties": {one.name: _property(one) for one in fields()},
        "required": [one.name for one in fields() if one.required],
        "additionalProperties": False,
    }


def _property(one: Field) -> dict[str, Any]:
    kind: dict[str, Any] = dict(_TYPES.get(one.type, {"type": "string"}))
    if one.type == "date":
        kind["format"] = "date"
    if one.type == "text":
        kind["minLength"] = 1
    if one.pattern:
        kind["pattern"] = f"^(?:{one.pattern})$"
    more = {"x-registries": list(one.registries)} if one.registries else {}
    who = {"x-collected-by": one.collected_by, "x-requirement": one.requirement}
    return {**kind, "description": one.what, **who, **more}


def participation_page(project: Project) -> Paper:
    """Return the page: each field, who collects it, which registry asks for it, and how well that was read."""
    rows = [("Field", "Collected by", "Needed", "Registries", "Requirement, how read", "What")]
    rows += [
        (
            one.name,
            _WHO[one.collected_by],
            "always" if one.required else "where a registry asks",
            ", ".join(one.registries) or "none",
            f"{one.requirement}, {one.read}",
            one.what.replace("`", ""),
        )
        for one in fields()
    ]
    told = (
        "No page of the course asks for a licence, a birthday or a number of a registry, and none keeps one. What the "
        "provider collects stays in the provider's system; its table is given to this program on the provider's own "
        "computer, and nothing is sent."
    )
    grid = Grid([list(row) for row in rows], (13, 20, 13, 14, 15, 25))
    title = "Record of a participation: who collects what"
    return Paper("participation", "en", title, [Words(told), grid], project.title, landscape=True)


@dataclass(frozen=True)
class Participations:
    """What a provider's table holds: rows by the names of the fields, each with its line."""

    path: Path
    rows: tuple[tuple[int, Row], ...]


def read_participations(project: Project, path: Path) -> Participations:
    """Read a table (CSV, UTF-8) with the fields as its heads.

    Raises FindingsError (C224) with everything that is wrong in it: heads, values, rows that repeat, another course.
    """
    lines = csv.reader(read_text(path, CODE).splitlines())
    heads = [one.strip() for one in next(lines, [])]
    found = [*_heads(path, heads)]
    rows: list[tuple[int, Row]] = []
    seen: dict[str, int] = {}
    for cells in lines if not found else ():
        line = lines.line_num
        if not any(one.strip() for one in cells):
            continue
        if len(cells) != len(heads):
            message = f"this row has {len(cells)} cells, and there are {len(heads)} heads"
            found.append(Finding(path, line, CODE, message))
            continue
        row, wrong = _row(dict(zip(heads, cells, strict=True)))
        wrong += _fits(project, row, seen, line)
        found += [Finding(path, line, CODE, message) for message in wrong]
        rows.append((line, row))
    if found:
        raise FindingsError(*found)
    if not rows:
        raise FindingsError(Finding(path, 1, CODE, "this table has no participations"))
    return Participations(path, tuple(rows))


def _heads(path: Path, heads: list[str]) -> Iterator[Finding]:
    known = {one.name for one in fields()}
    for name in heads:
        if name not in known:
            yield Finding(path, 1, CODE, f"unknown column '{name:.40}'", hint="the fields stand in participation.html")
        elif heads.count(name) > 1:
            yield Finding(path, 1, CODE, f"two columns are called '{name}'")
    missing = [one.name for one in fields() if one.required and one.name not in heads]
    yield from (Finding(path, 1, CODE, f"there is no column '{name}'") for name in missing)


def _row(cells: dict[str, str]) -> tuple[Row, list[str]]:
    """Return the values of a row, and what is wrong with them."""
    row: Row = {}
    wrong: list[str] = []
    for one in fields():
        text = cells.get(one.name, "").strip()
        if not text:
            if one.required:
                wrong.append(f"{one.name} is empty")
            continue
        try:
            row[one.name] = _value(one, text)
        except ValueError:
            kind = {"date": "a day such as 2027-01-31", "number": "a number, 0 or more", "flag": "true or false"}
            wrong.append(f"{one.name} is '{text:.40}', and must be {kind.get(one.type, f'of the form {one.pattern}')}")
    return row, wrong


def _value(one: Field, text: str) -> Any:
    """Return the value of a cell; raises ValueError for one of another kind."""
    if one.type == "date":
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    if one.type == "number":
        if not re.fullmatch(r"\d+(?:\.\d+)?", text):
            raise ValueError(text)
        return float(text)
    if one.type == "flag":
        if text.lower() not in _FLAGS:
            raise ValueError(text)
        return _FLAGS[text.lower()]
    if one.pattern and not re.fullmatch(one.pattern, text):
        raise ValueError(text)
    return text


def _fits(project: Project, row: Row, seen: dict[str, int], line: int) -> list[str]:
    """Return what contradicts the course, the activity, or an earlier row."""
    wrong: list[str] = []
    activity, name = project.tables.activity, row.get("record")
    if name in seen:
        wrong.append(f"record '{name}' stands in line {seen[name]} already: nobody is reported twice")
    if name:
        seen.setdefault(name, line)
    if row.get("course", project.name) != project.name:
        wrong.append(f"this row is of the course '{row['course']:.40}', and this one is '{project.name}'")
    day = row.get("completed")
    if day and activity.released_on and day < activity.released_on:
        wrong.append(f"completed on {day}, before the release ({activity.released_on})")
    if day and activity.expires_on and day > activity.expires_on:
        wrong.append(f"completed on {day}, after the activity ended ({activity.expires_on})")
    if row.get("max") is not None and row.get("score", 0) > row["max"]:
        wrong.append(f"score {row['score']:g} is more than max {row['max']:g}")
    if row.get("licence") and not row.get("state"):
        wrong.append("a licence without the state that gave it")
    if ("hours" in row) != ("subject_area" in row):
        wrong.append("partial credit needs both subject_area and hours")
    return wrong
