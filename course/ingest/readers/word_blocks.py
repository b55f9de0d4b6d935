"""The blocks of a part of a Word document: paragraphs by their styles, lists by their numbers, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place
from course.ingest.readers.word_lines import literal_of, spaced
from course.ingest.readers.word_lists import BULLETS, TICKS, Continued, Entry, listed
from course.ingest.readers.word_numbering import Number, Numbering
from course.ingest.readers.word_table import read_table
from course.ingest.readers.word_words import CHANGES, WRAPPERS, Words, chosen
from course.ingest.readers.word_xml import W, is_on, local, value, whole, words_of
from course.ingest.rewriting import relined, trimmed
from course.ingest.tree import (
    Block,
    Box,
    Code,
    Heading,
    Image,
    Inline,
    Listing,
    Math,
    Note,
    Para,
    Span,
    Table,
    Text,
    walk,
)
from course.ingest.wording import plain, wording  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "block quotation"})
_ADMONITIONS = frozenset({"note", "warning", "tip", "important", "caution", "danger"})
_PROGRAM = re.compile(r"[{}=<>_$#\\|`~^]|\w\(|\w/\w|^\s*--?\w|;$|\w\.\w", re.MULTILINE)
_CONTENTS = ("toc ", "table of figures", "table of authorities", "index ")


@dataclass(frozen=True)
class Kept:
    """A paragraph whose kind waits for its neighbours: code, caption, quote, or an admonition."""

    kind: str
    block: Para
    text: str = ""


Piece = Block | Entry | Continued | Kept


@dataclass
class Story:
    """Reads the blocks of one document; `dropped` is the first letter of a paragraph, set apart for its size."""

    words: Words
    numbering: Numbering
    dropped: list[Inline] = field(default_factory=list)
    titled: bool = False

    def __post_init__(self) -> None:
        """Read notes and text boxes, too."""
        self.words.blocks = self.blocks

    def blocks(self, parent: Element) -> list[Block]:
        """Return what stands in the body, a cell, a note or a text box."""
        pieces: list[Piece] = []
        for node in parent:
            self._collect(node, pieces)
        if self.dropped:
            pieces.append(Para(trimmed(spaced(self.dropped)), self.words.position.place))
            self.dropped = []
        return listed(gathered(pieces))

    def _collect(self, node: Element, pieces: list[Piece]) -> None:
        match local(node):
            case "p":
                pieces += self._paragraph(node)
                pieces += self.words.boxes
                self.words.boxes.clear()
            case "tbl":
                pieces += read_table(self, node)
            case "sdt" if _is_contents(node):
                self._lose_contents(node)
            case "oMathPara" | "oMath":
                pieces += [Para((one,), self.words.position.place) for one in self.words.formulas(_around(node))]
            case "AlternateContent":
                for one in chosen(node):
                    self._collect(one, pieces)
            case "altChunk":
                self._lose_chunk(node)
            case name if name in WRAPPERS or name in CHANGES:
                for one in node:
                    self._collect(one, pieces)
            case _:
                self.words.unknown(node)

    def _lose_contents(self, node: Element) -> None:
        self.words.lose(LossKind.CONTENTS, words_of(node))
        for _ in node.iter(f"{W}p"):
            self.words.position.advance()

    def _lose_chunk(self, node: Element) -> None:
        """Note a file of another format that Word would read into the document when it is opened."""
        names = [text for text in node.attrib.values() if isinstance(text, str)]
        relation = self.words.package.relations(self.words.part).get(names[0] if names else "")
        self.words.lose(LossKind.ATTACHED, relation.target if relation else "altChunk")

    # Paragraphs.

    def _paragraph(self, node: Element) -> list[Piece]:
        self.words.position.advance()
        styles = self.words.styles
        found = node.find(f"{W}pPr")
        properties = {} if found is None else {local(one): one for one in found}
        style = value(properties.get("pStyle")) or styles.default
        before = len(self.words.losses.found)
        dropped, self.dropped = self.dropped, []
        inner = self.words.line(node, style)
        number = None if self._is_hidden(properties, inner, before) else self.numbering.number(properties, style)
        if not inner:
            self.dropped = dropped
            place = self.words.position.place
            return [Kept("code", Para((), place))] if styles.is_code(style) and number is None else []
        self._tell_paragraph(properties.get("rPr"), inner)
        names = styles.names(style)
        if names[:1] and names[0].startswith(_CONTENTS) and plain(inner).strip():
            self.words.lose(LossKind.CONTENTS, wording([Para(tuple(inner))]))
            return []
        inner = [*dropped, *inner]
        if self._sets_apart(properties):
            self.dropped = inner
            return []
        level = styles.level(properties, style)
        kind = "code" if styles.is_code(style) else "typed" if _is_all_code(inner) else ""
        code = literal_of(inner) if kind else None
        line = trimmed(spaced(inner))
        place = self.words.position.place
        if level is not None:
            return self._heading(level, line, number, place)
        if number is None and code is not None and code.strip():
            return [Kept(kind, Para(line, place), code)]
        return self._placed(_paragraphs(line, place), number, names, properties)

    def _is_hidden(self, properties: Mapping[str, Element], inner: list[Inline], before: int) -> bool:
        """Say whether a whole paragraph is hidden, which is then not counted."""
        marks = properties.get("rPr")
        if inner or marks is None:
            return False
        told = self.words.losses.found[before:]
        return is_on(marks.find(f"{W}vanish")) and any(loss.kind is LossKind.HIDDEN for loss in told)

    def _tell_paragraph(self, marks: Element | None, inner: list[Inline]) -> None:
        for mark in marks if marks is not None and inner else ():
            name = local(mark)
            whole_line = all(isinstance(one, Span) and one.kind == name for one in inner if plain([one]).strip())
            if name in ("ins", "del") and not whole_line:
                word = "deleted" if name == "del" else "inserted"
                self.words.lose(LossKind.CHANGE, f"{word}: the end of the paragraph", "kept as two paragraphs")
        while self.numbering.unknown:
            self.words.lose(LossKind.MARKUP, f"numbers as {self.numbering.unknown.pop()}", "counted 1, 2, 3")

    @staticmethod
    def _sets_apart(properties: Mapping[str, Element]) -> bool:
        return value(properties.get("framePr"), "dropCap") in ("drop", "margin")

    def _heading(self, level: int, line: tuple[Inline, ...], number: Number | None, place: Place) -> list[Piece]:
        if not plain(line).strip():
            return [Para(line, place)] if line else []
        if level == 0 and self.titled:
            level = 1
        self.titled = self.titled or level == 0
        counted = number is not None and number.value is not None and bool(number.text)
        inner = (Text(f"{number.text} "), *line) if number is not None and counted else line
        return [Heading(level, trimmed(inner), place)]

    def _placed(
        self, paras: list[Para], number: Number | None, names: tuple[str, ...], properties: Mapping[str, Element]
    ) -> list[Piece]:
        """Return paragraphs as entries of a list, as a piece of their kind, or as they are."""
        if not paras:
            return []
        name = next(iter(names), "")
        indent = whole(value(properties.get("ind"), "left") or value(properties.get("ind"), "start"))
        if number is not None and (number.levels or number.value is None or number.text):
            return _entered(number, paras, paras[0].place)
        if _ticked(paras[0]) is not None:
            return _entered(Number("☐", None, 0, 0, "box", indent), paras, paras[0].place)
        if "caption" in names and len(paras) == 1:
            return [Kept("caption", paras[0])]
        kind = "quote" if any(one in _QUOTES for one in names) else name if name in _ADMONITIONS else ""
        goes_on = indent and name.startswith("list ")
        return [Kept(kind, one) if kind else Continued(one, indent) if goes_on else one for one in paras]


def _around(node: Element) -> Iterable[Element]:
    return (node,) if local(node) == "oMath" else node


def _is_contents(node: Element) -> bool:
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return value(gallery) in ("Table of Contents", "Table of Figures", "Table of Authorities", "Index")


def _is_all_code(inner: list[Inline]) -> bool:
    nodes = [one for one in walk(inner) if isinstance(one, Code | Text | Note | Image | Math)]
    said = [one for one in nodes if not (isinstance(one, Text) and not one.text.strip())]
    return bool(said) and all(isinstance(one, Code) for one in said)


def _paragraphs(line: tuple[Inline, ...], place: Place) -> list[Para]:
    """Return the paragraphs that a line is: a formula on a line of its own is one."""
    parts: list[list[Inline]] = [[]]
    for node in line:
        if isinstance(node, Math) and node.shown:
            parts += [[node], []]
        else:
            parts[-1].append(node)
    return [Para(inner, place) for part in parts if (inner := trimmed(part))]


def _entered(number: Number, paras: list[Para], place: Place) -> list[Piece]:
    """Return paragraphs as an entry; one with the number of a clause, such as 1.2.1, is a paragraph."""
    first, ticked = paras[0], _ticked(paras[0])
    if ticked is not None:
        first = _without_sign(first)
    elif number.value is None and number.text in TICKS:
        ticked = TICKS[number.text]
    elif number.value is None and number.text not in BULLETS:
        first = replace(first, inner=(Text(f"{number.text} "), *first.inner))
    entry = Entry(number, (first, *paras[1:]), ticked, place)
    if number.value is None or entry.start is not None:
        return [entry]
    first = replace(first, inner=trimmed((Text(f"{number.text} "), *first.inner)))
    return [first, *paras[1:]] if number.levels > 1 else [replace(entry, blocks=(first, *paras[1:]))]


def _ticked(para: Para) -> bool | None:
    """Return what a box at the beginning of a paragraph says, None without one or with several."""
    words = plain(para.inner)
    first = para.inner[0] if para.inner else None
    if not isinstance(first, Text) or words[:1] not in ("☐", "☑", "☒") or not words[1:].strip():
        return None
    return TICKS[words[0]] if sum(map(words.count, "☐☑☒")) == 1 else None


def _without_sign(para: Para) -> Para:
    first = para.inner[0]
    assert isinstance(first, Text)
    return replace(para, inner=trimmed((Text(first.text[1:]), *para.inner[1:])))


def gathered(pieces: list[Piece]) -> list[Block | Entry | Continued]:
    """Return pieces with neighbours of a kind as one block: code, quotes, captions with what they are of."""
    found: list[Block | Entry | Continued] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        end = at + 1
        if not isinstance(piece, Kept):
            found.append(piece)
        elif piece.kind == "caption":
            following = pieces[end] if end < len(pieces) else None
            if isinstance(following, Table) and not following.caption:
                found.append(replace(following, caption=piece.block.inner))
                end += 1
            else:
                found += _captioned(piece.block, found)
        else:
            while end < len(pieces) and isinstance(other := pieces[end], Kept) and other.kind == piece.kind:
                end += 1
            found += _joined(piece.kind, [one for one in pieces[at:end] if isinstance(one, Kept)])
        at = end
    return found


def _captioned(caption: Para, found: list[Block | Entry | Continued]) -> list[Block]:
    """Return a caption with the picture above it, which is taken from what was found, else alone."""
    above = found[-1] if found else None
    if isinstance(above, Para) and above.inner and all(isinstance(node, Image) for node in above.inner):
        found.pop()
        return [Box("figure", (), (above, caption), above.place)]
    return [caption]


def _joined(kind: str, pieces: list[Kept]) -> list[Block]:
    place = pieces[0].block.place
    text = "\n".join(piece.text for piece in pieces).strip("\n")
    if kind == "code" or (kind == "typed" and _PROGRAM.search(text)):
        return [Listing(text, "", place)] if text.strip() else []
    if kind == "typed":  # a text in the letters of a typewriter
        return [replace(one.block, inner=_typed(one.block.inner)) for one in pieces]
    return [Box(kind, (), tuple(piece.block for piece in pieces), place)]


def _typed(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return relined(line, lambda node: (Text(node.text) if isinstance(node, Code) else node,))
