"""What an item does not know of itself: where it is written, and what the directive around it decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizzes.sphinxext.texts import TextPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True)
class Origin:
    """Where an item was written: `line(*loc)` is the line of a part, `loc` counted from the item; see `TextPlace`.

    `template` has the texts of an item that varies, as written.
    """

    source: str
    line: Callable[..., int]
    block: int = 0
    template: Mapping[str, Any] | None = None

    def place(self, *loc: str | int) -> TextPlace:
        """Return the place of a part of the item, with the text of its author where the item varies."""
        return TextPlace(self.source, self.line(*loc), self.block, self._written(loc))

    def _written(self, loc: Sequence[str | int]) -> str:
        here: Any = self.template
        for part in loc:
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                return ""
        return here.strip() if isinstance(here, str) else ""


@dataclass(frozen=True)
class Setting:
    """What the directive around an item decides about it; `number` 0 means no number is shown.

    `order` lists the parts as they are to be printed (ids of choices or steps, texts of responses); empty: as usual.
    `variant` (from 0) is the one to show of an item that varies; None: the one that its author chose.
    """

    mode: str = "formative"
    answers: str = "end"
    number: int = 0
    attempts: int | None = None
    shuffle: bool = False
    bank: str = ""
    cites: bool = False
    order: tuple[str, ...] = ()
    variant: int | None = None
