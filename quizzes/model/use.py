"""What a bank is for, and where its choices need feedback of their own."""

from __future__ import annotations

from enum import StrEnum


class Use(StrEnum):
    """What a bank is for; lint is stricter for the `pool` of the post-test."""

    PRACTICE = "practice"
    PRETEST = "pretest"
    POOL = "pool"
    CAPSTONE = "capstone"
    SURVEY = "survey"


TESTS = frozenset({Use.POOL, Use.PRETEST})
"""Where nobody reads feedback while answering: one rationale explains the item."""


UNEXPLAINED = frozenset({*TESTS, Use.SURVEY})
"""Where a choice may have no feedback of its own."""
