"""course.toml as a frozen value: the only reader of that file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from quizzes.finding import Finding, FindingsError
from quizzes.settings import toml_lines
from quizzes.toml_fault import fault_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = "course.toml"
SHIPPED = "klonopin"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""The code of a language, such as `de`, `pt-BR` or `zh_Hant`."""
_PATHS = ("document", "register", "facts", "bibliography", "objectives", "quizzes")
_TEXTS = {"document": ("title", "sha256", "license"), "review": ("title", "notice")}
_REQUIRED = ("title", "document", "register", "quizzes")
_DEFAULTS = {"language": "en", "version": "0.1.0"}


@dataclass(frozen=True)
class Project:
    """One course folder; every path is absolute, `meta` is course.toml as it was read."""

    root: Path
    title: str
    document: Path
    register: Path
    quizzes: Path
    language: str = "en"
    version: str = "0.1.0"
    subtitle: str = ""
    facts: Path | None = None
    bibliography: Path | None = None
    objectives: Path | None = None
    meta: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def name(self) -> str:
        """Return the name of the folder, which names the course and its build."""
        return self.root.name

    @property
    def settings(self) -> Path:
        """Return the file that findings about the course as a whole point at."""
        return self.root / NAME

    def lessons(self) -> list[Path]:
        """Return the lesson files in reading order."""
        return sorted((self.root / "lessons").glob("*.md"))

    def pages(self) -> list[Path]:
        """Return every Markdown page of the course, the start page first."""
        found = [path for path in self.root.rglob("*.md") if "_build" not in path.parts and path.parent != self.root]
        skipped = {self.document.parent, self.register.parent}
        return [self.root / "index.md", *sorted(path for path in found if path.parent not in skipped)]


def course_here() -> str:
    """Return the course that is meant when none is named: the folder one stands in, else the one that is shipped."""
    return "." if Path(NAME).is_file() else SHIPPED


def find_course(name: str) -> Path:
    """Return the folder of a course, given as a path or as the name of a course shipped in the package.

    Raises FindingsError when neither exists.
    """
    folder = Path(name)
    if folder.is_dir():
        return folder.resolve()
    shipped = Path(str(files("course"))) / name
    if name.isidentifier() and (shipped / NAME).is_file():
        return shipped
    made_of = name if folder.is_file() else "DOCUMENT"
    message, hint = (
        f"no course folder and no shipped course is called '{name}'",
        f"`course new {made_of} DIR` makes one",
    )
    raise FindingsError(Finding(folder, 1, "C001", message, hint=hint))


def load_project(root: Path) -> Project:
    """Read and check `root`/course.toml.

    Raises FindingsError for a missing or broken file, an unknown or missing key, or a path that does not exist.
    """
    path = root / NAME
    table = _read(path)
    values = {**_DEFAULTS, **table["course"]}
    known = {*Project.__dataclass_fields__} - {"root", "meta"}
    wrong = [wrong_setting(path, f"unknown key '{key}' in [course]", key=key) for key in values if key not in known]
    wrong += [wrong_setting(path, f"[course] has no '{key}'") for key in _REQUIRED if not values.get(key)]
    wrong += [
        wrong_setting(path, f"'{k}' must be text", key=k)
        for k, v in values.items()
        if k in known and not isinstance(v, str)
    ]
    spoken = values.get("language")
    if isinstance(spoken, str) and not LANGUAGE.fullmatch(spoken):
        message = f"'language' is '{spoken}', which is no code such as en, de or pt-BR"
        wrong.append(wrong_setting(path, message, key="language"))
    wrong += _wrong_tables(path, table)
    if wrong:
        raise FindingsError(*wrong)
    for key in _PATHS:
        if key in values:
            values[key] = (root / values[key]).resolve()
    kinds = ((key, "folder" if key == "quizzes" else "file") for key in _PATHS if key in values)
    missing = [
        wrong_setting(path, f"there is no {kind} {values[key]}", key=key)
        for key, kind in kinds
        if not (values[key].is_dir() if kind == "folder" else values[key].is_file())
    ]
    if missing:
        raise FindingsError(*missing)
    return Project(root=root.resolve(), meta=MappingProxyType(table), **values)


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise FindingsError(Finding(path, 1, "C002", "this folder has no course.toml", hint="`course new` makes one"))
    try:
        content = path.read_text(encoding="utf-8")
        table = tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        line = 1 if isinstance(error, UnicodeDecodeError) else fault_line(content)
        raise FindingsError(Finding(path, line, "C003", f"not readable as TOML: {error}")) from error
    if not isinstance(table.get("course"), dict):
        raise FindingsError(Finding(path, 1, "C004", "the table [course] is missing"))
    return table


def _wrong_tables(path: Path, table: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each text about the document and the review that is none."""
    for name, keys in _TEXTS.items():
        part = table.get(name, {})
        if not isinstance(part, dict):
            yield wrong_setting(path, f"'{name}' must be a table: write [{name}]", name)
            continue
        for key in keys:
            if not isinstance(part.get(key, ""), str):
                yield wrong_setting(path, f"'{key}' in [{name}] must be text", name, key)


def wrong_setting(path: Path, message: str, table: str = "course", key: str = "", code: str = "C005") -> Finding:
    """Return the finding for a key of course.toml, on the line of the key, else on that of its table."""
    lines = toml_lines(path.read_text(encoding="utf-8"))
    return Finding(path, lines.get((table, key), lines.get((table,), 1)), code, message)
