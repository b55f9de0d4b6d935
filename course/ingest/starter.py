"""What a new course holds beside its lessons: settings, start page, objectives, example items, register."""

from __future__ import annotations

import csv
import hashlib
import io
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from course.evidence.facts import COLUMNS as FACT_COLUMNS
from course.evidence.register import COLUMNS as CLAIM_COLUMNS
from course.ingest.literal import literal, one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.ingest.divide import Lesson
    from course.ingest.division import Division
    from course.ingest.typos import Remark

_CHOICES = (
    (
        "Write a real question in its place",
        "Right: this item only shows the form, and a learner gains nothing from it.",
    ),
    (
        "Leave it in the course just as it is",
        "An example that stays in the course tests nothing that the lesson teaches.",
    ),
    (
        "Move it to the end",
        "It would still be an example there, and learners would still meet it.",
    ),
)


def template(name: str, **values: str) -> str:
    """Return a file of course/templates with its placeholders filled."""
    text = (files("course") / "templates" / f"{name}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(values)


def write_settings(division: Division, name: str, content: bytes) -> str:
    """Return course.toml; `content` is the document as it is kept in `source` under its name."""
    return template(
        "course.toml",
        title=quoted(division.title),
        language=quoted(division.language),
        document=quoted(f"source/{name}"),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def write_start(division: Division, lessons: Iterable[Lesson]) -> str:
    """Return the start page."""
    entries = "\n".join(f"lessons/{lesson.name}" for lesson in lessons)
    return template("index.md", title=literal(division.title), lessons=entries)


def write_objectives(lessons: Iterable[Lesson]) -> str:
    """Return objectives.yaml: one starter a lesson."""
    rows = (
        f"- {{id: {objective_id(lesson)}, lesson: {lesson.name}, bloom: remember, "
        'text: "state what the document says in this lesson"}\n'
        for lesson in lessons
    )
    return template("objectives.yaml") + "".join(rows)


def write_bank(lesson: Lesson) -> str:
    """Return the starter bank of a lesson: one example item, with the key in another place each time."""
    turn = lesson.number % len(_CHOICES)
    turned = _CHOICES[-turn:] + _CHOICES[:-turn]
    choices = "".join(_choice(letter, choice) for letter, choice in zip("abc", turned, strict=True))
    return template(
        "bank.yaml",
        bank=bank_id(lesson),
        lesson=lesson.name,
        title=quoted(f"Practice for lesson {lesson.number}"),
        number=str(lesson.number),
        objective=objective_id(lesson),
        choices=choices.rstrip("\n"),
    )


def write_register(division: Division) -> str:
    """Return claims.csv: a row for each heading and statement, in the order of the document, with verdict `open`."""
    rows = [
        {"id": name, "seed_text": one.text, "verdict": "open"}
        for name, one in zip(division.ids(), division.found, strict=True)
    ]
    return _table(CLAIM_COLUMNS, rows)


def write_words(division: Division) -> str:
    """Return the words of the document as it was read: a line for each heading and statement."""
    return "".join(f"{one_line(one.text)}\n" for one in division.found)


def write_facts() -> str:
    """Return facts.csv without a row."""
    return _table(FACT_COLUMNS, [])


def write_typos(remarks: Iterable[Remark]) -> str:
    """Return typos.csv: what a person should look at in the document, by its place."""
    columns = ("place", "text", "kind", "suggestion")
    rows = [{name: one_line(str(getattr(remark, name))) for name in columns} for remark in remarks]
    return _table(columns, rows)


def bank_id(lesson: Lesson) -> str:
    """Return the id of the lesson's bank, which is also the name of its file."""
    return f"l{lesson.name.partition('-')[0]}"


def objective_id(lesson: Lesson) -> str:
    """Return the id of the lesson's starter objective."""
    return f"LO{lesson.number}.1"


def _choice(letter: str, choice: tuple[str, str]) -> str:
    text, feedback = choice
    correct = "        correct: true\n" if choice is _CHOICES[0] else ""
    return f"      - id: {letter}\n        text: {text}\n{correct}        feedback: {quoted(feedback)}\n"


def _table(columns: Iterable[str], rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
