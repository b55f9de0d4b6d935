"""A course folder as a frozen value: the only reader of course.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter, ValidationError

from course.project.asked import requirement_of
from course.project.files import files_below, odd_entries
from course.project.find import NAME
from course.project.kinds import STEERS
from course.project.places import filled_data, place_faults
from course.project.tables import LANGUAGE, Tables, keys_of
from course.project.theme_options import refused
from quizzes.content import reread
from quizzes.explain import explain, suggest
from quizzes.finding import Finding, FindingsError
from quizzes.settings import exists
from quizzes.toml_file import read_toml
from quizzes.yaml12 import Document, nearest_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LANGUAGE", "Project", "load_project", "read_extension"]
T = TypeVar("T")
_PATHS = {
    **dict.fromkeys(("document", "register", "facts", "bibliography", "objectives"), "file"),
    "quizzes": "folder",
}
_TABLES = TypeAdapter(Tables)


@dataclass(frozen=True)
class Project:
    """One course folder; every path is absolute, `tables` is what course.toml says.

    A course that is not `trusted` runs no code of its own and reads no file outside of its folder.
    """

    root: Path
    title: str
    document: Path
    register: Path
    quizzes: Path
    tables: Tables
    language: str = "en"
    version: str = "0.1.0"
    subtitle: str = ""
    facts: Path | None = None
    bibliography: Path | None = None
    objectives: Path | None = None
    trusted: bool = True

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
        return sorted(path for path in (self.root / "lessons").glob("[!._]*.md") if path.is_file())

    def pages(self) -> list[Path]:
        """Return every Markdown page of the course, the start page first."""
        found = [path for path in files_below(self.root) if path.suffix == ".md" and path.parent != self.root]
        skipped = {self.document.parent, self.register.parent} - {self.root}
        return [self.root / "index.md", *sorted(path for path in found if skipped.isdisjoint(path.parents))]


def load_project(root: Path, *, trusted: bool = True) -> Project:
    """Read and check `root`/course.toml.

    Raises FindingsError for a missing or broken file (C002, C003), a missing table [course] (C004), and for every
    unknown or missing key, wrong value and path that does not exist (C005). Raises it too for everything in the course
    that is no file, or cannot be read (C006).
    """
    path = root / NAME
    document = _read(path)
    wrong = [*_missing_paths(document, path), *_refused_options(document, path)]
    try:
        tables = _TABLES.validate_python(document.data)
    except ValidationError as error:
        raise FindingsError(*sorted([*_explained(error, Tables, document, path), *wrong])) from error
    wrong += [*place_faults(tables.places, document, path), *_missing_pictures(tables, document, path)]
    if wrong:
        raise FindingsError(*wrong)
    if tables.places.rows:
        tables = _TABLES.validate_python(filled_data(document.data, tables.places))
    values = {key: value for key, value in vars(tables.course).items() if key in Project.__dataclass_fields__}
    paths = {key: (root / values[key]).resolve() for key in _PATHS if values[key]}
    if odd := list(dict.fromkeys(one for folder in (root, paths["quizzes"]) for one in odd_entries(folder))):
        raise FindingsError(*odd)
    return Project(root=root.resolve(), tables=tables, trusted=trusted, **{**values, **paths})


def read_extension(project: Project, name: str, model: type[T]) -> T:
    """Return the table [x.NAME] of course.toml as a pydantic model or dataclass, as if it were empty when not there.

    Raises FindingsError (C005) with the line of everything that the model refuses.
    """
    document = read_toml(project.settings)
    lines = {loc[2:]: line for loc, line in document.lines.items() if loc[:2] == ("x", name)}
    inner = replace(document, data=project.tables.x.get(name, {}), lines={(): 1, **lines})
    try:
        return TypeAdapter(model).validate_python(inner.data)
    except ValidationError as error:
        found = _explained(error, model, inner, project.settings)
        raise FindingsError(*(replace(one, message=f"[x.{name}]: {one.message}") for one in found)) from error


def setting_line(project: Project, *loc: str | int) -> int:
    """Return the line (from 1) of a key such as `("activity", "minutes")`, or of the nearest table around it."""
    return nearest_line(reread(read_toml, project.settings).lines, loc)


def _read(path: Path) -> Document:
    if not exists(path, "file"):
        raise FindingsError(Finding(path, 1, "C002", "this folder has no course.toml", hint="`course new` makes one"))
    try:
        document = read_toml(path)
    except FindingsError as error:
        raise FindingsError(*(replace(one, code="C003") for one in error.findings)) from error
    if not isinstance(document.data.get("course"), dict):
        close = suggest("course", document.data)
        raise FindingsError(Finding(path, 1, "C004", f"the table [course] is missing{close}"))
    return document


def _missing_paths(document: Document, path: Path) -> Iterator[Finding]:
    for key, kind in _PATHS.items():
        given = document.data["course"].get(key)
        if isinstance(given, str) and given.strip() and not STEERS.search(given):
            target = path.parent / given.strip()
            if not exists(target, kind):
                line = document.lines.get(("course", key), 1)
                yield Finding(path, line, "C005", f"{key}: there is no {kind} {target}")


def _missing_pictures(tables: Tables, document: Document, path: Path) -> Iterator[Finding]:
    """Yield what the site is to show above each page, and the course has not."""
    logo = tables.html.theme_options.logo
    for loc, picture in (
        (("html", "favicon"), tables.html.favicon),
        (("print", "logo"), tables.print.logo),
        (("slides", "template"), tables.slides.template),
        (("html", "theme_options", "logo", "image_light"), logo.image_light),
        (("html", "theme_options", "logo", "image_dark"), logo.image_dark),
    ):
        if picture and not exists(path.parent / picture, "file"):
            yield Finding(
                path, nearest_line(document.lines, loc), "C005", f"{'.'.join(loc)}: there is no file {picture}"
            )


def _refused_options(document: Document, path: Path) -> Iterator[Finding]:
    html = document.data.get("html")
    for name, reason in refused(html.get("theme_options") if isinstance(html, dict) else None):
        line = nearest_line(document.lines, ("html", "theme_options", name))
        yield Finding(path, line, "C007", f"the option {name} is refused: {reason}", hint="take the line out")


def _explained(error: ValidationError, model: type, document: Document, path: Path) -> list[Finding]:
    """Return what the models refuse; a key that stands in the wrong table is told where it belongs."""
    recorded = {"provider", "accreditation"}.intersection(document.data)
    return [
        replace(
            one,
            code="C005",
            hint=one.hint or _home(one.message),
            subject=requirement_of(one.message) if recorded else one.subject,
        )
        for one in explain(error, model, document, path)
    ]


def _home(message: str) -> str:
    """Return which table has the key that a message calls unknown: keys at the end of the file join the last table."""
    found = re.fullmatch(r"unknown key '([\w-]+)'(?: in \[[^\]]*\])?", message)
    homes = [one.name for one in fields(Tables) if found and found[1] in keys_of(one.name)]
    return f"a key of this name belongs to [{homes[0]}]" if homes else ""
