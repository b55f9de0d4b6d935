"""quizzes.toml beside the banks: what their lint knows about the course they belong to; and the objectives it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from quizzes.codes import LoadCode
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.model.objective import Bloom, Objective  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Frozen, Identifier, Number, Text
from quizzes.toml_file import read_toml
from quizzes.yaml12 import Document, Loc, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "quizzes.toml"
PATHS = {"objectives": "file", "bibliography": "file", "facts": "file", "lessons": "folder", "glossary": "file"}
"""The keys that name something beside the banks, and what it has to be."""
_STRICT = ConfigDict(
    defer_build=True, extra="forbid", validate_by_name=True, validate_by_alias=True, str_strip_whitespace=True
)
Profile = Literal["clinical", "technical", "school"]
"""Fields of teaching whose questions are judged in part by other rules."""
_COUNT = Annotated[int, Field(ge=1, le=1000, strict=True)]


@dataclass(frozen=True, config=_STRICT)
class Cell:
    """One cell of the blueprint: how many items of a lesson at these Bloom levels a draw holds."""

    lesson: Identifier
    """The lesson, by the name of its page without `.md`."""
    bloom: tuple[Bloom, ...]
    """The Bloom levels from which the cell is filled."""
    draw: _COUNT
    """How many items are drawn."""


@dataclass(frozen=True, config=_STRICT)
class Blueprint:
    """What a test is made of: `draw` items of the pools by cell, the share to pass, and how deep the pool must be."""

    draw: _COUNT
    """How many items a test has."""
    cells: tuple[Cell, ...] = ()
    """From which lessons and levels they come."""
    pass_mark: Annotated[Number, Field(gt=0, le=1, alias="pass")] = 0.8
    """The share of the points, from 0 to 1, with which a test is passed."""
    pool_factor: Annotated[Number, Field(ge=1)] = 3
    """How many times as many items as drawn the pool of each cell holds (B203, B204)."""


@dataclass(frozen=True, config=_STRICT)
class SettingsFile:
    """What the lint of these banks knows about the course that they belong to. Paths count from the file."""

    objectives: Path | None = None
    """The objectives that items name in `objective`: a YAML list of id, text, bloom, lesson and audience."""
    bibliography: Path | None = None
    """The BibTeX file whose keys items name in `reference`."""
    facts: Path | None = None
    """The register of facts (CSV, columns id and status); a key may rest on facts with the status `read` only."""
    lessons: Path | None = None
    """The folder of the lessons, for rules that compare items with what was taught."""
    glossary: Path | None = None
    """The page whose terms explain abbreviations, which items may then use."""
    profile: Profile | None = None
    """The field: rules of other fields are then not asked (`clinical`, `technical`, `school`). Left out, all are."""
    brands: dict[str, Text] = Field(default_factory=dict)
    """Brand names and the generic name of each; a brand stands only beside its generic name."""
    topic_words: tuple[Text, ...] = ()
    """Words that every item of the course has, so that they give nothing away."""
    abbreviations: tuple[Text, ...] = ()
    """Abbreviations that need no explanation here."""
    spelling: dict[str, Text] = Field(default_factory=dict)
    """Misspellings and the right word for each."""
    stale: tuple[Identifier, ...] = ()
    """References whose review date has passed."""
    blueprint: Blueprint | None = None
    """What a test is made of."""


@dataclass(frozen=True, config=_STRICT)
class Settings(SettingsFile):
    """quizzes.toml; every path is absolute, `path` is the file itself even where it does not exist."""

    path: Path = Path(NAME)


_FILE = TypeAdapter(SettingsFile)


class _ObjectiveFile(Frozen):
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)]


def load_settings(folder: Path) -> Settings:
    """Return the settings of the banks in `folder`, the defaults when it has no quizzes.toml.

    Raises FindingsError for a file that is not TOML, an unknown key, a wrong value or a path that does not exist.
    """
    path = (Path(folder) / NAME).absolute()
    if not path.exists():
        return Settings(path=path)
    document = read_toml(path)
    wrong = [*_missing_paths(document, path)]
    try:
        settings = _FILE.validate_python(document.data)
    except ValidationError as error:
        raise FindingsError(*sorted([*explain(error, SettingsFile, document, path), *wrong])) from error
    if wrong:
        raise FindingsError(*wrong)
    paths = {key: (path.parent / found).resolve() for key in PATHS if (found := getattr(settings, key))}
    return Settings(path=path, **{**vars(settings), **paths})


def _missing_paths(document: Document, path: Path) -> Iterator[Finding]:
    for key, kind in PATHS.items():
        given = document.data.get(key)
        if isinstance(given, str) and not (given.strip() and exists(path.parent / given.strip(), kind)):
            line = document.lines.get((key,), 1)
            yield Finding(path, line, LoadCode.SETTINGS_PATH, f"{key}: there is no {kind} '{given}'")


def exists(path: Path, kind: str) -> bool:
    """Say whether there is a `file` or `folder` at a place that somebody wrote by hand, however odd it is."""
    try:
        return path.is_dir() if kind == "folder" else path.is_file()
    except (OSError, ValueError):
        return False


def load_objectives(path: Path) -> dict[str, Objective]:
    """Return the objectives of `path` (a YAML list of id, text, bloom, lesson, audience) by id, in its order.

    Raises FindingsError with everything that is wrong in the file.
    """
    return {objective.id: objective for objective in _read_objectives(path)[0]}


def objective_lines(path: Path) -> dict[str, int]:
    """Return the line (from 1) on which each objective of `path` begins; raises as `load_objectives` does."""
    objectives, document = _read_objectives(path)
    return {entry.id: document.lines["objectives", place] for place, entry in enumerate(objectives)}


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
