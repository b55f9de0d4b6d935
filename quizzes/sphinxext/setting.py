"""What an item does not know of itself: where it is written, and what the directive around it decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.sphinxext.texts import TextPlace

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Origin:
    """Where an item was written: `line(*loc)` is the line of a part, `loc` counted from the item; see `TextPlace`."""

    source: str
    line: Callable[..., int]
    block: int = 0

    def place(self, *loc: str | int) -> TextPlace:
        """Return the place of a part of the item."""
        return TextPlace(self.source, self.line(*loc), self.block)


@dataclass(frozen=True)
class Setting:
    """What the directive around an item decides about it; `number` 0 means no number is shown.

    `order` lists the parts as they are to be printed (ids of choices or steps, texts of responses); empty: as usual.
    """

    mode: str = "formative"
    answers: str = "end"
    number: int = 0
    attempts: int | None = None
    shuffle: bool = False
    bank: str = ""
    cites: bool = False
    order: tuple[str, ...] = ()
