"""The start page on the screen: below its first paragraph a button that names the next step, and the time it takes.

Where the page says what learners must read first (`{activity}`), the button stands below that.

The page itself says where to begin, so that it is true without a script; a script then says where to go on.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from course.sphinxext.activity import READ_FIRST
from course.sphinxext.learner.pages import BUILDERS, pretest_page, steps_of, whole_minutes
from course.sphinxext.notice import CLASS
from course.sphinxext.strings import _, plural

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


TAKE_ALONG = '<div class="course-take-along pst-js-only d-print-none" data-course-take></div>\n'
"""Where a script lists the editions that stand beside the website."""


class start_here(nodes.General, nodes.Element):  # noqa: N801 - docutils' way
    """The button and the time; `page` and `title` are where the course begins, `told` is the time in words."""


class OfferStart(SphinxPostTransform):
    """Put the button below the first paragraph of the start page, in the web edition."""

    default_priority = 800

    def run(self, **_kwargs: object) -> None:
        """Insert it, when the course has parts."""
        steps = steps_of(self.env)
        section = next(self.document.findall(nodes.section), None)
        web = self.env._builder_cls.name in BUILDERS  # noqa: SLF001 - as Sphinx's own transforms ask
        if self.env.docname != self.env.config.root_doc or not web or not steps or section is None:
            return
        first = pretest_page(self.env) or steps[0].docname
        minutes = whole_minutes(self.env)
        parts, time = plural("%1 part", "%1 parts", len(steps)), plural("%1 minute", "%1 minutes", minutes)
        told = str(_("%1, about %2 in all")).replace("%1", parts).replace("%2", time)
        parent, place = place_of_start(section)
        parent.insert(place, start_here(page=first, title=self.env.titles[first].astext(), told=told))
        _danger_first(section)
        section += nodes.raw("", TAKE_ALONG, format="html")


def place_of_start(section: nodes.section) -> tuple[nodes.Element, int]:
    """Return where the button goes: below what learners must read first, else below the introduction."""
    for block in section.findall(nodes.definition_list):
        if READ_FIRST in block["classes"]:
            return block.parent, block.parent.index(block) + 1
    return section, _below_introduction(section)


def _below_introduction(section: nodes.section) -> int:
    """Return the place after title, notice and first paragraph."""
    place = 0
    for place, child in enumerate(section.children):
        if isinstance(child, nodes.paragraph):
            return place + 1
        if not isinstance(child, nodes.title) and CLASS not in child.get("classes", ()):  # type: ignore[attr-defined]
            return place
    return place + 1


def _danger_first(section: nodes.section) -> None:
    """Let the notice stand below a box of danger that follows the button: whoever needs help now must not scroll."""
    followers = [(one, other) for one, other in pairwise(section.children) if isinstance(one, start_here)]
    boxes = [other for _button, other in followers if isinstance(other, nodes.Element) and _is_danger(other)]
    notices = [one for one in section.findall(nodes.admonition) if CLASS in one["classes"] and one.parent is section]
    if boxes and notices:
        section.remove(notices[0])
        section.insert(section.index(boxes[0]) + 1, notices[0])


def _is_danger(box: nodes.Element) -> bool:
    return isinstance(box, nodes.danger | nodes.error) or not {"danger", "error"}.isdisjoint(box.get("classes", ()))


def visit_start(self: HTML5Translator, node: start_here) -> None:
    """Write the button as a link, which works without a script."""
    address = escape(self.builder.get_relative_uri(self.docnames[0], node["page"]))
    words = escape(str(_("Begin: %s")) % node["title"])
    self.body.append(
        '<div class="course-start"><p class="course-return" data-course-return>'
        f'<a class="course-button course-primary" href="{address}">{words}</a></p>'
        f'<p class="course-span">{escape(node["told"])}</p></div>\n'
    )
    raise nodes.SkipNode


def setup_start(app: Sphinx) -> None:
    """Register the node and what puts it in place."""
    app.add_node(start_here, html=(visit_start, None))
    app.add_post_transform(OfferStart)
