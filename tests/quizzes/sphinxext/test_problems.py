"""A finding about a bank is a warning of the build with its code, its words, what to do, and its line."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quizzes.finding import Finding
from quizzes.sphinxext import problems


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (
            Finding(Path("b.yaml"), 7, "Q101", "2 options", subject="q1", hint="write more"),
            "Q101 q1: 2 options (write more)",
        ),
        (Finding(Path("b.yaml"), 7, "Q101", "2 options"), "Q101 2 options"),
    ],
)
def test_a_finding_is_a_warning(finding: Finding, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without what it is about, and a hint."""
    told: list[Any] = []
    logger = SimpleNamespace(warning=lambda *given, **named: told.append((given[0] % given[1:], named)))
    monkeypatch.setattr(problems, "logger", logger)
    problems.warn_findings([finding])
    assert told == [(words, {"type": "quizzes", "subtype": "Q101", "location": "b.yaml:7"})]
