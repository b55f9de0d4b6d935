"""The slides of a session for PowerPoint and its like: native text, tables, pictures and notes, in own layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    from course.outputs.pptx.builder import PptxBuilder

    app.add_builder(PptxBuilder)
    app.add_config_value("course_slides_template", "", "", (str,))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
