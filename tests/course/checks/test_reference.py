"""The page on checks lists what the program knows."""

from __future__ import annotations

import re

from course.checks import all_checks
from tests.conftest import DOCS, REPOSITORY

PAGE = DOCS / "reference" / "checks.md"


def test_the_table_of_codes_is_the_list_of_the_program() -> None:
    """Code, level and title of each check, in the order of the codes."""
    rows = re.findall(
        r"^\| ([A-Z]\d{3}) \| (error|warning|info) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rows == [(check.code, str(check.level), check.title) for check in all_checks().values()]


def test_every_code_of_the_program_is_on_the_page() -> None:
    """Each code that stands in the source is in one of the two tables: alone, in a range, or by its letter."""
    sources = [path for part in ("course", "quizzes") for path in (REPOSITORY / part).rglob("*.py")]
    used = {code for path in sources for code in re.findall(r'"([A-Z]\d{3})"', path.read_text(encoding="utf-8"))}
    cells = " ".join(re.findall(r"^\| ([A-Z](?:\d{3}|…)[^|]*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    told = set(re.findall(r"[A-Z]\d{3}", cells))
    for letter, first, last in re.findall(r"([A-Z])(\d{3}) to \1(\d{3})", cells):
        told |= {f"{letter}{number:03}" for number in range(int(first), int(last) + 1)}
    families = set(re.findall(r"([A-Z])…", cells))
    assert used
    assert sorted(code for code in used if code not in told and code[0] not in families) == []
