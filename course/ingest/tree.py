"""The neutral tree: what a document says, without a trace of its format. Readers make it, one writer reads it.

Blocks stand below each other and know their place; inlines stand in a line of words. Every value is frozen: a reader
collects parts in lists and makes a node of them when it is whole. What a node cannot hold is a loss (`losses.py`).

White space in `Text`: a line break is the end of a line of the source and means a blank; readers leave it where the
format has lines, so that every sentence knows its line. Other white space is single blanks, without control characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from course.ingest.losses import FIRST, Loss, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
