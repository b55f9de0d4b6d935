"""All that is said about a course with each planted fault, and nothing that is said without: `told.txt`.

    python -m tests.course.checks.told      # writes it anew; read the difference before you keep it

A line has the code of the fault that was planted and a number, and of each finding its file and line, its level, its
code and its words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.checks import check
from course.project import load_project
from quizzes.finding import FindingsError
from tests.course.checks.test_checks import DAY, PLANTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.finding import Finding

TOLD = Path(__file__).parent / "told.txt"


def lines(tea: Path) -> Iterator[str]:
    """Yield what is said about each fault; the course is one that may be changed, and is whole again at the end."""
    known = {_words(one, tea) for one in _found(tea)}
    yield from sorted(known)
    count = Counter[str]()
    for code, name, old, new, _ in PLANTED:
        count[code] += 1
        path = tea / name
        sound = path.read_text(encoding="utf-8")
        path.write_text(sound.replace(old, new, 1), encoding="utf-8")
        said = [_words(one, tea) for one in _found(tea)]
        yield from (f"{code}.{count[code]} {one}" for one in said if one not in known)
        path.write_text(sound, encoding="utf-8")


def _found(tea: Path) -> list[Finding]:
    try:
        return check(load_project(tea), today=DAY)
    except FindingsError as error:
        return list(error.findings)


def _words(one: Finding, tea: Path) -> str:
    near = replace(one, path=one.path.relative_to(tea))
    return f"{near.level} {near}"


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    from tests.conftest import copy_tea

    with TemporaryDirectory() as made:
        TOLD.write_text("".join(f"{line}\n" for line in lines(copy_tea(Path(made)))), encoding="utf-8")
