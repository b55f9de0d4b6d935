"""Which questions an exam asks, and in which order each of its versions prints them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.outputs.exam.layout import asked_of
from course.outputs.exam.sheetcode import exam_code
from quizzes.blueprint import PoolItem, points_to_pass, pool_of
from quizzes.draw import DrawError, Version, draw, versions
from quizzes.finding import Finding, FindingsError
from quizzes.model.use import Use
from quizzes.number import decimal_of
from quizzes.overlay import load_pool
from quizzes.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from course.project import Project
    from quizzes.load import BankFile

FORMS = {"posttest": "Post-test", "pretest": "Pretest"}
FORMAT = 2
"""The form of the record; the first one, without this number, had no sheets."""
_PRETEST = Use.PRETEST


@dataclass(frozen=True)
class ExamOrder:
    """What is wanted: the form, the seed, how many versions, the private pool, and ids of an earlier exam."""

    project: Project
    form: str = "posttest"
    seed: str = "1"
    count: int = 3
    overlay: Path | None = None
    earlier: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ExamDraw:
    """A drawn exam; `banks` names the bank of each item, `passing` is the points that pass, if that is declared."""

    order: ExamOrder
    items: tuple[PoolItem, ...]
    versions: tuple[Version, ...]
    banks: Mapping[str, str]
    files: tuple[BankFile, ...]
    passing: int | None

    @property
    def title(self) -> str:
        """Return what kind of test it is, in the words of the command line."""
        return FORMS[self.order.form]

    @property
    def code(self) -> str:
        """Return the eight signs on every answer sheet that tell this exam from others."""
        return exam_code(json.dumps(self._drawn()))

    def record(self, sheets: Mapping[str, Any] | None = None) -> str:
        """Return the exam as JSON: with seed, items and orders it is printed again, with the rest it is marked.

        `sheets` says where the parts of each answer sheet lie (`layout_of`), by the name of its print.
        """
        project = self.order.project
        made = {
            "format": FORMAT,
            "code": self.code,
            "title": project.title,
            "language": project.language,
            "decimal": decimal_of(project.language),
            "points_to_pass": self.passing,
            **self._drawn(),
            "asked": asked_of(self),
            "sheets": dict(sheets or {}),
        }
        return json.dumps(made, indent=1, ensure_ascii=False) + "\n"

    def _drawn(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "course": self.order.project.name,
            "form": self.order.form,
            "seed": self.order.seed,
            "items": sorted(entry.id for entry in self.items),
            "versions": {v.letter: [[entry.id, *order] for entry, order in v.items] for v in self.versions},
        }
        if varying := {v.letter: dict(v.variants) for v in self.versions if v.variants}:
            made["variants"] = varying
        made["revisions"] = {entry.id: entry.item.revision for entry in self.items}
        return made


def draw_exam(order: ExamOrder) -> ExamDraw:
    """Draw an exam from the public banks and the private pool.

    Raises FindingsError for broken banks, ids used twice, a missing blueprint or too few items.
    """
    public, private = load_pool(order.project.quizzes, order.overlay)
    files = (*public, *private)
    drawn, passing = _posttest(order, files) if order.form == "posttest" else (_pretest(order, files), None)
    banks = {item.id: file.bank.id for file in files for item in file.bank.items}
    printed = versions(drawn, order.seed, order.count, decimal_of(order.project.language))
    return ExamDraw(order, drawn, printed, banks, files, passing)


def _posttest(order: ExamOrder, files: Iterable[BankFile]) -> tuple[tuple[PoolItem, ...], int | None]:
    settings = load_settings(order.project.quizzes)
    if settings.blueprint is None:
        message = "there is no [blueprint], which says what a post-test is drawn from"
        raise FindingsError(Finding(settings.path, 1, "C063", message))
    try:
        drawn = draw(pool_of(files), settings.blueprint, order.seed, order.earlier)
    except DrawError as error:
        raise FindingsError(Finding(settings.path, 1, "C064", str(error))) from error
    return drawn, points_to_pass(settings.blueprint)


def _pretest(order: ExamOrder, files: Iterable[BankFile]) -> tuple[PoolItem, ...]:
    """Return every item with a key of the banks with `use: pretest`."""
    found = tuple(
        PoolItem(item.id, item.lesson, item.bloom, f"{file.bank.id}/{item.stimulus}" if item.stimulus else None, item)
        for file in files
        if file.bank.use is _PRETEST
        for item in file.bank.items
        if item.judged
    )
    if not found:
        raise FindingsError(Finding(order.project.quizzes, 1, "C064", "no bank has `use: pretest`"))
    return found
