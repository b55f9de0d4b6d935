"""The trust boundary inside a build: text stays text, links lead to known kinds of addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_trust(app: Sphinx) -> None:
    """Register what every build of a course, and of an exam, needs."""
    from course.sphinxext.trust.addresses import setup_addresses
    from course.sphinxext.trust.drawings import setup_drawings
    from course.sphinxext.trust.man import setup_man
    from course.sphinxext.trust.strangers import setup_strangers
    from course.sphinxext.trust.templates import setup_templates

    setup_strangers(app)
    setup_templates(app)
    setup_man(app)
    setup_addresses(app)
    setup_drawings(app)
