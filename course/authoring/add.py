"""Begin a lesson, a question or a handout, and name it where a course names such things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.authoring.edits import Edits, line_end
from course.authoring.starts import BANK, HANDOUT, LESSON, QUESTION, with_entry, with_objective, with_scope
from course.authoring.things import ThingKind, find_thing, require_free, things
from course.ingest.literal import literal
from course.ingest.names import slug
from quizzes.finding import Finding, FindingsError
from quizzes.load import load_bank
from quizzes.settings import load_objectives

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project

_NUMBER = re.compile(r"(\d+)")
_LATER = "new; put it into a segment when the lesson is written"


def plan_lesson(project: Project, title: str, name: str = "") -> Edits:
    """Plan a new lesson behind the last one, with an objective, a bank with an example, and its entries elsewhere.

    Raises FindingsError when the course has no objectives (C079), or a name that would be given is taken (C078).
    """
    if project.objectives is None:
        message = "a lesson has objectives, and course.toml names no file of them"
        raise FindingsError(Finding(project.settings, 1, "C079", message, hint='set objectives = "objectives.yaml"'))
    number = next_number(project)
    name = name or f"{number:02}-{slug(title)}"
    path = project.root / "lessons" / f"{name}.md"
    require_free(project, ThingKind.LESSON, name, path)
    edits = Edits()
    bank, objective = begin(project, edits, name, title, number)
    edits.write(path, LESSON.format(title=literal(title), objective=objective, bank=bank))
    edits.change(project.root / "index.md", lambda text: with_entry(text, f"lessons/{name}", "Lessons"))
    return edits


def next_number(project: Project) -> int:
    """Return the number behind the greatest with which a lesson begins."""
    numbers = [int(found[1]) for path in project.lessons() if (found := _NUMBER.match(path.stem))]
    return max(numbers, default=len(project.lessons())) + 1


def begin(project: Project, edits: Edits, lesson: str, title: str, number: int) -> tuple[str, str]:
    """Write the bank and the objective of a lesson, and return their names."""
    assert project.objectives
    taken = {one.name for one in things(project)}
    objective = _unused(f"LO{number}.1", taken)
    bank = _unused(f"l{number:02}", taken | {path.stem for path in project.quizzes.glob("*.yaml")})
    words = "state what this lesson says"
    edits.change(project.objectives, lambda text: with_objective(text, objective, lesson, "remember", words))
    head = BANK.format(bank=bank, title=f"Practice for lesson {number}", lesson=lesson)
    item = QUESTION.format(name=f"{bank}-example", objective=objective, bloom="remember", lesson=lesson)
    edits.write(project.quizzes / f"{bank}.yaml", head + item)
    _leave_out(project, edits, objective)
    del title
    return bank, objective


def _leave_out(project: Project, edits: Edits, objective: str) -> None:
    plan = project.root / "instructor" / "sessions.yaml"
    if not plan.is_file():
        return
    before = edits.read(plan)
    after = with_scope(plan, before, objective, _LATER)
    if after == before:
        edits.notes.append(
            f"no format of {plan.name} practices {objective} yet: add it to an activity, or to out_of_scope"
        )
    else:
        edits.write(plan, after)


def plan_question(project: Project, where: str, name: str = "") -> Edits:
    """Plan a new question at the end of a bank, given by its id or by the lesson that it belongs to."""
    bank_of = {one.name: one.path for one in things(project) if one.kind is ThingKind.BANK}
    path = bank_of.get(where) or _bank_of(project, where, list(bank_of.values()))
    bank = load_bank(path).bank
    taken = {one.name for one in things(project) if one.kind is ThingKind.QUESTION}
    name = name or _unused(f"{bank.id}-{len(bank.items) + 1:02}", taken)
    require_free(project, ThingKind.QUESTION, name)
    objective, bloom = _objective(project, bank.lesson or "")
    edits = Edits()
    text = edits.read(path)
    item = QUESTION.format(name=name, objective=objective, bloom=bloom, lesson=bank.lesson or "")
    if not bank.lesson:
        item = item.replace("    lesson: \n", "")
    edits.write(path, _appended(path, text, item))
    return edits


def _bank_of(project: Project, lesson: str, banks: list[Path]) -> Path:
    thing = find_thing(project, lesson, ThingKind.LESSON)
    found = [path for path in banks if load_bank(path).bank.lesson == thing.name]
    if found:
        return found[0]
    raise FindingsError(Finding(thing.path, 1, "C076", f"no bank belongs to the lesson '{thing.name}'"))


def _objective(project: Project, lesson: str) -> tuple[str, str]:
    """Return the first objective of a lesson and its level."""
    known = load_objectives(project.objectives) if project.objectives else {}
    for name, one in known.items():
        if one.lesson == lesson:
            return name, str(one.bloom)
    message = f"the lesson '{lesson}' has no objective that a question could test"
    raise FindingsError(Finding(project.objectives or project.settings, 1, "C079", message))


def _appended(path: Path, text: str, item: str) -> str:
    """Return a bank with an item at the end of its items, indented as they are; they have to be the last key."""
    last = re.search(r"(?m)^items:[ \t]*(?:#.*)?\r?$", text)
    below = text[last.end() :] if last else ""
    if not last or re.search(r"(?m)^[^\s#-]", below):
        message = "items is not the last key of the bank, or not written below each other"
        raise FindingsError(Finding(path, 1, "C079", message, hint="write the question by hand"))
    first = re.search(r"(?m)^([ \t]*)- ", below)
    shift = "" if first and not first[1] else "  "
    end = line_end(text)
    lines = [line[2:] if not shift else line for line in item.splitlines()]
    rest = "" if text.endswith(("\n", "\r")) else end
    return text + rest + end.join(lines) + end


def plan_handout(project: Project, title: str, name: str = "") -> Edits:
    """Plan a new handout behind the last one; its short name is what stands before the first hyphen."""
    folder = project.root / "handouts"
    numbers = [int(found[1]) for path in folder.glob("h*.md") if (found := re.match(r"h(\d+)", path.stem))]
    name = name or f"h{max(numbers, default=0) + 1}-{slug(title)}"
    path = folder / f"{name}.md"
    require_free(project, ThingKind.HANDOUT, name, path)
    edits = Edits()
    edits.write(path, HANDOUT.format(title=literal(title)))
    edits.change(project.root / "index.md", lambda text: with_entry(text, f"handouts/{name}", "Handouts"))
    return edits


def _unused(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
