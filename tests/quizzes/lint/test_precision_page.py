"""The page of how often the lint is right names rules as they are, and holds each to its bound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizzes.finding import Level
from quizzes.lint import RULES

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "lint-precision.md"
ROWS = re.findall(
    r"^\| ([QB]\d{3}[A-Za-z]?) \| (error|warning) \| (\d+) \| (\d+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
)
BOUND = {Level.ERROR: 0.9, Level.WARNING: 0.7}


@pytest.mark.parametrize(("code", "level", "sample", "right"), ROWS, ids=[row[0] for row in ROWS])
def test_a_judged_rule_is_known_and_keeps_to_its_bound(code: str, level: str, sample: str, right: str) -> None:
    """Nine of ten errors and seven of ten warnings are right."""
    rules = {rule.code: rule for rule in RULES}
    rule = rules.get(code) or rules[code[:4]]
    said = rule.subs.get(code[4:], "")
    assert code in rules or said, f"{code} is no code of a rule"
    stated = re.search(r"\((error|warning|information)\)", said)
    assert level == (stated[1] if stated else str(rule.level))
    assert int(right) >= BOUND[Level(level)] * int(sample)


def test_every_level_is_judged_with_a_date() -> None:
    """The table is there, with errors and warnings, and says when it was read."""
    assert {row[1] for row in ROWS} == {"error", "warning"}
    assert re.search(r"judged by one reader on \d+ \w+ \d{4}", PAGE.read_text(encoding="utf-8"))
