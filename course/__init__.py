"""Publish a course: one document becomes lessons, tested questions and an evidence chain, in every edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything a course needs; `extensions = ["course"]` is all that a conf.py says."""
    from course.extension import setup_course

    return setup_course(app)
