"""`{fold}`: on the website the section in which it stands opens when its heading is pressed; elsewhere it is whole.

Front matter that a provider must show is read once: a phone shows its heading and the way to it. The element of HTML
itself opens and closes, so that it works without a script, is found by the search of the browser, and prints open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)
CLASS = "course-fold"
_BEGIN, _TITLED, _END = f'<details class="{CLASS}"><summary>', "</summary>", "</details>"


class fold_mark(nodes.General, nodes.Element):  # noqa: N801 - docutils' way
    """Stands for the wish until the page is read."""


class Fold(SphinxDirective):
    """`{fold}`, alone at the beginning of a section."""

    def run(self) -> list[nodes.Node]:
        """Return the mark."""
        mark = fold_mark()
        self.set_source_info(mark)
        return [mark]


class NoteFolds(SphinxTransform):
    """Note the wish at the section, and say where it cannot be met: the title of a page is always in sight."""

    default_priority = 30

    def apply(self, **_kwargs: object) -> None:
        """Take the marks out."""
        for mark in [*self.document.findall(fold_mark)]:
            section = mark.parent
            if isinstance(section, nodes.section) and isinstance(section.parent, nodes.section):
                section["classes"].append(CLASS)
            else:
                log.warning("{fold} folds the section in which it stands; put it below a heading", location=mark)
            mark.parent.remove(mark)


class FoldSections(SphinxPostTransform):
    """Write the section as something that opens, in the website alone."""

    default_priority = 760

    def run(self, **_kwargs: object) -> None:
        """Put the title on the line that is always in sight, and all else behind it."""
        if self.env._builder_cls.name not in {"html", "dirhtml"}:  # noqa: SLF001 - as Sphinx's own transforms ask
            return
        for section in self.document.findall(nodes.section):
            if CLASS in section["classes"]:
                section["classes"].remove(CLASS)
                at = section.index(next(section.findall(nodes.title)))
                section.insert(at + 1, nodes.raw("", _TITLED, format="html"))
                section.insert(at, nodes.raw("", _BEGIN, format="html"))
                section.append(nodes.raw("", _END, format="html"))


def setup_folds(app: Sphinx) -> None:
    """Register the directive and both steps."""
    app.add_node(fold_mark)
    app.add_directive("fold", Fold)
    app.add_transform(NoteFolds)
    app.add_post_transform(FoldSections)
