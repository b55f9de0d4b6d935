"""What is true only on a screen, or only on paper: words, blocks and whole pages that one of both leaves out.

Screen is the website, which grades, keeps and finds; paper is everything else: books, handouts, the e-book, plain text.
Authors mark words by the roles `screen` and `paper`, blocks by the directives of the same names, and a whole page by
`only: screen` in its front matter. Sphinx's own nodes `only` do the rest when a builder resolves a page; editions share
what is read, so that nothing is left out before that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from course.project.front import MEDIA, ONLY, PAPER, SCREEN

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SCREENS = ("html", "dirhtml", "singlehtml")
"""Builders of websites; every other prints, or makes a book of some kind."""


class ForOne(SphinxDirective):
    """A block that only one medium shows; the name of the directive says which."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the body, bound to the tag of its medium."""
        only = addnodes.only(expr=self.name.rpartition(":")[2])
        self.set_source_info(only)
        self.state.nested_parse(self.content, self.content_offset, only)
        return [only]


class WordsForOne(SphinxRole):
    """Words within a line that only one medium shows; they may hold other roles and emphasis."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words, bound to the tag of their medium."""
        inliner: Any = self.inliner
        found, messages = inliner.parse(self.text, self.lineno, inliner, inliner.parent)
        return [addnodes.only("", *found, expr=self.name.rpartition(":")[2])], messages


def is_left_out(env: BuildEnvironment, builder: str, docname: str) -> bool:
    """Say whether a builder leaves a page out, because the page is for the other medium."""
    named = env.metadata[docname].get(ONLY)
    return named in MEDIA and named != medium_of(builder)


def medium_of(builder: str) -> str:
    """Return the medium that a builder writes for."""
    return SCREEN if builder in SCREENS else PAPER


class LeavePagesOut(SphinxPostTransform):
    """Runs in builders that print all pages as one, such as LaTeX, before links are resolved."""

    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Remove the pages of the other medium."""
        for page in list(self.document.findall(addnodes.start_of_file)):
            if is_left_out(self.env, self.env._builder_cls.name, page["docname"]):  # noqa: SLF001 - as Sphinx does
                page.parent.remove(page)


def drop_links(app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Leave links to pages that an e-book lacks as words, and drop them from lists of contents."""
    if app.builder.name != "epub":
        return
    for link in list(document.findall(nodes.reference)):
        uri = str(link.get("refuri", "")).partition("#")[0]
        if not uri.endswith(".xhtml") or ":" in uri:
            continue
        docname = uri.removesuffix(".xhtml").lstrip("./")
        if docname in app.env.metadata and is_left_out(app.env, "epub", docname):
            _unlink(link)


def _unlink(link: nodes.reference) -> None:
    item = link.parent.parent
    if isinstance(item, nodes.list_item) and "toctree-l1" in item["classes"]:
        item.parent.remove(item)
    else:
        link.replace_self(link.children)


def _add_tag(app: Sphinx) -> None:
    for medium in MEDIA if app.builder.name == "gettext" else (medium_of(app.builder.name),):
        app.tags.add(medium)


def setup_media(app: Sphinx) -> None:
    """Register roles and directives, the tags, and what leaves pages out."""
    for medium in MEDIA:
        app.add_directive(medium, ForOne)
        app.add_role(medium, WordsForOne())
    app.add_post_transform(LeavePagesOut)
    app.connect("builder-inited", _add_tag)
    app.connect("doctree-resolved", drop_links)
