"""What the pages of a learner need: data, scripts, style sheets, words and boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_learner(app: Sphinx) -> None:
    """Register the data, its places and the policy; `course_policy = False` leaves the policy out, for live preview."""
    from course.sphinxext.learner.blocks import setup_learner_blocks
    from course.sphinxext.learner.confidence import setup_confidence
    from course.sphinxext.learner.data import offer_page, write_data
    from course.sphinxext.learner.inline import move_styles
    from course.sphinxext.learner.pages import note_kind
    from course.sphinxext.learner.place import offer_place
    from course.sphinxext.learner.report import setup_report
    from course.sphinxext.learner.rows import setup_rows
    from course.sphinxext.learner.scripts import choose_scripts, write_bundles
    from course.sphinxext.learner.start import setup_start
    from course.sphinxext.learner.styles import choose_sheets, write_sheets

    app.add_config_value("course_policy", default=True, rebuild="html", types=(bool,))
    setup_learner_blocks(app)
    setup_confidence(app)
    setup_report(app)
    setup_rows(app)
    setup_start(app)
    app.connect("builder-inited", write_bundles)
    app.connect("builder-inited", write_sheets)
    app.connect("doctree-read", note_kind)
    app.connect("env-updated", write_data)
    app.connect("html-page-context", offer_page, priority=800)
    app.connect("html-page-context", offer_place, priority=810)
    app.connect("html-page-context", move_styles, priority=850)
    app.connect("html-page-context", choose_scripts, priority=900)
    app.connect("html-page-context", choose_sheets, priority=900)
