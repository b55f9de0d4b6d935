"""What a new course holds beside its lessons: settings, start page, objectives, example items, register."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from course.evidence.facts import COLUMNS as FACT_COLUMNS
from course.evidence.register import COLUMNS as CLAIM_COLUMNS
from course.ingest.literal import literal, one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from course.ingest.draft import Draft, Remark
    from course.ingest.outline import Lesson
    from course.ingest.source import Source

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


def write_settings(draft: Draft, source: Source, name: str) -> str:
    """Return course.toml."""
    return template(
        "course.toml",
        title=quoted(draft.title),
        language=quoted(draft.language),
        document=quoted(f"source/{name}"),
        sha256=source.sha256,
    )


def write_start(draft: Draft, lessons: Iterable[Lesson]) -> str:
    """Return the start page."""
    entries = "\n".join(f"lessons/{lesson.name}" for lesson in lessons)
    return template("index.md", title=literal(draft.title), lessons=entries)


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


def write_register(draft: Draft) -> str:
    """Return claims.csv: a row for each heading and statement, in the order of the document, with verdict `open`."""
    rows: list[dict[str, str]] = []
    statements, headings = statement_ids(draft), heading_ids(draft)
    for section in draft.sections:
        if section.heading:
            rows.append({"id": next(headings), "seed_text": section.heading.text, "verdict": "open"})
        rows += [
            {"id": next(statements), "seed_text": statement.text, "verdict": "open"}
            for statement in section.statements()
        ]
    return _table(CLAIM_COLUMNS, rows)


def write_facts() -> str:
    """Return facts.csv without a row."""
    return _table(FACT_COLUMNS, [])


def write_typos(remarks: Iterable[Remark]) -> str:
    """Return typos.csv: what a person should look at in the document, by line."""
    columns = ("line", "text", "kind", "suggestion")
    rows = [{name: one_line(str(getattr(remark, name))) for name in columns} for remark in remarks]
    return _table(columns, rows)


def statement_ids(draft: Draft) -> Iterator[str]:
    """Yield S01, S02 …, wide enough for all statements."""
    return _ids("S", sum(1 for _ in draft.statements()))


def heading_ids(draft: Draft) -> Iterator[str]:
    """Yield H01, H02 …, wide enough for all headings."""
    return _ids("H", sum(1 for _ in draft.headings()))


def bank_id(lesson: Lesson) -> str:
    """Return the id of the lesson's bank, which is also the name of its file."""
    return f"l{lesson.name.partition('-')[0]}"


def objective_id(lesson: Lesson) -> str:
    """Return the id of the lesson's starter objective."""
    return f"LO{lesson.number}.1"


def _ids(letter: str, total: int) -> Iterator[str]:
    width = max(2, len(str(total)))
    return (f"{letter}{number:0{width}}" for number in range(1, total + 1))


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
