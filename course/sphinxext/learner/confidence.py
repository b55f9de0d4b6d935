"""The wish to be asked how sure one is: a box above the first practice question of a lesson, in the website alone.

It is part of the page and not made by a script, so that nothing moves when the scripts come.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from course.sphinxext.learner.pages import BUILDERS, kind_of
from course.sphinxext.strings import _
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class OfferConfidence(SphinxPostTransform):
    """Put the box in place, above the frame of the first question that can be checked."""

    default_priority = 820

    def run(self, **_kwargs: object) -> None:
        """Insert it; a page without practice has none."""
        if self.env._builder_cls.name not in BUILDERS or kind_of(self.env, self.env.docname) != "lesson":  # noqa: SLF001 - as Sphinx's own transforms ask
            return
        asked = (item for item in self.document.findall(q.quiz_item) if item["mode"] == "formative" and item["grading"])
        first = next(asked, None)
        if first is not None:
            place = _frame(first)
            place.parent.insert(place.parent.index(place), nodes.raw("", _box(), format="html"))


def _frame(item: nodes.Element) -> nodes.Element:
    """Return the outermost box or quiz around a question, the question itself when it stands alone."""
    parent = item.parent
    framed = isinstance(parent, nodes.Element) and isinstance(parent, q.quiz | nodes.Admonition)
    return _frame(parent) if framed else item


def _box() -> str:
    words = escape(str(_("Ask me how sure I am before each answer")))
    field = '<input type="checkbox" data-course-sure>'
    return f'<p class="course-option pst-js-only"><label>{field} {words}</label></p>\n'


def setup_confidence(app: Sphinx) -> None:
    """Register the step."""
    app.add_post_transform(OfferConfidence)
