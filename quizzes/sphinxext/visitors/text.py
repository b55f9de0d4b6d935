"""The visitors for the text writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.visitors.plain import plain_visitors

if TYPE_CHECKING:
    from docutils import nodes


def visit_choice(self: Any, node: nodes.Element) -> None:
    """Indent the choice by the width of its letter; Sphinx's own lists know numbers only."""
    self.new_state(len(node["letter"]) + 2)


def depart_choice(self: Any, node: nodes.Element) -> None:
    """Put the letter before the first line."""
    self.end_state(first=f"{node['letter']}. ")


VISITORS = {**plain_visitors(), q.quiz_choice: (visit_choice, depart_choice)}
