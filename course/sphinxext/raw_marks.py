"""Make nodes of marks of HTML in a line, such as `10<sup>9</sup>`: raw HTML vanishes from paper, which said 109."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from course.sphinxext.changed_words import changed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_TAG = re.compile(r"\s*<(/?)(sup|sub|del|s|ins|em|i|strong|b)\s*>\s*", re.IGNORECASE)
_MADE: dict[str, Callable[[], nodes.Element]] = {
    "sup": nodes.superscript,
    "sub": nodes.subscript,
    **dict.fromkeys(("em", "i"), nodes.emphasis),
    **dict.fromkeys(("strong", "b"), nodes.strong),
    **dict.fromkeys(("del", "s"), lambda: changed(kind="del")),
    "ins": lambda: changed(kind="ins"),
}


class RawMarks(SphinxTransform):
    """Replaces pairs of tags without attributes that stand in one line of words."""

    default_priority = 210

    def apply(self, **_: Any) -> None:
        """Look at each element that holds raw HTML."""
        holders = [raw.parent for raw in self.document.findall(nodes.raw) if "html" in raw.get("format", "").split()]
        for holder in dict.fromkeys(holders):
            if isinstance(holder, nodes.TextElement):
                holder.children = _paired(holder)
                for child in holder.children:
                    holder.setup_child(child)


def _paired(holder: nodes.Element) -> list[nodes.Node]:
    """Return the children of an element in which each pair of tags is a node with what stands between them."""
    found: list[nodes.Node] = []
    waiting: list[tuple[str, int]] = []
    for child in holder.children:
        match = _TAG.fullmatch(child.astext()) if isinstance(child, nodes.raw) else None
        found.append(child)
        if match and not match[1]:
            waiting.append((match[2].lower(), len(found) - 1))
        elif match and waiting and waiting[-1][0] == match[2].lower():
            name, start = waiting.pop()
            made = _MADE[name]()
            made += found[start + 1 : -1]
            found[start:] = [made]
    return found


def setup_raw_marks(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(RawMarks)
