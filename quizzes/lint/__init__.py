"""Lint of questions: rules of good question writing, of banks and of objectives, each with a code and its source."""

from __future__ import annotations

from quizzes.lint.check import FAMILIES, RULES, check
from quizzes.lint.context import Context, context_of
from quizzes.lint.rule import Rule

__all__ = ["FAMILIES", "RULES", "Context", "Rule", "check", "context_of"]
