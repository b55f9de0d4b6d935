"""Visitors for writers that print questions as standard nodes: the nodes of this package add nothing of their own."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from typing import Any

from docutils import nodes

from quizzes.sphinxext import nodes as q


def nothing(self: Any, node: nodes.Element) -> None:
    """Print nothing of its own; the children speak."""


def skip(self: Any, node: nodes.Element) -> None:
    """Print nothing at all: an answer that is not for this edition."""
    raise nodes.SkipNode


def plain_visitors() -> dict[type[nodes.Element], tuple[Any, Any]]:
    """Return visitors for every node; keys stay hidden even if no post-transform has run."""
    hidden = (q.quiz_feedback, q.quiz_rationale, q.quiz_answers, q.quiz_gaps, q.quiz_essay, q.quiz_solution)
    return {node: (skip, None) if node in hidden else (nothing, nothing) for node in q.QUIZ_NODES}
