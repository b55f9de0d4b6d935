"""The blocks of Markdown, one function a kind: each makes a part of the tree of a token and what is inside of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place
from course.ingest.readers.directives import directive
from course.ingest.readers.markdown_grids import drawn_table
from course.ingest.readers.markdown_parser import opening
from course.ingest.rewriting import trimmed
from course.ingest.tree import (
    Block,
    Box,
    Cell,
    Heading,
    Inline,
    Item,
    Items,
    Listing,
    Math,
    Para,
    Table,
    Term,
    Terms,
    Text,
)
from course.ingest.wording import plain  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from course.ingest.readers.markdown import Reader

_TICK = re.compile(r"\[([ xX])\]\s+")
_ALERT = re.compile(r"\[!(\w+)\][+-]?[ \t]*")
_LANGUAGE = re.compile(r"\{?\.?([\w+#.-]+)")
DIRECTIVE = re.compile(r"\{([\w:.-]+)\}[ \t]*(.*)")
_MODULE = re.compile(r"(?:import\s[^;]+?\sfrom\s+['\"][^'\"]+['\"]|export\s+(?:const|default)\s.+?);?\s*", re.DOTALL)
_MARKS = re.compile(r"\{[.#][^{}]*\}|\([\w:.-]+\)=|\{%.*%\}|\+\+\+.*")
_TAIL = re.compile(r"[ \t]*\{[#.][^{}]*\}$")


@dataclass(frozen=True)
class Part:
    """A token with what is inside of it; `shift` is added to the lines of its tokens."""

    token: Token
    inside: Sequence[Token]
    place: Place
    shift: int


def paragraph(reader: Reader, part: Part) -> list[Block]:
    """Return a paragraph; lines that only programs read, such as `(target)=`, are told."""
    content = "".join(token.content for token in part.inside).strip()
    if _MARKS.fullmatch(content) or _MODULE.fullmatch(content):
        reader.losses.add(part.place, LossKind.MARKUP, content)
        return []
    inner = reader.line(part.inside, part.place)
    if len(inner) == 1 and isinstance(inner[0], Math):
        inner = (replace(inner[0], shown=True),)
    return [Para(inner, part.place)] if inner else []


def heading(reader: Reader, part: Part) -> list[Block]:
    """Return a heading; one without words is what it shows."""
    inner = reader.line(part.inside, part.place)
    last = inner[-1] if inner else None
    if isinstance(last, Text) and (tail := _TAIL.search(last.text)):
        reader.losses.add(part.place, LossKind.MARKUP, tail[0])
        inner = trimmed((*inner[:-1], Text(last.text[: tail.start()])))
    if plain(inner).strip():
        return [Heading(int(part.token.tag[1]), inner, part.place)]
    return [Para(inner, part.place)] if inner else []


def entries(reader: Reader, part: Part) -> list[Block]:
    """Return a list."""
    items: list[Item] = []
    for number, one in enumerate(part.inside):
        if one.type == "list_item_open" and one.level == part.token.level + 1:
            items.append(_ticked(reader.run(part.inside[number + 1 : closing(part.inside, number)], part.shift)))
    start = int(part.token.attrs.get("start", 1)) if part.token.tag == "ol" else None
    kept = tuple(item for item in items if item.blocks)
    return [Items(kept, start, part.place)] if kept else []


def quote(reader: Reader, part: Part) -> list[Block]:
    """Return a quote, or the box that GitHub and Obsidian make of `> [!NOTE]`."""
    blocks = reader.run(part.inside, part.shift)
    first = blocks[0] if blocks else None
    if isinstance(first, Para) and isinstance(first.inner[0], Text) and (alert := _ALERT.match(first.inner[0].text)):
        title, rest = _parted((Text(first.inner[0].text[alert.end() :]), *first.inner[1:]))
        body = [Para(rest, replace(first.place, number=first.place.number + 1))] if rest else []
        return [Box(alert[1].lower(), title, (*body, *blocks[1:]), part.place)]
    return [Box("quote", (), tuple(blocks), part.place)] if blocks else []


def code(reader: Reader, part: Part) -> list[Block]:
    """Return a block of code, or what a directive shows."""
    info = part.token.info.strip()
    found = DIRECTIVE.fullmatch(info)
    body = replace(part.place, number=part.place.number + (part.token.type == "fence"))
    if found:
        return directive(reader, found[1], found[2], part.token.content, body)
    text, language = part.token.content.rstrip("\n"), _LANGUAGE.match(info)
    return [Listing(text, language[1] if language else "", body)] if text.strip() else []


def box(reader: Reader, part: Part) -> list[Block]:
    """Return what a fence of colons shows: a directive in braces, or a box that an author named."""
    found = opening(part.token.info)
    assert found
    title = found["title"].strip()
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1]
    name, named = found["word"] or "", found["braces"] or ""
    inside = replace(part.place, number=part.place.number + 1)
    if not name and not re.match(r"[.#\s]", named):
        return directive(reader, named.strip(), title, part.token.content, inside)
    classes = re.findall(r"\.([\w-]+)", named)
    name = name or (classes[0] if classes else "aside")
    told = re.search(r"title=\"([^\"]*)\"", named)
    kind = name.removeprefix("callout-").lower()
    return directive(reader, kind, told[1] if told else title, part.token.content, inside, known=False)


def formula(_: Reader, part: Part) -> list[Block]:
    """Return a formula that stands alone."""
    tex = part.token.content.strip()
    return [Para((Math(tex, shown=True),), part.place)] if tex else []


def table(reader: Reader, part: Part) -> list[Block]:
    """Return a table."""
    rows: list[tuple[Cell, ...]] = []
    cells: list[Cell] = []
    where, heads = part.place, 0
    for number, one in enumerate(part.inside):
        if one.type == "tr_open":
            cells, where = [], Place(part.shift + one.map[0] + 1) if one.map else where
            if more := one.meta.get("beyond"):
                reader.losses.add(where, LossKind.TABLE, f"beyond the columns of the table: {more}")
        elif one.type in ("th_open", "td_open"):
            inner = reader.line(part.inside[number + 1 : number + 2], where)
            cells.append(Cell((Para(inner, where),) if inner else (), head=one.type == "th_open"))
        elif one.type == "tr_close":
            heads += cells[0].head and any(cell.blocks for cell in cells)
            if any(cell.blocks for cell in cells):
                rows.append(tuple(cells))
    return [Table(tuple(rows), min(heads, 1), (), part.place)] if rows else []


def definitions(reader: Reader, part: Part) -> list[Block]:
    """Return a list of definitions."""
    terms: list[Term] = []
    for number, one in enumerate(part.inside):
        if one.level != part.token.level + 1:
            continue
        inner = part.inside[number + 1 : closing(part.inside, number)]
        if one.type == "dt_open":
            where = Place(part.shift + one.map[0] + 1) if one.map else part.place
            terms.append(Term(reader.line(inner, where), (), where))
        elif one.type == "dd_open" and terms:
            terms[-1] = replace(terms[-1], blocks=(*terms[-1].blocks, *reader.run(inner, part.shift)))
    return [Terms(tuple(terms), part.place)]


def admonition(reader: Reader, part: Part) -> list[Block]:
    """Return a box as MkDocs writes it."""
    kind, title = str(part.token.meta["tag"]), part.token.content.strip('"')
    kind = "details" if part.token.markup.startswith("???") else kind
    rest = part.inside[3:] if part.inside and part.inside[0].type == "admonition_title_open" else part.inside
    words = reader.words(title, part.place) if title.casefold() != kind else ()
    return [Box(kind, words, tuple(reader.run(rest, part.shift)), part.place)]


def closing(tokens: Sequence[Token], at: int) -> int:
    """Return the place of the token that closes the one at a place."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth <= 0:
            return number
    return len(tokens)


def _ticked(blocks: list[Block]) -> Item:
    first = blocks[0] if blocks else None
    if isinstance(first, Para) and isinstance(first.inner[0], Text) and (tick := _TICK.match(first.inner[0].text)):
        inner = trimmed((Text(first.inner[0].text[tick.end() :]), *first.inner[1:]))
        rest = [replace(first, inner=inner)] if inner else []
        return Item((*rest, *blocks[1:]), tick[1] != " ")
    return Item(tuple(blocks))


def _parted(inner: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return the words up to the first line end, and those behind it."""
    for number, node in enumerate(inner):
        if isinstance(node, Text) and "\n" in node.text:
            head, tail = node.text.split("\n", 1)
            return trimmed((*inner[:number], Text(head))), trimmed((Text(tail), *inner[number + 1 :]))
    return trimmed(inner), ()


BLOCKS: dict[str, Callable[[Reader, Part], list[Block]]] = {
    "paragraph": paragraph, "heading": heading, "bullet_list": entries, "ordered_list": entries, "blockquote": quote,
    "fence": code, "code_block": code, "box": box, "math_block": formula, "math_block_label": formula, "table": table,
    "grid": drawn_table,
    "dl": definitions, "admonition": admonition, "footnote_reference": lambda *_: [], "hr": lambda *_: [],
}  # fmt: skip
"""What makes a part of the tree of each kind of token; notes stand where they are referred to."""
