"""Directives of MyST and boxes of other dialects: what they show becomes a part of the tree, the others are told."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place
from course.ingest.tree import Block, Box, Cell, Image, Items, Listing, Math, Para, Table, Text
from course.ingest.wording import wording  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable

    from course.ingest.readers.markdown import Reader
    from course.ingest.tree import Inline

KINDS = {
    "info": "note", "dropdown": "details", "collapse": "details", "spoiler": "details", "epigraph": "quote",
    "pull-quote": "quote", "highlights": "quote", "sidebar": "aside", "margin": "aside", "topic": "aside",
    "challenge": "exercise", "success": "tip", "check": "tip", "warn": "warning",
}  # fmt: skip
_TITLED = frozenset({"admonition", "card", "tab-item", "grid-item-card", "grid-item", "tab", "prf:theorem"})
_PLAIN = frozenset(
    {"tab-set", "grid", "card-carousel", "div", "container", "compound", "rst-class", "only", "glossary"}
)
_LISTINGS = frozenset({"code-block", "code", "sourcecode", "code-cell", "parsed-literal", "literal"})
_DROPPED = frozenset(
    """toctree contents tableofcontents include literalinclude bibliography index genindex meta tags image-grid
    listoffigures footbibliography""".split()  # noqa: SIM905
)
_KNOWN = frozenset({"alt", "width", "w", "class", "header-rows", "header", "delim", "left", "above", "widths"})
_OPTION = re.compile(r":([\w-]+):[ \t]*(.*)")


def directive(reader: Reader, name: str, title: str, content: str, place: Place, *, known: bool = True) -> list[Block]:
    """Return what a directive shows.

    `place` is the first line of its content; with `known` its name is one of a program, which is told when nothing
    here knows it, else it is the word of an author for a box.
    """
    options, body, skipped = options_of(content)
    part = Directive(reader, name, title, options, body, replace(place, number=place.number + skipped))
    left = [f":{key}: {value}" for key, value in options.items() if key not in _KNOWN]
    if left and name not in _DROPPED:
        reader.losses.add(place, LossKind.DIRECTIVE, " ".join(left), "the option is left out")
    if name in _MADE:
        return _MADE[name](part)
    return _unknown(part) if known and name not in _BOXES and name not in _TITLED else _box(part)


@dataclass(frozen=True)
class Directive:
    """A directive as it was written; `place` is the first line of its body."""

    reader: Reader
    name: str
    title: str
    options: dict[str, str]
    body: str
    place: Place

    def read(self) -> list[Block]:
        """Return the blocks of its body."""
        return self.reader.read(self.body, self.place.number - 1)

    @property
    def words(self) -> tuple[Inline, ...]:
        """Return its title."""
        return self.reader.words(self.title, self.place) if self.title else ()


def _dropped(part: Directive) -> list[Block]:
    part.reader.losses.add(part.place, LossKind.DIRECTIVE, f"{{{part.name}}} {part.title} {part.body}")
    return []


def _formula(part: Directive) -> list[Block]:
    tex = "\n".join(filter(None, (part.title, part.body.strip())))
    return [Para((Math(tex, shown=True),), part.place)] if tex else []


def _listing(part: Directive) -> list[Block]:
    return [Listing(part.body.rstrip("\n"), part.title, part.place)] if part.body.strip() else []


def _unknown(part: Directive) -> list[Block]:
    part.reader.losses.add(part.place, LossKind.DIRECTIVE, f"{{{part.name}}} {part.title}", "its source is kept")
    text = "\n".join(filter(None, (part.title, part.body.rstrip("\n"))))
    return [Listing(text, "", part.place)] if text.strip() else []


def _box(part: Directive) -> list[Block]:
    kind = _class(part.options) if part.name in _TITLED else KINDS.get(part.name, part.name)
    words, blocks = part.words, tuple(part.read())
    return [Box(kind, words, blocks, part.place)] if words or blocks else []


def _figure(part: Directive) -> list[Block]:
    width = part.options.get("width", "") or part.options.get("w", "")
    picture = Para((Image(part.title.strip(), part.options.get("alt", ""), re.sub(r"\s+", "", width)),), part.place)
    caption = part.read()
    return [Box("figure", (), (picture, *caption), part.place)] if caption else [picture]


def _raw(part: Directive) -> list[Block]:
    if part.title.strip() == "html":
        return part.reader.read(f"<div>\n{part.body}\n</div>", part.place.number - 2)
    part.reader.losses.add(part.place, LossKind.MARKUP, part.body)
    return []


def _table(part: Directive) -> list[Block]:
    blocks = part.read()
    return [replace(block, caption=part.words) if isinstance(block, Table) else block for block in blocks]


def _list_table(part: Directive) -> list[Block]:
    """Return the table of a list of lists, in a `span-table` with merged cells."""
    blocks, heads = part.read(), _heads(part.options)
    if len(blocks) != 1 or not isinstance(blocks[0], Items):
        return blocks
    rows: list[tuple[Cell, ...]] = []
    for item in blocks[0].items:
        cells = next((block for block in item.blocks if isinstance(block, Items)), None)
        rows.append(tuple(Cell(one.blocks, head=len(rows) < heads) for one in cells.items) if cells else ())
    merged = _merged(rows) if part.name == "span-table" else tuple(rows)
    return [Table(merged, heads, part.words, part.place)]


def _csv_table(part: Directive) -> list[Block]:
    heads = _heads(part.options)
    rows = list(csv.reader(part.body.splitlines(), delimiter=part.options.get("delim", ",")[:1] or ","))
    if part.options.get("header"):
        rows, heads = [*csv.reader([part.options["header"]]), *rows], 1
    cells = tuple(
        tuple(_cell(words.strip(), part.place, head=number < heads) for words in row)
        for number, row in enumerate(rows)
        if any(words.strip() for words in row)
    )
    return [Table(cells, heads, part.words, part.place)]


def _cell(words: str, place: Place, *, head: bool) -> Cell:
    return Cell((Para((Text(words),), place),) if words else (), head=head)


def _heads(options: dict[str, str]) -> int:
    number = options.get("header-rows", "")
    return int(number) if number.isdigit() else 0


_MADE: dict[str, Callable[[Directive], list[Block]]] = {
    **dict.fromkeys(_DROPPED, _dropped),
    **dict.fromkeys(("figure", "image"), _figure),
    **dict.fromkeys(_LISTINGS, _listing),
    **dict.fromkeys(_PLAIN, Directive.read),
    **dict.fromkeys(("list-table", "span-table"), _list_table),
    "math": _formula,
    "raw": _raw,
    "table": _table,
    "csv-table": _csv_table,
}
_BOXES = frozenset(
    """note warning tip important caution danger attention hint error seealso quote details aside exercise solution
    info dropdown epigraph pull-quote highlights sidebar margin topic versionadded deprecated todo""".split()  # noqa: SIM905
) | set(KINDS)  # fmt: skip


def options_of(content: str) -> tuple[dict[str, str], str, int]:
    """Return the options of a directive, its body, and how many lines stand before the body."""
    lines = content.split("\n")
    options: dict[str, str] = {}
    at = 0
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
        name = ""
        for line in lines[1:end]:
            key, colon, value = line.partition(":")
            if colon and not line.startswith((" ", "\t", "-", "#")):
                name = key.strip()
                options[name] = value.strip().strip("\"'")
            else:
                options[name] = f"{options.get(name, '')} {line.strip()}".strip()
        at = end + 1
    else:
        while at < len(lines) and (found := _OPTION.fullmatch(lines[at].strip())):
            options[found[1]] = found[2].strip()
            at += 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    return options, "\n".join(lines[at:]), at


def _class(options: dict[str, str]) -> str:
    """Return the kind of a box that its class names, else "box"."""
    names = options.get("class", "").split()
    return next((KINDS.get(name, name) for name in names if KINDS.get(name, name) in _BOXES), "box")


def _merged(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows in which `<` and `^` of a span-table are parts of the cells that they go on from."""
    signs = [[wording(cell.blocks) for cell in row] for row in rows]
    merged: list[tuple[Cell, ...]] = []
    for top, row in enumerate(rows):
        cells: list[Cell] = []
        for left, cell in enumerate(row):
            if signs[top][left] not in ("<", "^"):
                wide = _run([signs[top][at] for at in range(left + 1, len(row))], "<")
                below = [line[left] if left < len(line) else "" for line in signs[top + 1 :]]
                cells.append(replace(cell, wide=1 + wide, high=1 + _run(below, "^")))
        merged.append(tuple(cells))
    return tuple(merged)


def _run(signs: list[str], sign: str) -> int:
    """Return how often a sign stands at the beginning of a list of signs."""
    return next((place for place, one in enumerate(signs) if one != sign), len(signs))
