"""Sphinx's HTML builder without the work that it does again for every page.

A page names other pages by their titles: neighbours, and the pages above it. Sphinx renders each of these titles anew
through all its transforms, which costs as much as a third of the page itself.
Upstream: https://github.com/sphinx-doc/sphinx/pull/13664
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PageBuilder(StandaloneHTMLBuilder):
    """The builder `html`: the same pages, with titles and templates remembered."""

    def init(self) -> None:
        """Begin without any title."""
        super().init()
        self._titles: dict[str, dict[str, str]] = {}

    def init_templates(self) -> None:
        """Let the templates of a build stay as they were when it began, and keep them compiled by what they hold."""
        super().init_templates()
        environment = getattr(self.templates, "environment", None)
        if environment is not None:
            environment.auto_reload = False
            folder = self.doctreedir / "templates"
            folder.mkdir(parents=True, exist_ok=True)
            environment.bytecode_cache = FileSystemBytecodeCache(str(folder))

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
