"""Words with marks of their own, as an extension: raised, lowered, deleted or inserted words, ends of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.sphinxext.changed_words import setup_changed_words
from quizzes.sphinxext.line_break import setup_line_break
from quizzes.sphinxext.raised_words import setup_raised_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register nodes and roles, once for all who need them."""
    setup_changed_words(app)
    setup_raised_words(app)
    setup_line_break(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
