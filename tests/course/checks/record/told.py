"""What is said about every key of a record that is left out or has another value: `told.txt`, read by a person.

    python -m tests.course.checks.record.told      # writes it anew; read the difference before you keep it

A line has the line of the key, the key, the value that was put there, and each finding: its line (as a distance from
the key), its requirement and its words. What nobody minds says nothing, and what has been said before is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.checks import all_checks
from course.material import read_material
from course.project import load_project
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizzes.finding import Finding

TOLD = Path(__file__).parent / "told.txt"
DAY = dt.date(2026, 11, 22)
DAYS = (-366, -31, -1, 1, 31, 366)
_DATE, _NUMBER = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"-?\d+(?:\.\d+)?")


def finder(tea: Path) -> Callable[..., list[Finding]]:
    """Return a function that finds what is wrong with a record; the pages of its course are read once."""
    path = tea / "course.toml"
    bare = path.read_text(encoding="utf-8")
    material = read_material(load_project(tea), today=DAY)
    checks = [one for code, one in all_checks().items() if re.match("C10[1-4]|C2|T209", code)]

    def look(record: str, *, release: bool = False, today: dt.date = DAY) -> list[Finding]:
        path.write_text(f"{bare}\n{record}", encoding="utf-8")
        now = replace(material, project=load_project(tea), release=release, today=today)
        told = [finding for one in checks for finding in one.run(now)]
        return sorted(one for one in told if re.fullmatch(r"A\d+", one.subject))

    return look


def lines(tea: Path, record: str) -> Iterator[str]:
    """Yield what is said of each changed record; the course is one that may be changed."""
    before = (tea / "course.toml").read_text(encoding="utf-8").count("\n") + 1
    look, rows, seen = finder(tea), record.splitlines(), set[str]()
    for place, row in enumerate(rows):
        key, equals, value = row.partition(" = ")
        for other in _others(value) if equals and not key.startswith(" ") else ():
            changed = [*rows[:place], *([f"{key} = {other}"] if other else []), *rows[place + 1 :]]
            said = "; ".join(_said(look, "\n".join(changed), before + place + 1))
            if said and said not in seen:
                seen.add(said)
                yield f"{place + 1} {key} {other or 'left out'}: {said}"


def _said(look: Callable[..., list[Finding]], record: str, line: int) -> Iterator[str]:
    try:
        found = look(record)
    except FindingsError as error:
        found = list(error.findings)
    for one in found:
        hint = f" ({one.hint})" if one.hint else ""
        yield f"{one.line - line:+} {one.level} {one.subject or one.code} {one.message}{hint}"


def _others(value: str) -> Iterator[str]:
    """Yield other values of the same kind, and nothing at all."""
    yield ""
    if value in ("true", "false"):
        yield "false" if value == "true" else "true"
    elif _DATE.fullmatch(value):
        yield from (str(dt.date.fromisoformat(value) + dt.timedelta(days)) for days in DAYS)
    elif _NUMBER.fullmatch(value):
        number = float(value)
        yield from (f"{one:g}" for one in (0, number - 1, number + 1, number * 3))
    elif value.startswith('"'):
        yield '"Zz z"'
    elif value.startswith("["):
        yield "[]"


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    from tests.conftest import REPOSITORY, copy_tea

    with TemporaryDirectory() as made:
        record = (REPOSITORY / "tests" / "data" / "record.toml").read_text(encoding="utf-8")
        told = lines(copy_tea(Path(made)), record)
        TOLD.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
