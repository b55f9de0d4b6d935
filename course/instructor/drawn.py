"""What is drawn on a slide beside its words: steps that follow each other, what leads to what, the clock, a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.instructor.stage import parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from course.instructor.clock import Row

STEPS, ARROWS = "steps", "arrows"
_FEWEST, _MOST = 2, 7
_PAIR = 2


@dataclass(frozen=True)
class Strip:
    """The time of a meeting as a bar: clock, title, minutes and kind (`work` or `pause`) of each part.

    `at` is the part that begins now; without one the bar is an agenda, with the titles below it.
    """

    parts: tuple[tuple[str, str, int, str], ...]
    span: str = ""
    at: int | None = None

    @property
    def told(self) -> str:
        """Return in words what the bar shows, in those of every language: times and titles."""
        return self.span if self.at is not None else ", ".join(f"{clock} {title}" for clock, title, *_ in self.parts)


def strip_of(rows: Sequence[Row], at: int | None = None) -> Strip:
    """Return the bar of a meeting at one of its rows, or its agenda."""
    parts = tuple((row.clock, row.title, row.segment.minutes, "work" if row.activity else "pause") for row in rows)
    return Strip(parts, rows[at].span if at is not None else "", at)


def has_steps(texts: Iterable[str]) -> bool:
    """Say whether a slide is a list of two to seven steps, perhaps with a sentence before and after it."""
    tops = [token for text in texts for token in parsed(text) if token.level == 0 and token.nesting >= 0]
    lists = [token for token in tops if token.type == "ordered_list_open"]
    others = {token.type for token in tops} - {"ordered_list_open", "paragraph_open"}
    return len(lists) == 1 and not others and _FEWEST <= _steps(texts) <= _MOST


def _steps(texts: Iterable[str]) -> int:
    return sum(token.type == "list_item_open" and token.level == 1 for text in texts for token in parsed(text))


def has_pairs(text: str) -> bool:
    """Say whether a text is a table of two columns, so that an arrow can lead from each cell to the one beside it."""
    rows: list[int] = []
    for token in parsed(text):
        if token.type == "tr_open":
            rows.append(0)
        elif token.type in {"th_open", "td_open"}:
            rows[-1] += 1
    return bool(rows) and set(rows) == {_PAIR}
