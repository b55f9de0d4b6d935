"""Read the session plan of a course: one pass over its YAML, then the model; every fault with file and line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from course.sessions.plan import Plan
from quizzes.content import reread
from quizzes.explain import explain
from quizzes.finding import FindingsError
from quizzes.yaml12 import Loc, nearest_line, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.project import Project
    from quizzes.finding import Finding

FOLDER, NAME = "instructor", "sessions.yaml"
_NAMES = {
    "schema", "id", "activity", "same_as", "lessons", "objectives", "items", "claims", "handouts", "role_plays", "kits",
    "sort_claims", "case", "keypoints", "discussion", "part", "chart", "claim", "poll",
}  # fmt: skip
"""Keys whose values name something; all others hold words."""
_TABLES = {"role_plays"}
"""Keys that hold names in an activity, and the things themselves at the top."""


@dataclass(frozen=True)
class PlanFile:
    """A plan and where it was read: `lines` has the line (from 1) of every key and list entry."""

    path: Path
    plan: Plan
    lines: Mapping[Loc, int]

    def line(self, *loc: str | int) -> int:
        """Return the nearest known line of a place such as `("activities", 2, "items")`, counted from 1."""
        return nearest_line(self.lines, loc)

    def texts(self) -> Iterator[tuple[Loc, str]]:
        """Yield every text that people read or hear, with its place in the file."""
        yield from _texts(self.plan.model_dump(by_alias=True), ())


def plan_path(project: Project) -> Path:
    """Return where the session plan of a course stands, if it has one."""
    return project.root / FOLDER / NAME


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in _NAMES or (not loc and key in _TABLES):
                yield from _texts(child, (*loc, key))
    elif isinstance(value, list | tuple):
        for number, child in enumerate(value):
            yield from _texts(child, (*loc, number))
    elif isinstance(value, str):
        yield loc, value


def plan_if_sound(path: Path) -> PlanFile | None:
    """Return the session plan, None where there is none or where it cannot be read, which a check reports."""
    return plan_or_findings(path)[0]


def plan_or_findings(path: Path) -> tuple[PlanFile | None, tuple[Finding, ...]]:
    """Return the session plan, or what is wrong with it; neither where there is none."""
    return reread(_read, path) if path.is_file() else (None, ())


def _read(path: Path) -> tuple[PlanFile | None, tuple[Finding, ...]]:
    try:
        return load_plan(path), ()
    except FindingsError as error:
        return None, error.findings


def load_plan(path: Path) -> PlanFile:
    """Read a session plan; raises FindingsError (I001) with everything that is wrong in the file."""
    try:
        document = read_document(path)
        plan = Plan.model_validate(document.data)
    except ValidationError as error:
        raise FindingsError(*(replace(one, code="I001") for one in explain(error, Plan, document, path))) from error
    except FindingsError as error:
        raise FindingsError(*(replace(one, code="I001") for one in error.findings)) from error
    if document.findings:
        raise FindingsError(*(replace(one, code="I001") for one in document.findings))
    return PlanFile(path, plan, MappingProxyType(document.lines))
