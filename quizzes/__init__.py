"""Ask questions: item banks in text, linted, graded and shown in every edition; knows nothing about courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, nodes and browser client; `extensions = ["quizzes"]` is all that a conf.py says."""
    from quizzes.sphinxext.extension import setup_quizzes

    return setup_quizzes(app)
