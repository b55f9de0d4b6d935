"""The Sphinx extension: what is registered, in which order. The only module that names every room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup_course(app: Sphinx) -> ExtensionMetadata:
    """Register the extensions a course builds on, its directives, domain and settings."""
    from course.outputs.extensions import EXTENSIONS
    from course.outputs.sharing import setup_sharing
    from course.shortcuts.bibliography import setup_bibliography
    from course.shortcuts.figure_numbers import setup_figure_numbers
    from course.shortcuts.links import setup_links
    from course.shortcuts.page_builder import setup_page_builder
    from course.sphinxext.activity import setup_activity
    from course.sphinxext.blocks import setup_blocks
    from course.sphinxext.catalogues import setup_catalogues
    from course.sphinxext.chart import setup_chart
    from course.sphinxext.claims import setup_claims
    from course.sphinxext.consistency import setup_consistency
    from course.sphinxext.contents import setup_contents
    from course.sphinxext.domain import setup_domain
    from course.sphinxext.folds import setup_folds
    from course.sphinxext.learner import setup_learner
    from course.sphinxext.math_html import setup_math
    from course.sphinxext.media import setup_media
    from course.sphinxext.messages import setup_messages
    from course.sphinxext.narrow_picture import setup_narrow_picture
    from course.sphinxext.navigation import setup_navigation
    from course.sphinxext.notes import setup_notes
    from course.sphinxext.notice import setup_notice
    from course.sphinxext.offline import setup_offline
    from course.sphinxext.outdated import setup_outdated
    from course.sphinxext.phone import setup_phones
    from course.sphinxext.pictures import setup_pictures
    from course.sphinxext.places import setup_places
    from course.sphinxext.plain_html import setup_plain_html
    from course.sphinxext.raw_html import setup_raw_html
    from course.sphinxext.raw_marks import setup_raw_marks
    from course.sphinxext.references import setup_references
    from course.sphinxext.search import setup_search
    from course.sphinxext.settings import setup_settings
    from course.sphinxext.site_options import setup_site_options
    from course.sphinxext.span_table import setup_span_table
    from course.sphinxext.statements import setup_statements
    from course.sphinxext.strings import CATALOGUE, LOCALE_DIR
    from course.sphinxext.teaching import TAG, setup_teaching
    from course.sphinxext.titles import setup_titles
    from course.sphinxext.translation import setup_translation
    from course.sphinxext.trust import setup_trust
    from course.sphinxext.trust.reaches import setup_reaches

    for extension in EXTENSIONS:
        app.setup_extension(extension)
    setup_settings(app)
    app.add_message_catalog(CATALOGUE, str(LOCALE_DIR))
    for part in (
        setup_bibliography,
        setup_links,
        setup_figure_numbers,
        setup_page_builder,
        setup_contents,
        setup_titles,
        setup_domain,
        setup_blocks,
        setup_media,
        setup_span_table,
        setup_raw_marks,
        setup_places,
        setup_activity,
        setup_claims,
        setup_statements,
        setup_folds,
        setup_notice,
        setup_phones,
        setup_references,
        setup_chart,
        setup_narrow_picture,
        setup_pictures,
        setup_consistency,
        setup_math,
        setup_navigation,
        setup_learner,
        setup_search,
        setup_notes,
        setup_site_options,
        setup_messages,
        setup_translation,
        setup_catalogues,
        setup_teaching,
        setup_plain_html,
        setup_outdated,
        setup_sharing,
        setup_offline,
        setup_trust,
        setup_reaches,
        setup_raw_html,
    ):
        part(app)
    if app.tags.has(TAG):
        app.setup_extension("course.outputs.instructor")
    return {"version": __version__, "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
