"""The Markdown of one version: the paper with its answer sheet, and the key for the trainer."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from course.checks import reviewed_hash
from course.outputs.exam.marks import BLANK, boxes, key
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.exam.plan import Plan
    from course.project import Project
    from quizzes.blueprint import PoolItem
    from quizzes.draw import Version

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$~^@&!])")


def paper(plan: Plan, version: Version) -> str:
    """Return the page that the learner gets: questions without any answer, then the sheet to write on."""
    number = len(version.items)
    points = _points(plan)
    told = f"{number} questions, {points} points."
    if plan.passing is not None:
        told += f" {plan.passing} points pass."
    title = f"# {plain(plan.asked.project.title)}: {plan.title}, version {version.letter}"
    lines = [title, *notice(plan.asked.project), _who(version), told, *_questions(plan, version, "none")]
    lines += ["## Answer sheet", _who(version), "Circle a letter, or write on the line.", _sheet(version)]
    return "\n\n".join(lines) + "\n"


def answer_key(plan: Plan, version: Version) -> str:
    """Return the page that only the trainer gets: a table to mark with, then every question with its answer."""
    lines = [
        f"# Key: {plain(plan.asked.project.title)}, {plan.title}, version {version.letter}",
        *notice(plan.asked.project),
        "For the trainer. Do not hand out.",
        _table(version),
        "## Questions with answers",
        *_questions(plan, version, "inline"),
    ]
    if plan.asked.project.bibliography and any(entry.item.reference for entry in plan.items):
        lines += ["## References", "```{bibliography}\n:cited:\n```"]
    return "\n\n".join(lines) + "\n"


def notice(project: Project) -> list[str]:
    """Return the line that says that nobody has signed the course, as every other edition says it."""
    if reviewed_hash(project):
        return []
    return [f"**{plain(project.meta.get('review', {}).get('title') or str(_('Not yet reviewed')))}**"]


def _who(version: Version) -> str:
    blank = plain(BLANK * 3)
    return f"Name: {blank}  Date: {plain(BLANK * 2)}  Version: {version.letter}"


def _points(plan: Plan) -> str:
    return f"{sum(entry.item.points for entry in plan.items):g}"


def _questions(plan: Plan, version: Version, answers: str) -> Iterator[str]:
    """Yield the questions; a case is printed once, before the first question that belongs to it."""
    number = 0
    for case, group in groupby(version.items, key=lambda pair: pair[0].case):
        entries = [entry for entry, _ in group]
        if case and len(entries) > 1:
            yield f"*Questions {number + 1} to {number + len(entries)} belong to one case.*"
        for place, entry in enumerate(entries):
            number += 1
            yield _question(plan, entry, answers, case_shown=bool(case and place))


def _question(plan: Plan, entry: PoolItem, answers: str, *, case_shown: bool) -> str:
    mode = "posttest" if answers == "none" else "formative"
    lines = ["```{quiz-item}", f":item: {entry.id}", f":bank: {plan.banks[entry.id]}"]
    lines += [f":mode: {mode}", f":answers: {answers}", *([":nocase:"] if case_shown else []), "```"]
    return "\n".join(lines)


def _sheet(version: Version) -> str:
    rows = ["| Question | Answer |", "|---|---|"]
    for number, (entry, order) in enumerate(version.items, 1):
        rows.append(f"| {number} | {plain(boxes(entry.item, order))} |")
    return "\n".join(rows)


def _table(version: Version) -> str:
    rows = ["| Question | Key | Points | Item |", "|---|---|---|---|"]
    for number, (entry, order) in enumerate(version.items, 1):
        rows.append(f"| {number} | {plain(key(entry.item, order))} | {entry.item.points:g} | {plain(entry.id)} |")
    return "\n".join(rows)


def plain(text: str) -> str:
    """Return a text that Markdown reads literally, on one line."""
    return _MARKUP.sub(r"\\\1", text).replace("\n", " ")
