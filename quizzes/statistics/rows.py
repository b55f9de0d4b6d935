"""The rows that statistics are made from: for each person a mapping of items to first answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """A first answer: whether it is right, and the ids of the choices taken where the item has choices."""

    right: bool
    chosen: tuple[str, ...] | None = None
