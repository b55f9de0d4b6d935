"""Fit a tree to what every edition of a course can show; what has to change is told as a loss."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from course.ingest.headings import heads_contents
from course.ingest.losses import FIRST, Losses, LossKind, Place
from course.ingest.pictures import Pictures
from course.ingest.rewriting import tidy, trimmed
from course.ingest.tex_forms import as_words, drawable
from course.ingest.tree import (
    Block,
    Box,
    Code,
    Document,
    Heading,
    Image,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Math,
    Note,
    Para,
    Span,
    Table,
    Term,
    Terms,
    Text,
)
from course.ingest.wording import plain, row_wording, wording  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+$", re.IGNORECASE)
_LONGEST = 300


def fitted(document: Document, folder: Path | None = None, draws: Callable[[str], bool] | None = None) -> Document:
    """Return a document that MyST can say whole.

    Pictures that lie in `folder` are taken into its media; `draws` says whether an edition draws a formula, the
    website alone is asked without it.
    """
    losses = Losses(list(document.losses))
    fit = Fit(losses, Pictures(losses, folder, dict(document.media)), draws or on_site)
    blocks = tuple(without_contents(document.blocks, losses))
    done = tuple(new for block in blocks for new in fit.block(block))
    return replace(document, blocks=done, media=fit.pictures.used, losses=tuple(losses.found))


def without_contents(blocks: tuple[Block, ...], losses: Losses) -> Iterable[Block]:
    """Yield blocks without the lists under a heading such as "Contents", when nothing else stands there."""
    head: Heading | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            head = block if heads_contents(plain(block.inner)) and _holds_lists(blocks, number) else None
        if head is not None and isinstance(block, Items):
            losses.add(head.place, LossKind.CONTENTS, wording([block]))
        else:
            yield block


def _holds_lists(blocks: tuple[Block, ...], number: int) -> bool:
    """Say whether only lists stand below a heading up to the next."""
    below = takewhile(lambda one: not isinstance(one, Heading), blocks[number + 1 :])
    return all(isinstance(one, Items) for one in below)


@dataclass
class Fit:
    """Fits one document; `place` is that of the block in hand."""

    losses: Losses
    pictures: Pictures
    draws: Callable[[str], bool]
    place: Place = FIRST

    def block(  # noqa: PLR0911 - one return a kind
        self, block: Block, *, inner: bool = False, cell: bool = False
    ) -> list[Block]:
        """Return what stands for a block; `inner` when it stands in another, `cell` when in a cell of a table."""
        self.place = getattr(block, "place", self.place)
        match block:
            case Heading(_, words):
                line = self.line(words)
                return [Para((Span("strong", line),), block.place)] if inner else [replace(block, inner=_bare(line))]
            case Para(words):
                line = self.line(words)
                return [replace(block, inner=line)] if line else []
            case Items(items):
                kept = tuple(Item(self._many(item.blocks, cell=cell), item.ticked) for item in items)
                kept = tuple(item for item in kept if item.blocks)
                return [replace(block, items=kept)] if kept else []
            case Terms():
                return self._terms(block, cell=cell)
            case Table():
                return self._table_in_cell(block) if cell else [self._table(block)]
            case Box(_, title, blocks):
                return self._box(block, self.line(title), self._many(blocks, cell=cell))
            case Listing(text, language):
                return [replace(block, language=self._language(text, language))]

    @staticmethod
    def _box(block: Box, title: tuple[Inline, ...], blocks: tuple[Block, ...]) -> list[Block]:
        """Return a box; one of which only the title says something is a paragraph."""
        if blocks:
            return [replace(block, title=title, blocks=blocks)]
        return [Para(title, block.place)] if title else []

    def _language(self, text: str, language: str) -> str:
        """Return the language of a program where Pygments colours it without a fault, else nothing."""
        if not language or coloured(text, language):
            return language
        self.losses.add(self.place, LossKind.MARKUP, f"language {language}", "printed without colours")
        return ""

    def _many(self, blocks: Iterable[Block], *, cell: bool = False) -> tuple[Block, ...]:
        return tuple(new for block in blocks for new in self.block(block, inner=True, cell=cell))

    def _terms(self, block: Terms, *, cell: bool) -> list[Block]:
        """Return definitions; a term without one is a paragraph, and what has no term stands alone."""
        found: list[Block] = []
        for term in block.terms:
            line, blocks = self.line(term.inner), self._many(term.blocks, cell=cell)
            if not plain(line).strip() or not blocks:
                found += [*([Para(line, term.place)] if line else []), *blocks]
            elif found and isinstance(found[-1], Terms):
                found[-1] = replace(found[-1], terms=(*found[-1].terms, Term(line, blocks, term.place)))
            else:
                found.append(Terms((Term(line, blocks, term.place),), block.place))
        return found

    def _table(self, table: Table) -> Table:
        rows = tuple(
            tuple(replace(cell, blocks=self._many(cell.blocks, cell=True)) for cell in row) for row in table.rows
        )
        return replace(table, rows=rows, caption=self.line(table.caption))

    def _table_in_cell(self, table: Table) -> list[Block]:
        """Return a table as a list of its rows: a table in a cell is read wrongly by programs that read aloud."""
        told = " / ".join(row_wording(row) for row in table.rows)
        self.losses.add(table.place, LossKind.TABLE_IN_CELL, told, "kept as a list of its rows")
        fitted_rows = self._table(table)
        rows = [row_wording(row) for row in fitted_rows.rows]
        items = tuple(Item((Para((Text(row),), table.place),)) for row in rows if row)
        caption = [Para(fitted_rows.caption, table.place)] if fitted_rows.caption else []
        return [*caption, *([Items(items, None, table.place)] if items else [])]

    def line(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Return the words of a line as every edition shows them."""
        return trimmed(new for node in inlines for new in self._inline(node))

    def _inner(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Return the words in a mark or link, with the blanks at their ends."""
        return tidy(new for node in inlines for new in self._inline(node))

    def _inline(self, node: Inline) -> Iterable[Inline]:
        match node:
            case Link(href, inner):
                return self._link(href, self._inner(inner))
            case Span(_, inner):
                return self._span(node, self._inner(inner))
            case Math():
                return self._formula(node)
            case Image():
                return self.pictures.fit(node, self.place)
            case Note(blocks):
                place = self.place
                many = self._many(blocks)
                self.place = place
                return [Note(many)] if many else []
        return [node]

    def _link(self, href: str, inner: tuple[Inline, ...]) -> Iterable[Inline]:
        words = plain(inner).strip()
        address = href.strip()
        if _ADDRESS.match(address) and not re.search(r"[<>\s]", address) and words:
            return [Link(address, inner)]
        if words and address:
            self.losses.add(self.place, LossKind.LINK, f"{words} → {address}"[:_LONGEST], "kept as its words")
        return inner

    def _span(self, span: Span, inner: tuple[Inline, ...]) -> Iterable[Inline]:
        """Return marked words; a link stands around what it marks, and pictures and notes stand outside."""
        if span.kind in ("emph", "strong"):
            return [Span(span.kind, inner)] if plain(inner).strip() else inner
        found: list[Inline] = []
        for node in inner:
            match node:
                case Link(href, words):
                    found.append(Link(href, (Span(span.kind, words),)))
                case Image() | Note():
                    found.append(node)
                case _:
                    found.append(Span(span.kind, (node,)))
        return found

    def _formula(self, formula: Math) -> Iterable[Inline]:
        tex = formula.tex.strip()
        if not tex:
            return []
        if moved := as_words(tex):
            kind, words = moved
            return [Span("sup" if kind == "sup" else "sub", (Text(words),)) if kind else Text(words)]
        for form in dict.fromkeys((tex, drawable(tex))):
            if self.draws(form):
                return [replace(formula, tex=form)]
        self.losses.add(self.place, LossKind.EQUATION, tex, "shown as its TeX: an edition cannot draw it")
        return [Code(" ".join(tex.split()))]


def _bare(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the words of a heading, which holds neither pictures nor notes."""
    return trimmed(Text(plain([node])) if isinstance(node, Image) else node for node in line)


def coloured(text: str, language: str) -> bool:
    """Say whether Pygments knows a language and finds no fault in a text: Sphinx warns of both."""
    lexers: Any = import_module("pygments.lexers")
    error: Any = import_module("pygments.token").Error
    try:
        lexer = lexers.get_lexer_by_name(language)
    except ValueError:  # ClassNotFound
        return False
    return all(kind is not error for kind, _ in lexer.get_tokens(text))


@cache
def on_site(tex: str) -> bool:
    """Say whether the website draws a formula, which it does by MathML."""
    from docutils.utils.math.latex2mathml import tex2mathml

    try:
        return bool(tex2mathml(tex))
    except Exception:  # noqa: BLE001 - it raises errors of many kinds
        return False
