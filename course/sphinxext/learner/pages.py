"""The parts of a course in reading order, their kinds, and what each page tells its scripts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.sphinxext.memory import objectives_of, project_of
from course.sphinxext.navigation import read_parts
from course.sphinxext.translation import text_of
from quizzes.settings import load_settings
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.banks import find_bank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.sphinxext.navigation import PageLink

KINDS = {"posttest": "test", "survey": "evaluation"}
"""The mode of a quiz that makes its page more than a lesson."""
TESTS = ("pretest", "posttest")
BUILDERS = ("html",)
"""Builders whose pages are the parts of a course; a book in one page has nowhere to keep how far one is."""
LISTING = ("record", "review")
"""Blocks whose pages name other pages by their titles."""
ROWS = "lessons"
"""The block that lists the parts of the course."""


@dataclass(frozen=True)
class LearningStep:
    """One part that can be done: a page with `minutes` in its head, other than the start page."""

    docname: str
    minutes: int


def minutes_of(env: BuildEnvironment, docname: str) -> int:
    """Return the minutes that the head of a page gives, 0 for none."""
    text = str(env.metadata[docname].get("minutes", ""))
    return int(text) if text.isdecimal() else 0


def steps_of(env: BuildEnvironment) -> list[LearningStep]:
    """Return the parts of the course in reading order."""
    docnames = [entry.docname for part in read_parts(env) for entry in _flat(part.entries)]
    return [LearningStep(docname, minutes) for docname in docnames if (minutes := minutes_of(env, docname))]


def lesson_numbers(env: BuildEnvironment) -> dict[str, int]:
    """Return the number of each lesson by its page; parts with a test or a block of the learner's are none."""
    parts = [step.docname for step in steps_of(env)]
    lessons = [name for name in parts if kind_of(env, name) == "lesson" and not env.metadata[name].get("course_blocks")]
    return {name: number for number, name in enumerate(lessons, 1)}


def whole_minutes(env: BuildEnvironment) -> int:
    """Return the minutes of the course as course.toml gives them, else those of start page and parts together."""
    activity = project_of(env).tables.activity
    return (
        activity.minutes
        or activity.time.minutes_stated
        or sum(step.minutes for step in steps_of(env)) + minutes_of(env, env.config.root_doc)
    )


def _flat(entries: tuple[PageLink, ...]) -> Iterator[PageLink]:
    for entry in entries:
        yield entry
        yield from _flat(entry.below)


def kind_of(env: BuildEnvironment, docname: str) -> str:
    """Return 'lesson', 'test' or 'evaluation' for a part of the course, '' for any other page.

    A test is one by its questions, also where nobody says how long it takes: its pool must not lie open as practice.
    """
    if docname == env.config.root_doc:
        return ""
    return str(env.metadata[docname].get("course_kind", "lesson" if minutes_of(env, docname) else ""))


def note_kind(app: Sphinx, document: nodes.document) -> None:
    """Note what kind of page this is by the quizzes in it."""
    modes = [quiz["mode"] for quiz in document.findall(q.quiz)]
    if "pretest" in modes:
        app.env.metadata[app.env.docname]["course_pretest"] = "yes"
    kinds = [KINDS[mode] for mode in modes if mode in KINDS]
    if kinds:
        app.env.metadata[app.env.docname]["course_kind"] = kinds[0]


def pretest_page(env: BuildEnvironment) -> str:
    """Return the page with the questions before the course, '' when there is none, or when it is the start page."""
    found = [page for page, meta in env.metadata.items() if "course_pretest" in meta and page != env.config.root_doc]
    return min(found, default="")


def block_page(env: BuildEnvironment, kind: str) -> str:
    """Return the first page with a block of this kind, '' when there is none."""
    found = [page for page, meta in env.metadata.items() if kind in str(meta.get("course_blocks", "")).split()]
    return min(found, default="")


def page_data(env: BuildEnvironment, docname: str, tree: nodes.document | None) -> dict[str, Any]:
    """Return what the scripts of one page need to know about it."""
    kind = kind_of(env, docname)
    data: dict[str, Any] = {
        "doc": docname,
        "kind": kind,
        "step": bool(minutes_of(env, docname)) and bool(kind),
        "title": env.titles[docname].astext(),
    }
    quizzes = [] if tree is None else [quiz for quiz in tree.findall(q.quiz) if quiz["mode"] in TESTS]
    if quizzes:
        data["objectives"] = _objectives(env, quizzes)
    if kind == "test":
        data["test"] = _test(env, quizzes)
    blocks = str(env.metadata[docname].get("course_blocks", "")).split()
    if kind == "test" or any(block in LISTING for block in blocks):
        data["titles"] = {step.docname: env.titles[step.docname].astext() for step in steps_of(env)}
    return data


def _objectives(env: BuildEnvironment, quizzes: list[q.quiz]) -> dict[str, list[str]]:
    """Return text, page and title of the lesson for each objective that the quizzes ask about."""
    asked = {name for quiz in quizzes for item in quiz.findall(q.quiz_item) for name in item["objectives"]}
    found = {}
    for name, objective in objectives_of(env).items():
        docname = f"lessons/{objective.lesson}"
        if name in asked:
            title = env.titles[docname].astext() if docname in env.titles else ""
            found[name] = [text_of(env, docname, objective.text), docname if title else "", title]
    return found


def _test(env: BuildEnvironment, quizzes: list[q.quiz]) -> dict[str, Any]:
    """Return the blueprint and the pool; a course without a blueprint draws a third of each bank.

    Raises FindingsError for a broken quizzes.toml, which the build has reported before.
    """
    asked = (item for quiz in quizzes for item in quiz.findall(q.quiz_item))
    pool = [_pool_item(env, item) for item in asked if item["scored"]]
    blueprint = load_settings(project_of(env).quizzes).blueprint
    if blueprint is not None and blueprint.cells:
        cells = [{"lesson": cell.lesson, "bloom": list(cell.bloom), "draw": cell.draw} for cell in blueprint.cells]
        return {"pool": pool, "cells": cells, "draw": blueprint.draw, "pass": blueprint.pass_mark}
    cells = [_third(lesson, pool) for lesson in sorted({one["lesson"] for one in pool})]
    return {"pool": pool, "cells": cells, "draw": sum(cell["draw"] for cell in cells), "pass": 0.8}


def _third(lesson: str, pool: list[dict[str, str]]) -> dict[str, Any]:
    own = [one for one in pool if one["lesson"] == lesson]
    units = {one.get("group") or f"item {one['id']}" for one in own}
    return {"lesson": lesson, "bloom": sorted({one["bloom"] for one in own}), "draw": -(-len(units) // 3)}


def _pool_item(env: BuildEnvironment, node: q.quiz_item) -> dict[str, str]:
    """Return what a draw sees of an item, see `quizzes.blueprint.PoolItem`."""
    found = find_bank(node["bank"], [Path(folder) for folder in env.config.quizzes_banks])
    bank = found.bank if found else None
    item = next((one for one in bank.items if one.id == node["item_id"]), None) if bank else None
    lesson = (item and item.lesson) or (bank and bank.lesson) or node["bank"]
    case = f"{node['bank']}/{item.stimulus}" if item and item.stimulus else ""
    group = {"group": f"{node['bank']}/{item.group}"} if item and item.group else {}
    return {"id": node["item_id"], "lesson": lesson, "bloom": node["bloom"], "case": case, **group}
