"""Make nodes of marks of HTML in a line, such as `10<sup>9</sup>`: raw HTML vanishes from paper, which said 109."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from quizzes.sphinxext.html_marks import paired

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class RawMarks(SphinxTransform):
    """Replaces pairs of tags without attributes that stand in one line of words."""

    default_priority = 210

    def apply(self, **_: Any) -> None:
        """Look at each element that holds raw HTML."""
        holders = [raw.parent for raw in self.document.findall(nodes.raw) if "html" in raw.get("format", "").split()]
        for holder in dict.fromkeys(holders):
            if isinstance(holder, nodes.TextElement):
                holder.children = paired(holder.children)
                for child in holder.children:
                    holder.setup_child(child)


def setup_raw_marks(app: Sphinx) -> None:
    """Add the transform, once: the printer needs it in a project that is no course, too."""
    if RawMarks not in app.registry.get_transforms():
        app.add_transform(RawMarks)
