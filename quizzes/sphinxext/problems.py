"""What can be wrong with a quiz in a page, each under a name that `suppress_warnings` takes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils.nodes import Node

    from quizzes.finding import Finding

logger = logging.getLogger(__name__)


class Problem(StrEnum):
    """The warning subtypes of this extension that are not codes of a bank's findings."""

    BANK = "bank-missing"
    """No folder of `quizzes_banks` holds a bank with this id."""
    ITEM = "item-missing"
    """The bank has no item with this id."""
    TWICE = "item-twice"
    """The same item stands twice in one page."""
    NESTED = "quiz-nested"
    """The text of a question holds a directive of this package."""
    KEY = "key-missing"
    """An answer key was asked for, but there is no quiz with that label."""


def warn(problem: Problem, message: str, location: Node | str | tuple[str, int]) -> None:
    """Log `message` as the warning `quizzes.<problem>` at `location` (a node, or `path:line`)."""
    logger.warning("%s", message, type="quizzes", subtype=problem.value, location=location)


def warn_findings(findings: tuple[Finding, ...] | list[Finding]) -> None:
    """Log findings of a bank as warnings `quizzes.<code>` with the bank's own path and line."""
    for finding in findings:
        about = f"{finding.subject}: " if finding.subject else ""
        hint = f" ({finding.hint})" if finding.hint else ""
        text = f"{finding.code} {about}{finding.message}{hint}"
        where = f"{finding.path}:{finding.line}"
        logger.warning("%s", text, type="quizzes", subtype=finding.code, location=where)
