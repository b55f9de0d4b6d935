"""The visitors for the Texinfo writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.visitors.plain import nothing, plain_visitors

if TYPE_CHECKING:
    from docutils import nodes


def visit_target(self: Any, node: nodes.Element) -> None:
    """Print the anchors that cross-references need."""
    for name in node["ids"]:
        self.add_anchor(name, node)


VISITORS = {**plain_visitors(), q.quiz: (visit_target, nothing), q.quiz_item: (visit_target, nothing)}
