"""The pages of a trainer: directives of the session plan, their nodes, the view with notes and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TAG = "instructor"
"""Builds with this tag hold the pages of a trainer."""


def setup_teaching(app: Sphinx) -> None:
    """Register directives and nodes; with the tag `instructor`, also the view of a trainer."""
    from course.sphinxext.teaching.directives import add_directives
    from course.sphinxext.teaching.drawn import add_drawn_nodes
    from course.sphinxext.teaching.nodes import add_nodes
    from course.sphinxext.teaching.view import add_view

    add_directives(app)
    add_nodes(app)
    add_drawn_nodes(app)
    app.add_config_value("course_teaching", default=app.tags.has(TAG), rebuild="env", types=(bool,))
    if app.tags.has(TAG):
        add_view(app)
