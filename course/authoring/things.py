"""What has a name in a course: lessons, handouts, figures, banks, questions, objectives; and where names stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizzes.explain import suggest
from quizzes.finding import Finding, FindingsError
from quizzes.load import find_banks, load_banks
from quizzes.settings import load_objectives

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class ThingKind(StrEnum):
    """The kinds of things that have a name."""

    LESSON = "lesson"
    HANDOUT = "handout"
    FIGURE = "figure"
    BANK = "bank"
    QUESTION = "question"
    OBJECTIVE = "objective"


KEYS: dict[ThingKind, frozenset[str]] = {
    ThingKind.LESSON: frozenset({"lesson", "lessons", "case", "keypoints", "discussion", "part"}),
    ThingKind.HANDOUT: frozenset({"handout", "handouts"}),
    ThingKind.FIGURE: frozenset({"chart", "figure", "stimulus"}),
    ThingKind.BANK: frozenset({"bank", "banks", "quiz"}),
    ThingKind.QUESTION: frozenset({"items", "item", "poll", "question"}),
    ThingKind.OBJECTIVE: frozenset({"objective", "objectives"}),
}
"""The keys of YAML files and front matter under which each kind is named."""
FOLDERS = {
    ThingKind.LESSON: ("lessons", ".md"),
    ThingKind.HANDOUT: ("handouts", ".md"),
    ThingKind.FIGURE: ("figures", ".yaml"),
}


@dataclass(frozen=True)
class Thing:
    """Something with a name; `path` is its file, or the one that holds it."""

    kind: ThingKind
    name: str
    path: Path


def things(project: Project) -> list[Thing]:
    """Return everything that has a name; what cannot be read is left out."""
    found = [
        Thing(kind, path.stem, path)
        for kind, (folder, suffix) in FOLDERS.items()
        for path in sorted((project.root / folder).glob(f"[!._]*{suffix}"))
    ]
    for file in load_banks(find_banks(project.quizzes))[0]:
        found.append(Thing(ThingKind.BANK, file.bank.id, file.path))
        found += [Thing(ThingKind.QUESTION, item.id, file.path) for item in file.bank.items]
    if project.objectives:
        found += [Thing(ThingKind.OBJECTIVE, name, project.objectives) for name in load_objectives(project.objectives)]
    return found


def find_thing(project: Project, name: str, kind: str = "") -> Thing:
    """Return the thing of a name; raises FindingsError (C076) when there is none, or more than one."""
    known = [one for one in things(project) if not kind or one.kind == kind]
    found = [one for one in known if one.name == name]
    if len(found) == 1:
        return found[0]
    if not found:
        what = kind or "lesson, handout, figure, bank, question or objective"
        close = suggest(name, [one.name for one in known])
        raise FindingsError(Finding(project.settings, 1, "C076", f"the course has no {what} '{name}'{close}"))
    listed = ", ".join(one.kind for one in found)
    hint = f"say which with --kind {found[0].kind}"
    raise FindingsError(Finding(project.settings, 1, "C076", f"'{name}' names several things: {listed}", hint=hint))


def require_free(project: Project, kind: ThingKind, name: str, path: Path | None = None) -> None:
    """Refuse a name that is none (C077), or that something of the kind, or a file, has already (C078)."""
    if not NAME.fullmatch(name):
        hint = "letters, digits, dots and hyphens"
        raise FindingsError(Finding(path or project.settings, 1, "C077", f"'{name}' is no name", hint=hint))
    taken = any(one.kind is kind and one.name == name for one in things(project))
    if taken or (path is not None and path.exists()):
        message = f"there is a {kind} '{name}' already, and nothing is overwritten"
        raise FindingsError(Finding(path or project.settings, 1, "C078", message, hint="choose another name"))
