"""The visitors for the latex writer."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from typing import TYPE_CHECKING, Any

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.visitors.plain import plain_visitors

if TYPE_CHECKING:
    from docutils import nodes


def visit_target(self: Any, node: nodes.Element) -> None:
    """Print the label that cross-references need."""
    self.body.append(f"\n\n{self.hypertarget_to(node, anchor=True)}")


def depart_target(self: Any, node: nodes.Element) -> None:
    """End the paragraph, so that the next question does not run on."""
    self.body.append("\n\n")


VISITORS = {**plain_visitors(), q.quiz: (visit_target, depart_target), q.quiz_item: (visit_target, depart_target)}
