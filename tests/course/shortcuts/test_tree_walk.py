"""Trees are walked by a loop: the same nodes in the same order as docutils finds them, also while the tree changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from course.shortcuts.tree_walk import walked_flat

if TYPE_CHECKING:
    from collections.abc import Callable


def tree() -> nodes.section:
    """Return a list of three points, the second with a list of its own."""
    inner = nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", word)) for word in ("b1", "b2")))
    points = [nodes.list_item("", nodes.paragraph("", word)) for word in ("a", "b", "c")]
    points[1] += inner
    return nodes.section("", nodes.title("", "Points"), nodes.bullet_list("", *points), nodes.paragraph("", "end"))


def rename(start: nodes.Element, condition: object) -> list[str]:
    """Walk, add a point behind each point found, take each `b1` out, and return what was met."""
    met = []
    for node in start.findall(condition):  # type: ignore[arg-type]
        met.append(f"{type(node).__name__} {node.astext()}")
        if isinstance(node, nodes.list_item) and node.astext() == "a":
            node.parent.insert(node.parent.index(node) + 1, nodes.list_item("", nodes.paragraph("", "new")))
        if isinstance(node, nodes.list_item) and node.astext() == "b1":
            node.parent.remove(node)
    return met


@pytest.mark.parametrize(
    "condition",
    [None, nodes.Text, nodes.list_item, nodes.section, lambda node: node.astext().startswith("b")],
    ids=["all", "texts", "points", "itself", "function"],
)
def test_the_loop_meets_what_docutils_meets(condition: Callable[[nodes.Node], bool] | type[nodes.Node] | None) -> None:
    """Nodes put in behind the place reached are met, and those that moved up are passed over, as before."""
    expected = rename(tree(), condition)
    assert expected
    with walked_flat():
        assert rename(tree(), condition) == expected


def test_what_is_not_there_is_not_found_and_what_comes_later_is() -> None:
    """A walk looks at the tree when it begins, not when it was asked for."""
    start = tree()
    with walked_flat():
        walk = start.findall(nodes.math)
        assert list(start.findall(nodes.math)) == []
        start[1][1][1][1][0] += nodes.math("", "x")
        assert [node.astext() for node in walk] == ["x"]


def test_other_walks_are_left_to_docutils() -> None:
    """Following siblings, without the node itself."""
    start = tree()[1][0]
    expected = [node.astext() for node in start.findall(nodes.Text, include_self=False, siblings=True)]
    with walked_flat():
        assert [node.astext() for node in start.findall(nodes.Text, include_self=False, siblings=True)] == expected
    assert expected[-1] == "c"
