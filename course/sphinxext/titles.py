"""Titles of pages as plain words, since most that show them (tabs, side bars, searches) take their text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.sphinxext.spoken import spoken_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def speak_titles(app: Sphinx, _doctree: nodes.document) -> None:
    """Replace the titles that the environment keeps of a page by their words; its heading keeps its marks."""
    docname = app.env.docname
    for titles in (app.env.titles, app.env.longtitles):
        title = titles.get(docname)
        if title is not None and any(not isinstance(child, nodes.Text) for child in title.children):
            words = spoken_words(title)
            titles[docname] = nodes.title(words, words)


def setup_titles(app: Sphinx) -> None:
    """Connect."""
    app.connect("doctree-read", speak_titles, priority=600)  # after Sphinx has collected them
