"""The visitors for the Typst writer."""

from __future__ import annotations

from quizzes.sphinxext.visitors.plain import plain_visitors

VISITORS = plain_visitors()
