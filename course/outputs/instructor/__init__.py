"""The edition for trainers: the site with notes and keys, slides, and everything to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builders of slides and papers, and the settings of reveal.js."""
    from course.outputs.instructor.papers import PrintoutsBuilder
    from course.outputs.instructor.slides import FitFigures, SlidesBuilder, TellFiguresInNotes, set_up_slides

    app.setup_extension("sphinx_revealjs")
    app.connect("config-inited", set_up_slides, priority=150)
    app.add_builder(SlidesBuilder)
    app.add_builder(PrintoutsBuilder)
    app.add_config_value("course_card_backs", default=False, rebuild="", types=(bool,))
    app.setup_extension("course.outputs.pptx")
    app.add_transform(FitFigures)
    app.add_post_transform(TellFiguresInNotes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
