"""What a session draws on: the plan, the lessons, the banks by item, the register and the objectives; read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.evidence.register import Register, load_register
from course.instructor.answers import Asked, asked_by_id
from course.project.places import filled_in
from course.sessions.load import PlanFile, load_plan, plan_path
from quizzes.content import reread
from quizzes.load import find_banks, load_banks
from quizzes.settings import load_objectives

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from course.project import Project
    from course.sessions.plan import Activity, Plan
    from quizzes.model.objective import Objective


@dataclass(frozen=True)
class Stock:
    """Everything that guide, slides and kits are made from."""

    project: Project
    file: PlanFile
    asked: Mapping[str, Asked]
    register: Register
    objectives: Mapping[str, Objective]
    plays: frozenset[str] | None = None
    """The role plays that are printed; all without a choice."""

    def say(self, text: str) -> str:
        """Return a text of the course with the words for the place of the edition."""
        return filled_in(text, self.project.tables.places)

    @property
    def plan(self) -> Plan:
        """Return the session plan."""
        return self.file.plan

    def place_of(self, activity: Activity) -> int:
        """Return the place of an activity in the plan; as it is taught in a segment it is no longer equal to it."""
        return next(place for place, one in enumerate(self.plan.activities) if one.id == activity.id)

    @property
    def lessons(self) -> Path:
        """Return the folder of the lessons."""
        return self.project.root / "lessons"

    def handout(self, name: str) -> str:
        """Return the page of a handout such as `h2`, empty when there is none."""
        found = sorted((self.project.root / "handouts").glob(f"{name.lower()}-*.md"))
        return f"handouts/{found[0].stem}" if found else ""


def read_stock(project: Project) -> Stock:
    """Read what the sessions of a course draw on; raises FindingsError when a part of it cannot be read."""
    file = reread(load_plan, plan_path(project))
    asked = reread(_asked, *find_banks(project.quizzes))
    objectives = reread(load_objectives, project.objectives) if project.objectives else {}
    return Stock(project, file, asked, reread(load_register, project.register), objectives)


def inputs_of_stock(project: Project) -> list[Path]:
    """Return the files that a page made from the stock depends on, whether or not they can be read."""
    objectives = [project.objectives] if project.objectives else []
    banks = find_banks(project.quizzes)
    return [plan_path(project), project.register, *objectives, *banks, *project.lessons()]


def _asked(*banks: Path) -> Mapping[str, Asked]:
    return asked_by_id(load_banks(banks)[0])
