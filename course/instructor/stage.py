"""How large the letters of a slide can be: lines, rows and figures are measured before anything is drawn.

Lengths are CSS pixels of a stage of 1280 by 720, as `slides.css` has them. Widths of letters are those of the figures
(`course.charts.measure`), wider than the font of the slides, so that a slide needs no more room than is computed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from course.charts.measure import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

WIDTH, HEIGHT = 1280, 720
SIDE, TOP, FOOT = 56, 30, 44
TITLE = 46
"""The size of the letters of a title."""
SIZES = (44, 40, 36, 32, 28)
LEAST = SIZES[-1]
"""Smaller letters cannot be read from the last row: 28 of 1280 pixels are 21 points on a sheet of 13.3 inches."""
LEAST_IN_FIGURES = LEAST
CAPTION = 28
STRIP, STAMP, AGENDA = 100, 92, 50
"""What the bar of the clock, a stamp, and the bar of an agenda take at the top of a slide."""
STEP, DISC, BETWEEN = 2.4, 1.7, 0.45
"""In letters: where the words of a step begin, the width of its number, and the room to the next one."""
_ONE_COLUMN = 8
_SMALLER = (24, 22, 20, 18, 16, 14, 12, 10, 8, 6)
_ROOM = WIDTH - 2 * SIDE
_CITE = re.compile(r"\{cite:\w+\}`([^`]*)`")
_ROLE = re.compile(r"\{[\w:]+\}`([^`<]*?)(?:\s*<[^`>]*>)?`")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|\\(?=\W)")
_NARROWER = 0.86
"""How much narrower the font of the slides is than the widths of the measure, with some room left."""
_TABLE, _CELL = 1.0, 1.0
"""Letters of a table as a part of those around it, and the room beside the text of a cell in its letters."""


@dataclass(frozen=True)
class Picture:
    """A figure on a slide: its size in its own units, the size of its smallest letters there, and its caption."""

    width: float
    height: float
    letters: float
    caption: str


@lru_cache(maxsize=2048)
def letters(
    title: str,
    texts: tuple[str, ...],
    choices: tuple[str, ...] = (),
    caption: str = "",
    *,
    look: str = "",
    taken: int = 0,
) -> int:
    """Return the size of letters in which a slide fits its stage; below `LEAST` it cannot be shown.

    `texts` are Markdown, `choices` those of a vote, `caption` what stands in small letters under a table; `look` says
    how a list or table is drawn (`steps`, `arrows`), and `taken` is the height of what else is drawn.
    """
    room = HEIGHT - TOP - FOOT - title_height(title) - (caption_height(caption) if caption else 0) - taken
    for size in (*SIZES, *_SMALLER):
        if height(texts, choices, size, look) <= room:
            return size
    return _SMALLER[-1]


def agenda_letters(title: str, titles: Sequence[str]) -> int:
    """Return the size in which the titles of an agenda fit below its bar, in two columns when there are many."""
    room = HEIGHT - TOP - FOOT - title_height(title) - AGENDA
    columns = agenda_columns(len(titles))
    rows = -(-len(titles) // columns)
    shares = [titles[start : start + rows] for start in range(0, len(titles), rows)]
    for size in (*SIZES[1:], *_SMALLER):
        wide = _ROOM / columns - 3.5 * size
        if all(sum(lines(one, size, wide) * 1.25 + 0.25 for one in share) * size <= room for share in shares):
            return size
    return _SMALLER[-1]


def agenda_columns(parts: int) -> int:
    """Return in how many columns the parts of an agenda stand."""
    return 1 if parts <= _ONE_COLUMN else 2


def title_height(title: str) -> float:
    """Return what a title takes, with the rule and the space under it."""
    return title_lines(title) * TITLE * 1.2 + 36


def title_lines(title: str) -> int:
    """Return how many lines a title takes."""
    return len(wrap(title, TITLE * _NARROWER, _ROOM, bold=True))


def height(texts: Iterable[str], choices: Sequence[str], size: int, look: str = "") -> float:
    """Return the height of a slide below its title in letters of a size."""
    whole = sum(_text(text, size, look) for text in texts)
    beside = 10.1 * size
    return whole + sum(max(lines(one, size, _ROOM - beside) * 1.25, 1.6) * size + 0.95 * size for one in choices)


def picture_scale(title: str, picture: Picture) -> float:
    """Return how much a figure is enlarged on its slide: as much as width, title and caption allow."""
    room = HEIGHT - TOP - FOOT - title_height(title) - caption_height(picture.caption)
    return min(_ROOM / picture.width, room / picture.height)


def caption_height(text: str) -> float:
    """Return what the caption of a figure takes."""
    return lines(_plain(text), CAPTION, _ROOM) * CAPTION * 1.3 + 24


def _text(text: str, size: float, look: str = "") -> float:
    total, depth = 0.0, 0
    table: list[list[str]] = []
    for token in parsed(_plain(text)):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
            total += 0.3 * size
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
            total += 0.3 * size
        elif token.type == "blockquote_open":
            total += 2 * size
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            total += pairs_height(table, size) if look == "arrows" else table_height(table, size)
            table = []
        elif token.type == "inline" and table:
            table[-1].append(token.content)
        elif token.type == "inline":
            step = look == "steps" and depth == 1
            total += step_height(token.content, size) if step else _paragraph(token.content, size, depth)
    return total


def step_height(text: str, size: float) -> float:
    """Return the height of a step beside its number, with the way to the next one."""
    return max(lines(text, size, _ROOM - STEP * size) * 1.3, DISC) * size + BETWEEN * size


def pairs_height(rows: Sequence[Sequence[str]], size: float) -> float:
    """Return the height of a table whose rows are drawn as two boxes with an arrow from one to the other."""
    shares = pair_widths(size)
    return sum(pair_height(row, size, shares) + BETWEEN * size for row in rows)


def pair_widths(size: float) -> tuple[float, float]:
    """Return the widths of the words in both boxes: the first is the shorter, and ends in the arrow."""
    return 0.36 * _ROOM - 1.9 * size, 0.64 * _ROOM - 1.2 * size


def pair_height(row: Sequence[str], size: float, shares: Sequence[float]) -> float:
    """Return the height of the boxes of a row."""
    taken = max((lines(cell, size, width) for cell, width in zip(row, shares, strict=False)), default=1)
    return (taken * 1.3 + 0.5) * size


def _paragraph(text: str, size: float, depth: int) -> float:
    taken = lines(text, size, _ROOM - 1.5 * size * depth)
    return taken * 1.3 * size + (0.35 if depth else 0.6) * size


def table_height(rows: Sequence[Sequence[str]], size: float) -> float:
    """Return the height of a table: its columns share the width by their longest cells, as browsers do."""
    letters = _TABLE * size
    widest = [max(width_of(cell, letters, bold=True) for cell in column) for column in zip(*rows, strict=False)]
    beside = _CELL * letters
    room = _ROOM - beside * len(widest)
    shares = widest
    if sum(widest) > room:
        least = room / len(widest) / 3
        capped = [min(max(one, least), room * 0.7) for one in widest]
        shares = [room * one / sum(capped) for one in capped]
    tall = (max(lines(cell, letters, width + 1) for cell, width in zip(row, shares, strict=False)) for row in rows)
    return sum(lines * 1.3 * letters + 0.55 * letters + 1 for lines in tall) + 0.5 * size


def lines(text: str, size: float, width: float) -> int:
    """Return how many lines a text takes in the font of the slides."""
    return len(wrap(" ".join(_EMPHASIS.sub("", text).split()), size * _NARROWER, width))


def _plain(text: str) -> str:
    """Return a text with a number in place of each citation, and the words of other roles."""
    return _ROLE.sub(r"\1", _CITE.sub(lambda match: f"[{', '.join('00' for _ in match[1].split(','))}]", text))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def parsed(text: str) -> list[Token]:
    """Return the tokens of a text in Markdown."""
    return _parser().parse(text)
