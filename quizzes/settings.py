"""quizzes.toml beside the banks: what their lint knows about the course they belong to; and the objectives it names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from quizzes.codes import LoadCode
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.model import Bloom, Frozen, Identifier, Number, Objective, Text
from quizzes.toml_fault import fault_line
from quizzes.yaml12 import Document, Loc, read_document, read_text

NAME = "quizzes.toml"
PATHS = ("objectives", "bibliography", "facts", "lessons", "glossary")
_STRICT = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True, str_strip_whitespace=True)
_COUNT = Annotated[int, Field(ge=1, le=1000, strict=True)]


@dataclass(frozen=True, config=_STRICT)
class Cell:
    """One cell of the blueprint: how many items of a lesson at these Bloom levels a draw holds."""

    lesson: Identifier
    bloom: tuple[Bloom, ...]
    draw: _COUNT


@dataclass(frozen=True, config=_STRICT)
class Blueprint:
    """What a test is made of: `draw` items of the pools by cell, the share to pass, and how deep the pool must be."""

    draw: _COUNT
    cells: tuple[Cell, ...] = ()
    pass_mark: Annotated[Number, Field(gt=0, le=1, alias="pass")] = 0.8
    pool_factor: Annotated[Number, Field(ge=1)] = 3


@dataclass(frozen=True, config=_STRICT)
class Settings:
    """quizzes.toml; every path is absolute, `path` is the file itself even where it does not exist.

    `brands` maps brand to generic name, `spelling` a misspelling to the right word; `stale` names references whose
    review date has passed.
    """

    path: Path = Path(NAME)
    objectives: Path | None = None
    bibliography: Path | None = None
    facts: Path | None = None
    lessons: Path | None = None
    glossary: Path | None = None
    brands: dict[str, Text] = Field(default_factory=dict)
    topic_words: tuple[Text, ...] = ()
    abbreviations: tuple[Text, ...] = ()
    spelling: dict[str, Text] = Field(default_factory=dict)
    stale: tuple[Identifier, ...] = ()
    blueprint: Blueprint | None = None


_SETTINGS = TypeAdapter(Settings)


class _ObjectiveFile(Frozen):
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)]


def load_settings(folder: Path) -> Settings:
    """Return the settings of the banks in `folder`, the defaults when it has no quizzes.toml.

    Raises FindingsError for a file that is not TOML, an unknown key, a wrong value or a path that does not exist.
    """
    path = (Path(folder) / NAME).absolute()
    if not path.exists():
        return Settings(path=path)
    text = read_text(path)
    lines = toml_lines(text)
    table = _parse(text, path)
    if "path" in table:
        raise FindingsError(Finding(path, lines.get(("path",), 1), LoadCode.UNKNOWN_KEY, "unknown key 'path'"))
    try:
        settings = _SETTINGS.validate_python(table)
    except ValidationError as error:
        raise FindingsError(*explain(error, Settings, Document(table, lines), path)) from error
    paths = {key: (path.parent / table[key]).resolve() for key in PATHS if key in table}
    missing = [key for key, target in paths.items() if not target.exists()]
    if missing:
        found = [(lines.get((key,), 1), f"{key}: there is no {table[key]}") for key in missing]
        raise FindingsError(*(Finding(path, line, LoadCode.SETTINGS_PATH, message) for line, message in found))
    return replace(settings, path=path, **paths)


def load_objectives(path: Path) -> dict[str, Objective]:
    """Return the objectives of `path` (a YAML list of id, text, bloom, lesson, audience) by id, in its order.

    Raises FindingsError with everything that is wrong in the file.
    """
    return {objective.id: objective for objective in _read_objectives(path)[0]}


def objective_lines(path: Path) -> dict[str, int]:
    """Return the line (from 1) on which each objective of `path` begins; raises as `load_objectives` does."""
    objectives, document = _read_objectives(path)
    return {entry.id: document.lines["objectives", place] for place, entry in enumerate(objectives)}


def toml_lines(text: str) -> dict[Loc, int]:
    """Return the line of each key of a TOML text, and of each `{…}` in an array, as far as its layout shows them."""
    lines: dict[Loc, int] = {}
    table: Loc = ()
    array: Loc = ()
    count = 0
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(#.*)?$", line):
            table, array = tuple(part.strip(" \"'") for part in found[1].split(".")), ()
            lines.setdefault(table, number)
        elif found := re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=\s*(\[)?", line):
            loc = (*table, found[1])
            lines.setdefault(loc, number)
            array, count = (loc if found[2] else ()), 0
        for _ in range(line.count("{") if array else 0):
            lines[*array, count] = number
            count += 1
    return lines


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise FindingsError(Finding(path, fault_line(text), LoadCode.SETTINGS, f"not TOML: {error}")) from error


def _read_objectives(path: Path) -> tuple[tuple[Objective, ...], Document]:
    read = read_document(path)
    if not isinstance(read.data, list):
        message = "not a list of objectives; each begins with '- id:'"
        raise FindingsError(*read.findings, Finding(path, 1, LoadCode.OBJECTIVE, message))
    lines: dict[Loc, int] = {("objectives", *loc): line for loc, line in read.lines.items()}
    document = Document({"objectives": read.data}, lines)
    wrong = list(read.findings)
    try:
        objectives = _ObjectiveFile.model_validate(document.data).objectives
    except ValidationError as error:
        objectives, wrong = (), [*wrong, *explain(error, _ObjectiveFile, document, path)]
    seen: set[str] = set()
    for place, entry in enumerate(objectives):
        if entry.id in seen:
            message = f"the objective id '{entry.id}' is used twice"
            wrong.append(Finding(path, lines["objectives", place], LoadCode.OBJECTIVE, message, subject=entry.id))
        seen.add(entry.id)
    if wrong:
        raise FindingsError(*sorted(wrong))
    return objectives, document
