"""The page on which a person decides what a program should not: one file that opens from disk, by keyboard or mouse."""

from __future__ import annotations

import base64
import json
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from course.outputs.exam.words import filled, speaking_in
from course.outputs.marking.decisions import FORMAT
from course.outputs.marking.readside import cut_out, number_cut_out
from course.outputs.marking.words import review_said, review_texts, why
from course.sphinxext.strings import _
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.marking.collect import Ask
    from course.outputs.marking.record import ExamRecord
    from course.outputs.marking.scans import Gray


def review_page(asks: Sequence[Ask], exam: ExamRecord) -> bytes:
    """Return the page in the language of the exam; every picture is in it, and nothing is fetched or sent."""
    page = files("course.outputs.marking").joinpath("review.html").read_text(encoding="utf-8")
    with speaking_in(exam.language):
        told = {"format": FORMAT, "exam": exam.code, "digits": exam.digits, "words": review_said()}
        told["asks"] = [_ask(one, exam) for one in asks]
        texts = {name: escape(text) for name, text in review_texts(exam.code).items()}
    texts["ABOUT"] = filled(texts["ABOUT"], "<code>course mark … --decisions</code>")
    texts["LANGUAGE"] = escape(exam.language.replace("_", "-"))
    texts["DIRECTION"] = "rtl" if runs_right_to_left(exam.language) else "ltr"
    for name, text in texts.items():
        page = page.replace(f"@{name}@", text)
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return page.replace('"@DATA@"', data).encode()


def _ask(ask: Ask, exam: ExamRecord) -> dict[str, Any]:
    side = ask.side
    made: dict[str, Any] = {
        "side": side.name,
        "what": ask.what,
        "why": why(ask.why),
        "where": filled(str(_("%1, side %2")), Path(side.path).name, side.place),
    }
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
            return made | {
                "kind": "points",
                "label": filled(str(_("Points, at most %1")), f"{item.points:g}".replace(".", exam.decimal)),
            }
        return made | {"kind": "text", "label": str(_("What is written"))}
    return made | {"kind": "several" if row.several else "one", "letters": [mark.letter for mark in row.marks]}


def _png(picture: Gray) -> str:
    _, packed = cv2.imencode(".png", picture)
    return base64.b64encode(packed.tobytes()).decode()
