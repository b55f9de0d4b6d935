"""Read the session plan of a course: one pass over its YAML, then the model; every fault with file and line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import ValidationError

from course.instructor.plan import Plan
from quizzes.explain import explain
from quizzes.finding import FindingsError
from quizzes.yaml12 import Loc, nearest_line, read_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from course.project import Project

FOLDER, NAME = "instructor", "sessions.yaml"


@dataclass(frozen=True)
class PlanFile:
    """A plan and where it was read: `lines` has the line (from 1) of every key and list entry."""

    path: Path
    plan: Plan
    lines: Mapping[Loc, int]

    def line(self, *loc: str | int) -> int:
        """Return the nearest known line of a place such as `("activities", 2, "items")`, counted from 1."""
        return nearest_line(self.lines, loc)


def plan_path(project: Project) -> Path:
    """Return where the session plan of a course stands, if it has one."""
    return project.root / FOLDER / NAME


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
