"""Small pieces of Markdown, each with the place of its source, that directives turn into nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from course.instructor.answers import Asked


@dataclass(frozen=True)
class Block:
    """A text in Markdown and the line (from 1) it stands on in its file."""

    text: str
    path: Path
    line: int = 1


@dataclass(frozen=True)
class Cards:
    """Cards of one size, `columns` by `rows` on a sheet, each a title, perhaps a large one, and a text."""

    cards: tuple[tuple[str, Block], ...]
    columns: int = 2
    rows: int = 4
    large: bool = False


@dataclass
class Part:
    """A titled stretch of a page: blocks and cards, then parts below it."""

    title: str
    blocks: list[Block | Cards] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    name: str = ""


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|$~^:&@/'\"])")


def as_text(words: str) -> str:
    """Return words of a setting as Markdown that shows them as they are."""
    return _SIGNS.sub(r"\\\1", flat(words))


def bullets(lines: Iterable[str]) -> str:
    """Return a list in Markdown."""
    return "\n".join(f"- {flat(line)}" for line in lines)


def boxes(lines: Iterable[str]) -> str:
    """Return lines to tick in Markdown, each with an empty box before it."""
    return "\n\n".join(f"☐ {flat(line)}" for line in lines)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(flat(cell).replace("|", "\\|") or " " for cell in line) + " |" for line in lines)


def sized_table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """Return a table as wide as the page, its columns in percent; cells may be empty."""
    lines = (head, *rows)
    marked = (("  -" if place else "* -", cell) for line in lines for place, cell in enumerate(line))
    cells = "\n".join(f"{mark} {flat(cell)}".rstrip() for mark, cell in marked)
    options = f":header-rows: 1\n:widths: {' '.join(map(str, widths))}\n:width: 100%"
    return f"```{{list-table}}\n{options}\n\n{cells}\n```"


def cited(asked: Asked) -> str:
    """Return the works an item rests on as one citation, empty without any."""
    keys = ",".join(dict.fromkeys(one.key for one in asked.item.reference))
    return f"{{cite:p}}`{keys}`" if keys else ""


def spoken(lines: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """Yield a heading word such as DO with its list, for each that has lines."""
    for word, said in lines:
        listed = list(said)
        if listed:
            yield f"**{word}**\n\n{bullets(listed)}"
