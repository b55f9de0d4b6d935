"""The page on which a person decides what a program should not: one file that opens from disk, by keyboard or mouse."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from course.outputs.marking.decisions import FORMAT
from course.outputs.marking.judge import Doubt
from course.outputs.marking.readside import cut_out, number_cut_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.marking.collect import Ask
    from course.outputs.marking.record import ExamRecord
    from course.outputs.marking.scans import Gray

_WHY = {
    Doubt.TWO: "More than one mark.",
    Doubt.FAINT: "A mark is very light, or was not rubbed out well.",
    Doubt.SIGN: "A cross, a tick or a part of a filling: is it meant, or was it taken back?",
    Doubt.CROSSED: "A filling that seems to be crossed out.",
    Doubt.OUTLINE: "The printed outlines are not where they should be.",
    Doubt.HAND: "Written by hand.",
    "unread": "A digit of the number is not clear.",
    "unknown": "Nobody was given this number.",
    "versions": "The number stands on sheets of different versions or prints.",
    "twice": "This side is there more than once, with other answers. Does this one count?",
}


def review_page(asks: Sequence[Ask], exam: ExamRecord) -> bytes:
    """Return the page; every picture is in it, and nothing is fetched or sent."""
    told = {"format": FORMAT, "exam": exam.code, "digits": exam.digits, "asks": [_ask(one, exam) for one in asks]}
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    page = files("course.outputs.marking").joinpath("review.html").read_text(encoding="utf-8")
    return page.replace("@CODE@", exam.code).replace('"@DATA@"', data).encode()


def _ask(ask: Ask, exam: ExamRecord) -> dict[str, Any]:
    side = ask.side
    made: dict[str, Any] = {"side": side.name, "what": ask.what, "why": _WHY[ask.why], "where": side.where}
    made |= {"version": side.code.version, "number": side.number}
    if ask.what == "number":
        return made | {"kind": "number", "picture": _png(number_cut_out(side.page, side.side))}
    if ask.what == "counts":
        return made | {
            "kind": "counts",
            "picture": _png(np.asarray(cv2.resize(side.page, None, fx=0.5, fy=0.5), dtype=np.uint8)),
        }
    assert ask.reading is not None
    row = ask.reading.row
    made["picture"] = _png(cut_out(side.page, row, side.side.bubble))
    if row.by_hand:
        item = next(q.item for q in exam.versions[side.code.version] if q.item.id == row.item)
        if item.type == "essay":
            return made | {"kind": "points", "label": f"Points, at most {item.points:g}"}
        return made | {"kind": "text", "label": "What is written"}
    return made | {"kind": "several" if row.several else "one", "letters": [mark.letter for mark in row.marks]}


def _png(picture: Gray) -> str:
    _, packed = cv2.imencode(".png", picture)
    return base64.b64encode(packed.tobytes()).decode()
