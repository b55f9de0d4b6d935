"""How high a part of a page becomes in print, estimated from what it holds before it is set.

Words do not tell that: a language without blanks has one to a paragraph, and ninety entries of a word each fill two
pages. So lines are counted. What has another height than its words is a guess, and measured where that matters.
"""

from __future__ import annotations

import math
import unicodedata

from docutils import nodes

from quizzes.sphinxext import nodes as q

LETTERS = 80
"""Letters on a line of a book; a sign of East Asia counts as two."""
_NARROWEST, _FORMULA, _PICTURE = 8, 3, 24
_UNTOLD = (nodes.image, nodes.table, nodes.literal_block, nodes.math_block)


def lines(node: nodes.Node, letters: int = LETTERS) -> int:
    """Return how many lines of `letters` letters a node takes.

    Each paragraph begins a line, a picture counts as the highest, and an essay has the lines that it leaves to write
    on. A table takes for each row the lines of its highest cell, as if its columns were equally wide.
    """
    if isinstance(node, nodes.table):
        return sum(_row(row, letters) for row in node.findall(nodes.row))
    if isinstance(node, nodes.math_block):
        return _FORMULA
    if isinstance(node, nodes.TextElement):
        pictures = _PICTURE * sum(1 for _found in node.findall(nodes.image))
        written = node.astext().split("\n") if isinstance(node, nodes.literal_block) else [node.astext()]
        return pictures + sum(max(1, math.ceil(_width(line) / letters)) for line in written)
    own = _PICTURE if isinstance(node, nodes.image) else node["lines"] if isinstance(node, q.quiz_essay) else 0
    return int(own) + sum(lines(child, letters) for child in node.children)


def is_untold(node: nodes.Node) -> bool:
    """Say whether a node holds what has another height than its words have."""
    return any(True for kind in _UNTOLD for _found in node.findall(kind))


def _row(row: nodes.Element, letters: int) -> int:
    share = max(_NARROWEST, letters // max(1, len(row.children)))
    return max((1, *(lines(cell, share) for cell in row.children)))


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
