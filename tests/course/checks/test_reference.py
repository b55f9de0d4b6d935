"""The page on checks lists what the program knows."""

from __future__ import annotations

import re
from pathlib import Path

from course.checks import all_checks

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "checks.md"


def test_the_table_of_codes_is_the_list_of_the_program() -> None:
    """Code, level and title of each check, in the order of the codes."""
    rows = re.findall(
        r"^\| ([A-Z]\d{3}) \| (error|warning|info) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rows == [(check.code, str(check.level), check.title) for check in all_checks().values()]
