"""The Sphinx extension of the small project that an exam is printed from."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from typing import TYPE_CHECKING

from course.sphinxext.extension import EXTENSIONS
from course.sphinxext.references import setup_references

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def words_of_link(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.TextElement:
    """Leave the words of a link into the course: on paper there is nothing to go to."""
    return contnode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what the texts of questions need."""
    for extension in EXTENSIONS:
        app.setup_extension(extension)
    setup_references(app)
    app.connect("missing-reference", words_of_link, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
