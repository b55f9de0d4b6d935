"""The neutral tree: what a document says, without a trace of its format. Readers make it, one writer reads it.

Blocks stand below each other and know their place; inlines stand in a line of words. Every value is frozen: a reader
collects parts in lists and makes a node of them when it is whole. What a node cannot hold is a loss (`losses.py`).

White space in `Text`: a line break is the end of a line of the source and means a blank; readers leave it where the
format has lines, so that every sentence knows its line. Other white space is single blanks, without control characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from course.ingest.losses import FIRST, Loss, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

SpanKind = Literal["emph", "strong", "sup", "sub", "del", "ins"]
"""Emphasis, strong emphasis, raised, lowered, deleted and inserted words."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Words with a meaning of their own."""

    kind: SpanKind
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Words of a program, of a keyboard or of a file, as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in TeX, without dollars; `shown` on a line of its own."""

    tex: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    href: str
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: the key of its bytes in `Document.media`, or the address or path by which the document names it.

    `alt` is what it shows in words, empty where the document does not say; `width` is a length as CSS writes it, such
    as `8cm` or `50%`, empty for its own size.
    """

    name: str
    alt: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, at the place of its mark."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A line that ends because the author wants it, as in an address."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of a statement, counted from 1; no reader makes one, `statements.py` puts it behind the words."""

    number: int


Inline = Text | Span | Code | Math | Link | Image | Note | Break | Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1, and the title of the whole is on level 0. Its automatic number is in it."""

    level: int
    inner: tuple[Inline, ...]
    place: Place = FIRST


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    inner: tuple[Inline, ...]
    place: Place = FIRST


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list; `ticked` is None without a box. A mark that is neither bullet nor number is in its words."""

    blocks: tuple[Block, ...]
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is its first number, None for bullets."""

    items: tuple[Item, ...]
    start: int | None = None
    place: Place = FIRST


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means."""

    inner: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    place: Place = FIRST


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of definitions."""

    terms: tuple[Term, ...]
    place: Place = FIRST


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, `wide` columns and `high` rows; it stands only where it begins."""

    blocks: tuple[Block, ...]
    wide: int = 1
    high: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, of which the first `heads` are its head; fewer cells than columns is allowed."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    caption: tuple[Inline, ...] = ()
    place: Place = FIRST


@dataclass(frozen=True, slots=True)
class Listing:
    """A block that is printed as it stands, such as a program; `language` is that of the program, if it is known."""

    text: str
    language: str = ""
    place: Place = FIRST
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks that belong together and stand apart.

    `kind` is `quote`, an admonition (`note`, `warning`, `tip`, `important`, `caution`, `danger` …), `details`, `aside`,
    `textbox`, `figure` (an image and the paragraphs of its caption), `exercise`, `solution`, or a word of the document.
    """

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    place: Place = FIRST


Block = Heading | Para | Items | Terms | Table | Listing | Box
Node = Inline | Block | Item | Term | Cell


@dataclass(frozen=True)
class Document:
    """A document as a tree; `language` is the one that it names, `media` the bytes of its pictures by file name."""

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    media: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    losses: tuple[Loss, ...] = ()


_WIDE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_NO_BLANK = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n\s*(?=[{_WIDE}])")
_LINE_END = re.compile(r"[ \t]*\n\s*")
_UP = dict(zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_DOWN = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


_HEAPED = {"sup", "sub"}
"""What is raised again stands higher still."""


def plain(inlines: Iterable[Inline]) -> str:
    """Return what a reader sees, as one line of text: the words of the register.

    Raised and lowered words are Unicode where each sign has one, such as 10⁹ or H₂O, else ^(…) and _(…). Deleted and
    inserted words are told in brackets, a formula is its TeX between dollars, a picture its words; notes stand apart.
    """
    return one_line(running(inlines))


def one_line(text: str) -> str:
    """Return words with a blank for each line end of the source, none between signs that are written without blanks."""
    return _LINE_END.sub(" ", _NO_BLANK.sub("", text))


def running(inlines: Iterable[Inline]) -> str:
    """Return the words of `plain` with the line ends of the source in them, so that places in it can be found."""
    return "".join(map(_running, inlines))


def _running(node: Inline) -> str:
    match node:
        case Text(text):
            shown = text
        case Code(text) | Image(_, text):
            shown = " ".join(text.split("\n"))
        case Span():
            shown = _spanned(node)
        case Link(_, inner):
            shown = running(inner)
        case Math(tex):
            shown = f"${' '.join(tex.split())}$"
        case Note() | Mark():
            shown = ""
        case Break():
            shown = " "
    return shown


def _spanned(span: Span) -> str:
    text = running(span.inner)
    match span.kind:
        case "sup":
            return _moved(text, _UP, "^")
        case "sub":
            return _moved(text, _DOWN, "_")
        case "del" | "ins":
            return f"[{'deleted' if span.kind == 'del' else 'inserted'}: {text}]"
        case _:
            return text


def _moved(text: str, signs: Mapping[str, str], mark: str) -> str:
    """Return raised or lowered text in signs of Unicode, or in brackets behind its mark."""
    if not text.strip():
        return text
    return "".join(map(signs.__getitem__, text)) if all(sign in signs for sign in text) else f"{mark}({text})"


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node of a tree in the order of the document, each before what is in it."""
    for node in nodes:
        yield node
        yield from walk(inside(node))


def inside(node: Node) -> Iterator[Node]:
    """Yield the nodes that stand directly in a node, in the order in which they are read."""
    match node:
        case Span(_, inner) | Link(_, inner) | Heading(_, inner) | Para(inner):
            yield from inner
        case Note(blocks) | Item(blocks) | Cell(blocks):
            yield from blocks
        case Items(items):
            yield from items
        case Terms(terms):
            yield from terms
        case Term(inner, blocks) | Box(_, inner, blocks):
            yield from inner
            yield from blocks
        case Table(rows, _, caption):
            yield from caption
            for row in rows:
                yield from row
        case Text() | Code() | Math() | Image() | Break() | Mark() | Listing():
            pass


def wording(blocks: Iterable[Node]) -> str:
    """Return all words of blocks as one line, such as those of a cell or of a part that is lost; notes are in it."""
    parts: list[str] = []
    for node in blocks:
        match node:
            case Heading(_, inner) | Para(inner):
                parts += [plain(inner), *(wording(note.blocks) for note in walk(inner) if isinstance(note, Note))]
            case Term(inner, within) | Box(_, inner, within):
                parts += [plain(inner), wording(within)]
            case Table(rows, _, caption):
                parts += [plain(caption), *(row_wording(row) for row in rows)]
            case Listing(text):
                parts.append(text)
            case _:
                parts.append(wording(inside(node)))
    return " ".join(" ".join(parts).split())


def row_wording(row: Iterable[Cell]) -> str:
    """Return the words of a row of a table: its cells with bars between them, merged ones once, empty ones not."""
    return " | ".join(filter(None, (wording(cell.blocks) for cell in row)))


def rewrite(
    blocks: Iterable[Block],
    line: Callable[[tuple[Inline, ...]], tuple[Inline, ...]],
    block: Callable[[Block], Iterable[Block]] = lambda one: (one,),
) -> tuple[Block, ...]:
    """Return blocks with each line of words (paragraph, heading, term, title, caption) replaced by `line` of it.

    Then each block, those inside of it first, is replaced by what `block` gives for it. Notes are left to `line`.
    """

    def many(given: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(new for one in given for new in block(renewed(one)))

    def renewed(one: Block) -> Block:
        match one:
            case Heading() | Para():
                return replace(one, inner=line(one.inner))
            case Items(items):
                return replace(one, items=tuple(replace(item, blocks=many(item.blocks)) for item in items))
            case Terms(terms):
                new = (replace(term, inner=line(term.inner), blocks=many(term.blocks)) for term in terms)
                return replace(one, terms=tuple(new))
            case Table(rows, _, caption):
                cells = (tuple(replace(cell, blocks=many(cell.blocks)) for cell in row) for row in rows)
                return replace(one, rows=tuple(cells), caption=line(caption))
            case Box(_, title, within):
                return replace(one, title=line(title), blocks=many(within))
            case Listing():
                return one

    return many(blocks)


def relined(inlines: Iterable[Inline], inline: Callable[[Inline], Iterable[Inline]]) -> tuple[Inline, ...]:
    """Return inlines of which each, those inside of it first, is replaced by what `inline` gives for it."""
    kept: list[Inline] = []
    for node in inlines:
        match node:
            case Span(_, inner) | Link(_, inner):
                kept += inline(replace(node, inner=relined(inner, inline)))
            case Note(blocks):
                kept += inline(Note(rewrite(blocks, lambda line: relined(line, inline))))
            case _:
                kept += inline(node)
    return tidy(kept)


def tidy(inlines: Iterable[Inline], around: frozenset[str] = frozenset()) -> tuple[Inline, ...]:
    """Join neighbours of one kind, and leave out spans and texts without content, and marks within the same mark.

    `around` are the kinds of spans in which the words stand: bold within bold would be written as four asterisks.
    """
    kept: list[Inline] = []
    for node in _told_once(inlines, around):
        last = kept[-1] if kept else None
        match last, node:
            case (_, Text("") | Span(_, ()) | Link(_, ())):
                continue
            case Text(before), Text(after):
                kept[-1] = Text(before + after)
            case Code(before), Code(after):
                kept[-1] = Code(before + after)
            case Span(kind, before), Span(same, after) if kind == same:
                kept[-1] = Span(kind, tidy((*before, *after), around | {kind}))
            case _:
                kept.append(node)
    return tuple(kept)


def _told_once(inlines: Iterable[Inline], around: frozenset[str]) -> Iterator[Inline]:
    """Yield inlines with tidy words in them; what is marked as all around it is marked is its words."""
    for node in inlines:
        if isinstance(node, Link):
            yield replace(node, inner=tidy(node.inner, around))
        elif not isinstance(node, Span):
            yield node
        elif node.kind in around - _HEAPED:
            yield from tidy(node.inner, around)
        else:
            yield replace(node, inner=tidy(node.inner, around | {node.kind}))


def trimmed(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return tidy inlines without blanks or breaks at both ends, also inside of marks and links at the ends."""
    nodes = _trimmed(list(tidy(inlines)), 0)
    return tidy(_trimmed(nodes, -1))


def _trimmed(nodes: list[Inline], end: Literal[0, -1]) -> list[Inline]:
    while nodes:
        match nodes[end]:
            case Break():
                nodes.pop(end)
                continue
            case Text(text):
                bare = text.lstrip(" \t\r\n\f") if end == 0 else text.rstrip(" \t\r\n\f")
                if not bare:
                    nodes.pop(end)
                    continue
                nodes[end] = Text(bare)
            case Span(inner=inner) | Link(inner=inner) as node:
                left = tuple(_trimmed(list(inner), end))
                if not left:
                    nodes.pop(end)
                    continue
                nodes[end] = replace(node, inner=left)
            case _:
                pass
        break
    return nodes
