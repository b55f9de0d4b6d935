"""The lessons of a course: which pages are numbered, how the number is said, and what the cover shows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.sphinxext.media import is_left_out
from course.sphinxext.strings import _, plural
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.environment import BuildEnvironment

FOLDER = "lessons/"
"""Where a course keeps its lessons."""


def pages_in_order(env: BuildEnvironment, root: str, builder: str) -> dict[str, int]:
    """Return the pages that a builder prints in the order of the contents, each with its depth, 0 for a chapter."""
    depths: dict[str, int] = {}

    def follow(docname: str, depth: int) -> None:
        if docname not in depths and not is_left_out(env, builder, docname):
            depths[docname] = max(0, depth)
            for child in env.toctree_includes.get(docname, ()):
                follow(child, depth + 1)

    follow(root, -1)
    return depths


def numbered_lessons(env: BuildEnvironment, order: Sequence[str], depths: Mapping[str, int]) -> dict[str, int]:
    """Return the number of each page that belongs to a lesson, in reading order; pages below a lesson share its number.

    Where Sphinx numbers sections itself (`:numbered:`), there are none.
    """
    found: dict[str, int] = {}
    last = here = 0
    for docname in order:
        if not depths.get(docname):
            here = 0
            if docname.startswith(FOLDER) and not env.toc_secnumbers.get(docname):
                last = here = last + 1
        if here:
            found[docname] = here
    return found


def lesson_label(number: int) -> str:
    """Return what stands before the title of a lesson; the theme takes it for a label by its colon and blank."""
    return str(_("Lesson %s: ")) % number


def minutes_line(env: BuildEnvironment, docname: str) -> str:
    """Return how long a lesson takes, as its head says; empty when it does not."""
    minutes = str(env.metadata[docname].get("minutes", ""))
    return plural("%1 minute", "%1 minutes", minutes) if minutes.isdecimal() and int(minutes) else ""


def floors_of(tree: nodes.document) -> tuple[list[int], int]:
    """Return how many words each section of a page has, and how many questions the page asks."""
    top = next(tree.findall(nodes.section), None)
    if top is None:
        return [], 0
    below = [child for child in top.children if isinstance(child, nodes.section)]
    before = sum(_words(child) for child in top.children if not isinstance(child, nodes.section))
    return [before, *map(_words, below)], sum(1 for _item in tree.findall(q.quiz_item))


def cover_art(lessons: Mapping[int, nodes.document]) -> str:
    """Return what the cover draws of each lesson by its number, in Typst: words of its sections, and its questions."""
    towers = ""
    for number, tree in lessons.items():
        floors, questions = floors_of(tree)
        towers += f"(number: {number}, floors: ({''.join(f'{words}, ' for words in floors)}), questions: {questions}), "
    return f"({towers})"


def _words(node: nodes.Node) -> int:
    return len(node.astext().split())
