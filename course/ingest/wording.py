"""The words of a tree as one line: what a reader sees, the register keeps and a loss names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.tree import (
    Box,
    Break,
    Code,
    Heading,
    Image,
    Link,
    Listing,
    Mark,
    Math,
    Note,
    Para,
    Span,
    Table,
    Term,
    Text,
    inside,
    walk,
)
from quizzes.raised import lowered, raised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.ingest.tree import Cell, Inline, Node


_WIDE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"


_NO_BLANK = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n\s*(?=[{_WIDE}])")


_LINE_END = re.compile(r"[ \t]*\n\s*")


_DOWN = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


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
            return raised(text)
        case "sub":
            return lowered(text)
        case "del" | "ins":
            return f"[{'deleted' if span.kind == 'del' else 'inserted'}: {text}]"
        case _:
            return text


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
