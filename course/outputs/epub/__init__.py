"""The EPUB 3 edition: Sphinx's builder with pages of its own frame, accessibility metadata, links to answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put our builder in the place of Sphinx's builder `epub`."""
    from course.outputs.epub.answers import DropIcons, LinkAnswers, OpenTabs
    from course.outputs.epub.builder import EpubBuilder

    app.add_builder(EpubBuilder, override=True)
    app.add_post_transform(LinkAnswers)
    app.add_post_transform(DropIcons)
    app.add_post_transform(OpenTabs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
