"""Where the parts of each answer sheet lie, for the record of an exam: measured in what was printed, never assumed.

Lengths are millimetres from the upper left corner of the side. A mark has the name of what it chooses: the id of a
choice or of a step, or the text of a response. Its last value is how dark the label makes the empty bubble inside, from
0 (white) to 1: the mean of the printed page, so that a reader knows what is print and what is ink.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quizzes.model.arranging import MatchItem
from quizzes.model.item import AnsweredBy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from course.outputs.exam.draw import ExamDraw
    from quizzes.draw import Version
    from quizzes.model.types import Item

CORNER = (8.0, 6.0)
"""How far the corner marks stand from the edges, and their size, as `theme/answersheet.typ` draws them."""
PAPER = {"us-letter": (215.9, 279.4), "a4": (210.0, 297.0)}


def sides_of(placed: Sequence[Mapping[str, Any]]) -> int:
    """Return how many sides the questions take."""
    return next((int(one["pages"]) for one in placed if one["kind"] == "questions"), 0)


def layout_of(placed: Sequence[Mapping[str, Any]], version: Version, paper: str) -> dict[str, Any]:
    """Return the answer sheet of one print: the size of its paper, and for each side its code and its marks."""
    by_page: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for one in placed:
        by_page[one["page"]].append(one)
    sides = [_side(page, parts, version) for page, parts in sorted(by_page.items()) if _code(parts)]
    width, height = PAPER[paper]
    return {"version": version.letter, "width": width, "height": height, "corners": CORNER, "sides": sides}


def _code(parts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((one for one in parts if one["kind"] == "code"), None)


def _side(page: int, parts: Sequence[Mapping[str, Any]], version: Version) -> dict[str, Any]:
    code = _code(parts)
    assert code is not None
    rows: dict[tuple[int, int], list[Any]] = {}
    hand = [{**_asked(one, version), "box": _box(one)} for one in parts if one["kind"] == "line"]
    for one in parts:
        if one["kind"] == "bubble":
            rows.setdefault((one["question"], one["part"]), []).append(one)
    digits = [[_mark(one, one["label"]) for one in marks] for (question, _), marks in rows.items() if not question]
    return {
        "page": page,
        "code": code["text"],
        "code_box": _box(code),
        "number_box": next(_box(one) for one in parts if one["kind"] == "number"),
        "bubble": _box(next(one for one in parts if one["kind"] == "bubble"))[2],
        "digits": digits,
        "rows": [_row(marks, version) for (question, _), marks in rows.items() if question],
        "hand": hand,
    }


def _row(marks: Sequence[Mapping[str, Any]], version: Version) -> dict[str, Any]:
    entry, order = version.items[marks[0]["question"] - 1]
    names = list(order) or [choice.id for choice in getattr(entry.item, "choices", ())]
    several = entry.item.answered_by is AnsweredBy.CHOICES
    shown = [_mark(one, names[one["mark"]]) for one in marks]
    return {**_asked(marks[0], version), "several": several, "marks": shown}


def _mark(one: Mapping[str, Any], name: str) -> list[Any]:
    """Return a bubble: what it chooses, its label, its place, and how dark its label makes it."""
    return [name, one["label"], *_box(one)[:2], one["dark"]]


def _asked(one: Mapping[str, Any], version: Version) -> dict[str, Any]:
    """Return the question of a part of the sheet: number, item and the part of the item (pair, place or gap)."""
    item = version.items[one["question"] - 1][0].item
    label = f"{one['question']}.{one['part']}" if one["part"] else str(one["question"])
    return {"label": label, "item": item.id, "part": _part(item, one["part"])}


def _part(item: Item, number: int) -> str:
    if not number:
        return ""
    if isinstance(item, MatchItem):
        return str(item.pairs[number - 1].id)
    gaps = getattr(item, "gaps", ())
    return str(gaps[number - 1].id) if gaps else str(number)


def _box(one: Mapping[str, Any]) -> list[float]:
    return [round(float(one[name]), 3) for name in ("x", "y", "w", "h")]


def asked_of(exam: ExamDraw) -> dict[str, Any]:
    """Return what grading needs: each question as it was printed, by id, or by `id/variant` where it varies."""
    found: dict[str, Any] = {}
    for version in exam.versions:
        for entry, _order in version.items:
            number = version.variants.get(entry.id)
            name = entry.id if number is None else f"{entry.id}/{number}"
            found.setdefault(name, entry.item.model_dump(mode="json", exclude_none=True))
    return dict(sorted(found.items()))
