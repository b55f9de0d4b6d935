"""The PDF book: docutils tree to Typst source to a tagged PDF, by a Sphinx builder of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup_pdf(app: Sphinx) -> None:
    """Register the builders `typst` and `print`, and the values `course_pdf_*`."""
    from course.outputs.pdf.builder import TypstBuilder
    from course.outputs.pdf.described import DescribedMath
    from course.outputs.pdf.printing import PrintBuilder
    from course.outputs.pdf.settings import add_settings
    from course.sphinxext.raw_marks import setup_raw_marks

    app.setup_extension("quizzes.sphinxext.marks")
    setup_raw_marks(app)
    add_settings(app)
    app.add_builder(TypstBuilder)
    app.add_builder(PrintBuilder)
    app.add_directive("math", DescribedMath, override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let the builder be used alone: `extensions = ["course.outputs.pdf"]`."""
    setup_pdf(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
