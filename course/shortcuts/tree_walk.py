"""Walking a document tree without a generator for each of its nodes.

Upstream: https://github.com/docutils/docutils/blob/bf24aa58dd0ea9715f623e513de3adfe111f8164/docutils/docutils/nodes.py
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Condition = type[nodes.Node] | Callable[[nodes.Node], bool] | None


@contextmanager
def walked_flat() -> Iterator[None]:
    """Let `findall` of docutils find the same nodes in the same order by a loop, inside the with-block.

    Transforms walk each page some hundred times; docutils passes every node up through a generator for each level of
    the tree, and asks a condition that is a function in a generator for each node.
    """
    original = nodes.Node.findall

    def findall(node: nodes.Node, condition: Condition = None, *options: bool, **named: bool) -> Iterator[Any]:
        if options or named:
            return original(node, condition, *options, **named)
        if condition is None:
            return _below(node)
        return _of_kind(node, condition) if isinstance(condition, type) else filter(condition, _below(node))

    nodes.Node.findall = findall  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        nodes.Node.findall = original  # type: ignore[method-assign]


def _below(start: nodes.Node) -> Iterator[nodes.Node]:
    """Yield `start` and all nodes below it; what is put in behind the place reached is seen, as by docutils."""
    yield start
    levels = [iter(start.children)]
    while levels:
        for node in levels[-1]:
            yield node
            if node.children:
                levels.append(iter(node.children))
                break
        else:
            levels.pop()


def _of_kind(start: nodes.Node, kind: type[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield those of a kind; the same loop once more, because a filter over all nodes takes twice as long.

    Half of all walks find nothing. That is seen by a look at all nodes in no order, in a third of the time.
    """
    if not any(issubclass(one, kind) for one in _kinds_below(start)):
        return
    if isinstance(start, kind):
        yield start
    levels = [iter(start.children)]
    while levels:
        for node in levels[-1]:
            if isinstance(node, kind):
                yield node
            if node.children:
                levels.append(iter(node.children))
                break
        else:
            levels.pop()


def _kinds_below(start: nodes.Node) -> set[type[nodes.Node]]:
    """Return the classes of `start` and of all nodes below it."""
    found = [start]
    for node in found:
        found += node.children  # the loop goes on with what is added
    return set(map(type, found))
