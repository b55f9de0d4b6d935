"""Reading the tag tree of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object


def children(element: Object) -> list[Dictionary]:
    """Return the structure elements right below an element."""
    kids = element.get("/K", Array())
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]


def elements(element: Object, *kinds: str, outside: str = "") -> Iterator[Dictionary]:
    """Yield the structure elements below an element in reading order, of all kinds or of the named ones.

    What lies in an element of the kind `outside` is left out: rows of a table in a table are not of the outer one.
    """
    for child in children(element):
        kind = str(child.S)[1:]
        if not kinds or kind in kinds:
            yield child
        if kind != outside:
            yield from elements(child, *kinds, outside=outside)
