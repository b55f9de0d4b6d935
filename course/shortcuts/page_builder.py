"""Sphinx's HTML builder without the work that it does again for every page.

A page names other pages by their titles: neighbours, and the pages above it. Sphinx renders each of these titles anew
through all its transforms, which costs as much as a third of the page itself.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from course.shortcuts.search_index import bring_back_entries, drop_unused_words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx


class PageBuilder(StandaloneHTMLBuilder):
    """The builder `html`: the same pages, with titles, word stems and templates remembered."""

    def init(self) -> None:
        """Begin without any title."""
        super().init()
        self._titles: dict[str, dict[str, str]] = {}

    def init_templates(self) -> None:
        """Let the templates of a build stay as they were when it began."""
        super().init_templates()
        environment = getattr(self.templates, "environment", None)
        if environment is not None:
            environment.auto_reload = False

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Find the stem of each word once."""
        super().prepare_writing(docnames)
        if self.indexer is not None:
            self.indexer.lang.stem = functools.cache(self.indexer.lang.stem)  # type: ignore[method-assign]

    def load_indexer(self, docnames: AbstractSet[str]) -> None:
        """Take over what the index written before says of pages that are not written now."""
        super().load_indexer(docnames)
        assert self.indexer is not None
        bring_back_entries(self.indexer, self.env, set(self.env.all_docs).difference(docnames))

    def dump_search_index(self) -> None:
        """Write the index without words that are gone."""
        assert self.indexer is not None
        drop_unused_words(self.indexer)
        super().dump_search_index()

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Return a title rendered before; a table of contents, which stands on one page only, is rendered each time."""
        if not isinstance(node, nodes.title):
            return super().render_partial(node)
        words = str(node)
        if words not in self._titles:
            self._titles[words] = super().render_partial(node)
        return self._titles[words]

    def write_buildinfo(self) -> None:
        """Note the settings, and leave no earlier note where readers get the pages from."""
        super().write_buildinfo()
        (self.outdir / ".buildinfo.bak").unlink(missing_ok=True)


def setup_page_builder(app: Sphinx) -> None:
    """Put our builder in the place of Sphinx's."""
    app.add_builder(PageBuilder, override=True)
