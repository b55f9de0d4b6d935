"""The exam that is marked, as its record (`key/draw.json`) tells: its questions as printed, and its sheets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from course.outputs.exam.draw import FORMAT
from course.outputs.exam.sheetcode import SheetCode
from course.outputs.marking.codes import MarkCode
from quizzes.finding import Finding, FindingsError
from quizzes.model.types import Item
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ITEM: TypeAdapter[Item] = TypeAdapter(Item)


@dataclass(frozen=True)
class Mark:
    """A bubble: what it chooses, its letter or word, its upper left corner in millimetres, how dark its letter is."""

    name: str
    letter: str
    x: float
    y: float
    dark: float


@dataclass(frozen=True)
class Row:
    """What is marked at one place: a question or a part of it; without marks it is a line that a person reads."""

    label: str
    item: str
    part: str
    several: bool = False
    marks: tuple[Mark, ...] = ()
    box: tuple[float, float, float, float] = (0, 0, 0, 0)

    @property
    def by_hand(self) -> bool:
        """Say whether a person reads what was written."""
        return not self.marks


@dataclass(frozen=True)
class SheetSide:
    """One side of an answer sheet; lengths are millimetres. `digits` are ten bubbles for each digit of the number."""

    code: SheetCode
    width: float
    height: float
    corner: tuple[float, float]
    code_box: tuple[float, float, float, float]
    number_box: tuple[float, float, float, float]
    bubble: float
    digits: tuple[tuple[Mark, ...], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Question:
    """A question of a version: its number on the paper, the item as printed, and the printed order of its parts."""

    number: int
    item: Item
    order: tuple[str, ...]
    variant: str


@dataclass(frozen=True)
class ExamRecord:
    """An exam that can be marked; `versions` lists the questions by letter, `sides` every side by the text of its code.

    `to_pass` is the points that pass, None where the course names none.
    """

    path: Path
    code: str
    course: str
    form: str
    title: str
    language: str
    decimal: str
    to_pass: float | None
    versions: Mapping[str, tuple[Question, ...]]
    sides: Mapping[str, SheetSide]

    @cached_property
    def digits(self) -> int:
        """Return how many digits the number of a person has."""
        return max((len(side.digits) for side in self.sides.values()), default=6)

    @cached_property
    def points(self) -> float:
        """Return the points that all questions bring."""
        return sum(question.item.points for question in next(iter(self.versions.values())))

    def rows(self, version: str) -> dict[str, Row]:
        """Return every row of the sheets of a version by its label."""
        sides = [side for side in self.sides.values() if side.code.version == version]
        return {row.label: row for side in sides for row in side.rows}

    def sides_of(self, version: str, sheet: str) -> list[SheetSide]:
        """Return the sides of one print of a version, the first one first."""
        found = [side for side in self.sides.values() if (side.code.version, side.code.print) == (version, sheet)]
        return sorted(found, key=lambda side: side.code.side)


def corners_of(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """Return the corners of a box (left, top, width, height), clockwise from the upper left one."""
    x, y, width, height = box
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def read_record(folder: Path) -> ExamRecord:
    """Read the exam of a folder that `course exam` has written.

    Raises FindingsError (A001) where there is none, or one of another form.
    """
    path = folder / "key" / "draw.json"
    if not path.is_file():
        path = folder / "draw.json"
    if not path.is_file():
        message = "there is no key/draw.json, which `course exam` writes"
        raise FindingsError(Finding(folder, 1, MarkCode.EXAM, message, hint="give the folder of the exam"))
    try:
        told = json.loads(read_text(path, MarkCode.EXAM, newline=None))
        form = told.get("format", 1)
        if form == FORMAT:
            return _record(path, told)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        message = "this is no record that `course exam` has written"
        raise FindingsError(Finding(path, 1, MarkCode.EXAM, message)) from error
    message = f"the record has the form {form!r}, and this program marks the form {FORMAT}"
    hint = "print the exam again with the same seed, or mark with the program that printed it"
    raise FindingsError(Finding(path, 1, MarkCode.EXAM, message, hint=hint))


def _record(path: Path, told: Mapping[str, Any]) -> ExamRecord:
    asked = {name: _ITEM.validate_python(values) for name, values in told["asked"].items()}
    variants = told.get("variants", {})
    versions = {
        letter: tuple(
            _question(number, row, variants.get(letter, {}), asked) for number, row in enumerate(rows, start=1)
        )
        for letter, rows in told["versions"].items()
    }
    sides = [_side(side, sheet) for sheet in told["sheets"].values() for side in sheet["sides"]]
    return ExamRecord(
        path=path,
        code=str(told["code"]),
        course=str(told["course"]),
        form=str(told["form"]),
        title=str(told["title"]),
        language=str(told["language"]),
        decimal=str(told["decimal"]),
        to_pass=None if told["points_to_pass"] is None else float(told["points_to_pass"]),
        versions=versions,
        sides={side.code.text(): side for side in sides},
    )


def _question(number: int, row: list[str], variants: Mapping[str, int], asked: Mapping[str, Item]) -> Question:
    name, *order = row
    variant = str(variants[name]) if name in variants else ""
    return Question(number, asked[f"{name}/{variant}" if variant else name], tuple(order), variant)


def _side(side: Mapping[str, Any], sheet: Mapping[str, Any]) -> SheetSide:
    code = SheetCode.read(side["code"])
    if code is None:
        raise ValueError(side["code"])
    rows = [
        Row(row["label"], row["item"], row["part"], row["several"], tuple(Mark(*mark) for mark in row["marks"]))
        for row in side["rows"]
    ]
    rows += [Row(row["label"], row["item"], row["part"], box=_box(row["box"])) for row in side["hand"]]
    digits = tuple(tuple(Mark(*mark) for mark in column) for column in side["digits"])
    corner = (float(sheet["corners"][0]), float(sheet["corners"][1]))
    boxes = _box(side["code_box"]), _box(side["number_box"])
    return SheetSide(
        code, float(sheet["width"]), float(sheet["height"]), corner, *boxes, float(side["bubble"]), digits, tuple(rows)
    )


def _box(values: list[float]) -> tuple[float, float, float, float]:
    x, y, w, h = map(float, values)
    return x, y, w, h
