"""Make the tree of pandoc's own, node for node: OpenDocument, RTF, LaTeX, reStructuredText, e-books and more.

Its JSON is described by the types of pandoc-types 1.23 (https://hackage.haskell.org/package/pandoc-types). What has no
node here is a loss with its words; so is what pandoc says that it skipped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from course.ingest.losses import WHOLE, Losses, LossKind, Place
from course.ingest.readers.pandoc_words import Words
from course.ingest.rewriting import tidy, trimmed
from course.ingest.tree import Block, Box, Cell, Document, Heading, Item, Items, Listing, Para, Table, Term, Terms, Text
from course.ingest.wording import plain  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


Node = Any
_BOXES = frozenset({
    "admonition", "attention", "caution", "danger", "error", "example", "hint", "important", "note", "seealso",
    "sidebar", "tip", "topic", "warning",
})  # fmt: skip
_SECTIONS = frozenset({"section", "chapter", "sect1", "sect2", "sect3", "body", "bodymatter"})
_LANGUAGE = ("lang", "language")
_BULLETS = {"\u2610": False, "\u2612": True}
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_LATEX = re.compile(r"\\(?:begin\{)?(?:tikz|picture|pgf|includegraphics|forest|circuitikz|asy)")
_LAYOUT = re.compile(
    r"\\(?:maketitle|tableofcontents|newpage|clearpage|cleardoublepage|pagebreak|noindent|indent|centering|raggedright|"
    r"(?:small|med|big)skip|[vh]space\*?(?:\{.*\})?|[vh]fill|linebreak|allowbreak|(?:front|main|back)matter|appendix|"
    r"(?:this)?pagestyle(?:\{.*\})?|setcounter.*|setlength.*|bibliographystyle(?:\{.*\})?|onecolumn|twocolumn|par|protect|"
    r"(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge)|selectfont|sloppy|fussy|phantomsection|"
    r"addcontentsline.*|index\{.*\}|hline|rule.*|doublespacing|singlespacing|onehalfspacing|"
    r"(?:top|mid|bottom)rule|noalign.*|end(?:first|last)?(?:head|foot)|[be]group|makeat(?:letter|other)|hypersetup.*)\s*"
)
_SKIPPED = re.compile(r"\[INFO\] Skipped '(.*)' at (?:.*? )?line (\d+) column \d+", re.DOTALL)
_TOLD = re.compile(r"\[WARNING\] (.*)", re.DOTALL)


def read_pandoc(
    tree: Mapping[str, Any],
    losses: Losses | None = None,
    media: Mapping[str, bytes] | None = None,
    said: Iterable[str] = (),
    head: int = 0,
) -> Document:
    """Return the document of a tree.

    `media` has its pictures by the path with which it names them, `said` the lines that pandoc wrote beside it. What
    it skipped above the line `head` sets type, and says nothing.
    """
    losses = losses or Losses()
    reader = Reader(Words(losses, dict(media or {})))
    meta = tree.get("meta", {})
    title = reader.words.meta(meta.get("title"))
    front: list[Block] = [Heading(0, title)] if title else []
    front += _below_title(reader, tree) + reader.meta(meta.get("abstract"))
    for name, value in meta.items():
        if name not in {"title", "subtitle", "abstract", *_LANGUAGE} and (text := reader.words.said(value)):
            losses.add(WHOLE, LossKind.FRONT_MATTER, f"{name}: {text}")
    blocks = (*front, *reader.blocks(tree["blocks"]))
    _tell(losses, said, head)
    language = next(filter(None, (reader.words.said(meta.get(name)) for name in _LANGUAGE)), "")
    return Document(blocks, plain(title).strip(), language, reader.words.used, tuple(losses.found))


def _below_title(reader: Reader, tree: Mapping[str, Any]) -> list[Block]:
    """Return the subtitle: a heading where words follow it, as reStructuredText takes the only section for one."""
    inner = reader.words.meta(tree.get("meta", {}).get("subtitle"))
    if not inner:
        return []
    first = next((node["t"] for node in tree["blocks"]), "Header")
    return [Para(inner, reader.words.place) if first == "Header" else Heading(1, inner, reader.words.place)]


def _tell(losses: Losses, said: Iterable[str], head: int) -> None:
    """Note what pandoc says that it skipped, at its line, and what it warns of."""
    for line in dict.fromkeys(said):
        if skipped := _SKIPPED.match(line):
            if int(skipped[2]) > head and not _LAYOUT.fullmatch(skipped[1]):
                kind = LossKind.PICTURE if _LATEX.match(skipped[1]) else LossKind.MARKUP
                losses.add(Place(int(skipped[2])), kind, skipped[1])
        elif warning := _TOLD.match(line):
            losses.add(WHOLE, LossKind.WARNING, warning[1], "said by pandoc")


class Reader:
    """Reads blocks; `number` counts those that have words, as the places of what the format does not number."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def meta(self, value: Node) -> list[Block]:
        """Return a value of the head of a document as blocks."""
        if value and value["t"] == "MetaBlocks":
            return self.blocks(value["c"])
        inner = self.words.meta(value)
        return [Para(inner, self.words.place)] if inner else []

    def blocks(self, nodes: Iterable[Node]) -> list[Block]:
        """Return the blocks of a list of nodes."""
        return [block for node in nodes for block in self.block(node["t"], node.get("c"))]

    def block(self, kind: str, c: Node) -> list[Block]:  # noqa: C901, PLR0911 - one return a kind
        """Return what a node says: mostly one block."""
        match kind:
            case "Para" | "Plain":
                self.words.next()
                inner = self.words.line(c)
                return [Para(inner, self.words.place)] if inner else []
            case "Header":
                self.words.next()
                inner = trimmed(self.words.line(c[2]))
                return [Heading(max(1, c[0]), inner, self.words.place)] if inner else []
            case "LineBlock":
                self.words.next()
                lines = [node for line in c for node in (*line, {"t": "LineBreak"})][:-1]
                return [Para(self.words.line(lines), self.words.place)]
            case "CodeBlock":
                self.words.next()
                language = next((name for name in c[0][1] if name not in {"sourceCode", "numberLines"}), "")
                return [Listing(c[1], language, self.words.place)] if c[1].strip() else []
            case "BlockQuote":
                return [Box("quote", (), tuple(self.blocks(c)), self.words.place)]
            case "BulletList" | "OrderedList":
                return self._items(kind, c)
            case "DefinitionList":
                return [Terms(tuple(self._term(*one) for one in c), self.words.place)]
            case "Div":
                return self._div(c)
            case "Figure":
                self.words.figure = dict(c[0][2])
                shown = (*self.blocks(c[2]), *self.blocks(c[1][1]))
                return [Box("figure", (), shown, self.words.place)] if shown else []
            case "Table":
                return self._table(c)
            case "RawBlock":
                return self.words.raw_blocks(c[0], c[1])
            case "HorizontalRule" | "Null":
                return []
        self.words.lose(LossKind.MARKUP, self.words.all_words(c))
        return []

    def _items(self, kind: str, c: Node) -> list[Block]:
        place = self.words.place
        if kind == "BulletList":
            return [Items(tuple(_ticked(self.blocks(one)) for one in c), None, place)]
        (start, style, limit), entries = c
        if style["t"] in {"Decimal", "DefaultStyle", "Example"}:
            return [Items(tuple(Item(tuple(self.blocks(one))) for one in entries), start, place)]
        marks = (_mark(start + step, style["t"], limit["t"]) for step in range(len(entries)))
        items = (Item(tuple(_led(mark, self.blocks(one)))) for mark, one in zip(marks, entries, strict=True))
        return [Items(tuple(items), None, place)]

    def _term(self, term: Node, parts: Node) -> Term:
        self.words.next()
        place = self.words.place
        return Term(self.words.line(term), tuple(block for part in parts for block in self.blocks(part)), place)

    def _div(self, c: Node) -> list[Block]:
        (_, classes, _), inner = c
        kind = next((name.lower() for name in classes if name.lower() in _BOXES), "")
        if not kind or _SECTIONS & set(classes):
            return self.blocks(inner)
        blocks = self.blocks(inner)
        title: tuple[Any, ...] = ()
        has_title = inner and inner[0]["t"] == "Div" and "title" in inner[0]["c"][0][1]
        if (has_title or kind == "admonition") and blocks and isinstance(blocks[0], Para):
            title, blocks = blocks[0].inner, blocks[1:]
        if plain(title).strip().lower() in {kind, ""}:
            title = ()  # pandoc's word, not the document's
        return [Box("note" if kind == "admonition" else kind, title, tuple(blocks), self.words.place)]

    def _table(self, c: Node) -> list[Block]:
        _, caption, _, head, bodies, foot = c
        place = self.words.next()
        told = tidy(node for block in self.blocks(caption[1]) for node in getattr(block, "inner", ()))
        heads = list(head[1])
        rest: list[Node] = []
        for number, (_, _, between, rows) in enumerate(bodies):
            if number == 0 and not heads:
                heads = list(between)
            else:
                rest += between
            rest += rows
        rest += foot[1]
        first = bodies[0][1] if bodies else 0
        while heads and rest and self.words.all_words(rest[: len(heads)]) == self.words.all_words(heads):
            rest = rest[len(heads) :]  # the head of a table of several pages, once more
        rows = [self._row(row[1], is_head=True) for row in heads] + [self._row(row[1], first) for row in rest]
        rows = [row for row in rows if row]
        return [Table(tuple(rows), len(heads) if rest else 0, told, place)] if rows else []

    def _row(self, cells: Node, first: int = 0, *, is_head: bool = False) -> tuple[Cell, ...]:
        """Return a row of which the first columns are heads."""
        return tuple(
            Cell(tuple(self.blocks(blocks)), wide, high, is_head or number < first)
            for number, (_, _, high, wide, blocks) in enumerate(cells)
        )


def _ticked(blocks: list[Block]) -> Item:
    """Return an entry; a box before its first words is a task that is done or not."""
    first = blocks[0] if blocks else None
    if isinstance(first, Para) and first.inner and isinstance(first.inner[0], Text):
        text = first.inner[0].text
        if text[:1] in _BULLETS:
            inner = trimmed((Text(text[1:]), *first.inner[1:]))
            return Item((Para(inner, first.place), *blocks[1:]), _BULLETS[text[0]])
    return Item(tuple(blocks))


def _mark(number: int, style: str, limit: str) -> str:
    """Return the mark of an entry as the document shows it, such as `b)` or `(iv)`."""
    match style:
        case "LowerAlpha" | "UpperAlpha":
            name, left = "", number
            while left > 0:
                left, letter = divmod(left - 1, 26)
                name = chr(ord("a") + letter) + name
        case _:
            tens, ones = divmod(number, 10)
            name = "x" * tens + _ROMAN[ones]
    name = name.upper() if style.startswith("Upper") else name
    return {"OneParen": f"{name})", "TwoParens": f"({name})"}.get(limit, f"{name}.")


def _led(mark: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks of an entry with its mark before the first words."""
    if blocks and isinstance(blocks[0], Para):
        return [Para(tidy((Text(f"{mark} "), *blocks[0].inner)), blocks[0].place), *blocks[1:]]
    return [Para((Text(mark),)), *blocks]
