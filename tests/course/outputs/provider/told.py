"""What a provider's papers say for every key of a record and every cell of a table: `told.txt`, read by a person.

    python -m tests.course.outputs.provider.told      # writes it anew; read the difference before you keep it

First the words of each paper, the report and the totals of a record that is in order; then each key or cell that is
left out or has another value, with what is said otherwise. What changes nothing, and what has been said, is left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from lxml import html

from course.credit.participation import fields
from course.material import read_material
from course.outputs.provider import certificate, write
from course.outputs.provider.paper import Paper
from course.project import load_project
from quizzes.finding import FindingsError
from tests.course.checks.record.told import _others as others_of
from tests.course.outputs.provider.test_papers import ACTIVE, DAY, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizzes.finding import Finding

TOLD = Path(__file__).parent / "told.txt"
CELLS = (
    "",
    "zz",
    "1.5",
    "-1",
    "true",
    "2026-11-10",
    "2026-11-09",
    "2027-11-09",
    "2027-11-10",
    "1332",
    "0229",
    "physician",
)
_READ = re.compile(
    r"\[(provider|accreditation(\.acc.*|\.aapa)?|registry.*|evaluation|activity(\.reporting|\.dates)?)\]"
)
"""The tables that papers are made of; `tests/course/checks/record` has what is said of the others."""


def lines(tea: Path) -> Iterator[str]:
    """Yield what is said of each changed record and table; the course is one that may be changed."""
    path, table = tea / "course.toml", tea.parent / "rows.csv"
    bare = path.read_text(encoding="utf-8").partition(ACTIVE)[0]
    path.write_text(f"{bare}{_short()}", encoding="utf-8")
    material = read_material(load_project(tea), today=DAY)

    def of_record(record: str) -> list[str]:
        try:
            path.write_text(f"{bare}{record}", encoding="utf-8")
            return [*_said(*write.papers_of(load_project(tea), table, today=DAY))]
        except FindingsError as error:
            return [*_said({}, error.findings)]

    def of_table(rows: str) -> list[str]:
        table.write_text(rows, encoding="utf-8")
        told: list[Finding] = []
        try:
            return [*_said(write._reported(material.project, table, told), told)]
        except FindingsError as error:
            return [*_said({}, error.findings)]

    table.write_text(ROWS, encoding="utf-8")
    with (
        ExitStack() as these,
        patch.object(write, "read_material", lambda project, **_: replace(material, project=project)),
        patch.object(write, "as_pdf", lambda *_: b""),
        patch.object(certificate, "printed_hash", lambda _: "HASH"),
        patch.object(write, "_forms", lambda *_: {}),
        patch.object(write, "as_excel", lambda _, rows: "\n".join(map(str, rows)).encode()),
    ):
        base = of_record(_short())
        yield from base
        seen = set[str]()
        for page in ("participation_page", "registries_page"):  # they are the same for every record
            these.enter_context(patch.object(write, page, lambda _: Paper("none", "en", "", [])))
        changed = (
            *((what, of_record, record) for what, record in _records()),
            *((what, of_table, rows) for what, rows in _tables()),
        )
        for what, say, text in changed:
            told = [line for line in say(text) if line not in base]
            kind = re.sub(" is '[^']*',", "", " ".join(told))
            if told and kind not in seen:
                seen.add(kind)
                yield f"{what}: {' ¦ '.join(told)}"


def _short() -> str:
    """Return the tables of the record that papers are made of."""
    return "".join(one for one in re.split(r"^(?=\[)", ACTIVE, flags=re.MULTILINE) if _READ.match(one))


def _records() -> Iterator[tuple[str, str]]:
    rows, table = _short().splitlines(), ""
    for place, row in enumerate(rows):
        table = row if row.startswith("[") else table
        key, equals, value = row.partition(" = ")
        days = [str(DAY + dt.timedelta(one)) for one in (-1, 0, 1)] + [""] if value[:2] == "20" else []
        for other in (days or others_of(value)) if equals and not key.startswith(" ") else ():
            changed = [*rows[:place], f"{key} = {other}" if other else "", *rows[place + 1 :]]
            yield f"{table} {key} {other or 'left out'}", "\n".join(changed)


def _tables() -> Iterator[tuple[str, str]]:
    heads, *rows = [*csv.reader(io.StringIO(ROWS))]
    more = [one.name for one in fields() if one.name not in heads]
    wide = [[*heads, *more], *([*row, *[""] * len(more)] for row in rows)]
    for column, head in enumerate(wide[0]):
        for cell in CELLS:
            changed = [[*row] for row in wide]
            changed[1][column] = cell
            yield f"{head} {cell!r}", _table(changed)
        yield f"no {head}", _table([[*row[:column], *row[column + 1 :]] for row in wide])


def _table(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _said(made: dict[str, bytes], told: Iterable[Finding]) -> Iterator[str]:
    for name, data in made.items():
        text = data.decode()
        if name.endswith(".html"):
            parts = html.fromstring(text).xpath("//main/* | //footer")
            text = "\n".join(" ".join(one.text_content().split()) for one in parts)
        if not name.endswith((".pdf", ".xsd")):
            yield from (f"{name}: {line.strip()}" for line in text.splitlines() if line.strip())
    for one in told:
        if one.code != "C005":  # the table of a record says that itself
            yield f"{one.path.name}:{one.line} {one.level} {one.code} {one.subject} {one.message} ({one.hint})"


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    from tests.course.outputs.provider.test_papers import course_with

    with TemporaryDirectory() as made:
        TOLD.write_text("".join(f"{line}\n" for line in lines(course_with(Path(made), ACTIVE))), encoding="utf-8")
