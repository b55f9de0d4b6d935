"""A small sound file of each format of responses, of questions of every type: each value of it is put otherwise."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import Any

from tests.quizzes.responses.platforms import HEAD, TIMES, WHO, catalog, coded, dice, moodle, statement

ITEMS = catalog().items


@dataclass(frozen=True)
class Source:
    """A file by its name, how it is taken, and the files that lie beside it."""

    name: str
    file: str
    text: str
    how: dict[str, Any] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    change: bool = True
    """Whether each value of it is changed as well."""


def _csv(*rows: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _moodle() -> tuple[str, str]:
    """Return *Responses* and *Grades* of two attempts of two people."""
    said: dict[str, Any] = {"judged": "false", "multiple-all": ["a", "b"], "worded": "ice"}
    cells = [cell for name, one in said.items() for cell in (*moodle(ITEMS[name], one, dice(3)), "x")]
    heads = [f"{word} {n}" for n in (1, 2, 3) for word in ("Question", "Response", "Right answer")]
    ada = ["Example", "Ada", "ada@example.com", "Finished", "22 September 2026  9:00 AM", *TIMES[2:]]
    ada[5] = "22 September 2026  9:30 AM"
    answers = _csv([*HEAD, *heads], [*WHO, *TIMES, "66.67", *cells], [*ada, "0.00", *cells[:-2], "-", "x"])
    marks = [f"Q. {n} /1.00" for n in (1, 2, 3)]
    grades = _csv([*HEAD, *marks], [*WHO, *TIMES, "66.67", "1.00", "0.00", "1.00"], [*ada, "0.00", "1.00", "0.00", "-"])
    return answers, grades


def _canvas() -> str:
    head = ["name", "id", "sis_id", "section", "submitted", "attempt"]
    row = ["Zora Example", "77", "s", "A", "2026-09-21 15:14:00 UTC", "2"]
    head += [f"11: {ITEMS['judged'].stem}", "1.0", f"12: {ITEMS['multiple-all'].stem}", "1.0", "n correct", "score"]
    return _csv(
        head, [*row, "False", "1.0", "2,7", "1.0", "2", "2"], ["Bo", "78", *row[2:], "", "", "9", "0.0", "0", "0"]
    )


def _olx() -> str:
    state = {"student_answers": {"x_2_1": ["choice_0", "choice_2"]}, "attempts": 1,
             "score": {"raw_earned": 1, "raw_possible": 2}, "last_submission_time": "2026-09-21T15:14:00Z"}  # fmt: skip
    other = {"student_answers": {"x_2_1": "Paris", "x_3_1": "Rome"}}
    block = "block-v1:O+C+R+type@problem+block@"
    return _csv(
        ["username", "title", "block_key", "state"],
        ["zora", "x", f"{block}multiple-all", json.dumps(state)],
        ["zora", "x", f"{block}matched", json.dumps(other)],
    )


def _xapi() -> str:
    key = "[,]".join(map(coded, ITEMS["multiple-all"].key))  # type: ignore[union-attr]
    result = {"response": key, "duration": "P1DT2H3M4.5S", "success": True, "score": {"raw": 1, "max": 1}}
    first = statement(ITEMS["multiple-all"], key, result=result, id="s-1")
    first["context"]["registration"] = "r-1"
    second = statement(ITEMS["judged"], "true", id="s-2", context={}, actor={"mbox": "mailto:z@example.com"})
    second["object"]["definition"] = {"extensions": {"urn:x-course/about": {"revision": 1, "mode": "pretest"}}}
    described = {"id": "urn:x-other", "definition": {"description": {"en": ITEMS["worded"].stem}}}
    third = statement(ITEMS["worded"], "ice", id="s-3", object=described)
    return json.dumps([first, second, third])


def _site() -> str:
    """Return a progress file whose entries are JSON in JSON, as the pages keep them."""
    entries = {
        "course/1/c/setting/name": {"value": "Zora"},
        "course/1/c/answer/1/multiple-all": {"response": ["a", "c"], "revision": "1", "seconds": 12},
        "course/1/c/answer/2/judged": {"response": "true", "revision": "1"},
        "course/1/c/result/1": {"at": 1_790_000_000_000},
        "quizzes/1/c:page/b/judged": {"response": "true", "revision": "1", "tries": 1, "at": 1_790_000_000_000},
        "quizzes/1/c:page/b/worded": {"response": "ice", "revision": "1", "tries": 2},
    }
    kept = {name: json.dumps(value) for name, value in entries.items()}
    return json.dumps({"format": "course-progress", "version": 1, "course": "c", "entries": kept})


def _entry(**more: object) -> str:
    """Return a progress file with one answer of practice and one of a test, each with more in it."""
    entries = {
        "quizzes/1/c:page/b/varied-1": {"response": "none", "tries": 1} | more,
        "course/1/c/answer/1/judged": {"response": "false"} | more,
        "course/1/c/result/1": {"at": 1_790_000_000_000} | more,
    }
    kept = {name: json.dumps(value) for name, value in entries.items()}
    return json.dumps({"format": "course-progress", "version": 1, "course": "c", "entries": kept})


def _scorm() -> str:
    head = ["Name", "Email address", "Attempt", "Started on", "Last accessed on", "Score"]
    head += [f"{word} {n}" for n in (1, 2) for word in ("Question", "Response", "Right answer", "Result")]
    key = "[,]".join(map(coded, ITEMS["multiple-all"].key))  # type: ignore[union-attr]
    row = ["Zora", "zora@example.com", "2", "Monday, 21 September 2026, 3:13 PM", "Monday, 21 September 2026, 3:20 PM"]
    return _csv(head, [*row, "90", "multiple_all", key, key, "correct", "judged", "f", "f", "1"])


def _nops() -> str:
    head = ["registration", "exam", *(f"{word}.{n}" for n in (1, 2) for word in ("answer", "solution", "check"))]
    return _csv(head, ["123", "26092100001", "01000", "01000", "1", "00100", "10000", "0"],
                ["124", "26092100002", "00000", "01000", "0", "10000", "10000", "1"])  # fmt: skip


def _typed() -> str:
    head = ["person", "item", "response", "version", "attempt", "test", "submitted"]
    return _csv(
        head,
        ["p1", "multiple-all", "C A", "B", "1", "exam", "2026-09-21"],
        ["p1", "judged", "false", "", "2", "exam", ""],
        ["p2", "case-item", "b", "-", "", "", ""],
        ["p2", "worded", "right", "", "", "", ""],
    )


ANSWERS, GRADES = _moodle()
_STATISTICS = _csv(
    ["Q#", "Question type", "Question name", "Attempts", "Facility index"],
    ["1", "True/False", "judged", "2", "100.00%"], ["2", "Multiple", "multiple-all: Primes", "2", "40.00%"],
)  # fmt: skip
SOURCES = (
    Source("moodle", "m.csv", ANSWERS),
    Source("moodle with grades", "m.csv", GRADES, {"test": "final"}, {"answers.csv": ANSWERS}),
    Source("moodle with statistics", "s.csv", _STATISTICS, {}, {"answers.csv": ANSWERS}),
    Source("canvas", "c.csv", _canvas(), {"comments": True}),
    Source("olx", "o.csv", _olx()),
    Source("xapi", "x.json", _xapi(), {"iri": "urn:x-course"}),
    Source("site", "p.json", _site(), {"course": "c"}),
    *(
        Source(f"site {name} {value!r}", "p.json", _entry(**{name: value}), change=False)
        for name, values in {
            "variant": (0, 1, True, "1"), "seconds": (-1, 0, 3, 1e8, "9"), "at": (0, 5e11, 1e14, "x", 1.9e12),
            "response": (None, "", [], {}, "zz", 3), "revision": (1, 9, None), "tries": (0, 1, True, "1"),
        }.items()
        for value in values
    ),
    Source("scorm", "s.csv", _scorm()),
    Source("nops", "n.csv", _nops(), {}, {"map.csv": "question,item\nanswer.1,judged\nanswer.2,multiple-all\n"}),
    Source("typed", "t.csv", _typed(), {}, {"draw.json": '{"versions": {"B": [["multiple-all", "c", "b", "a"]]}}'}),
)  # fmt: skip
