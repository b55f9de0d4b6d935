"""A tagged PDF: the blocks that its structure tree names, filled with the letters of the content that it marks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place
from course.ingest.readers.pdf_lines import lines_of, typed
from course.ingest.readers.pdf_raised import moved
from course.ingest.readers.pdf_sheet import Letter, Style
from course.ingest.readers.pdf_structure import Element, Mark
from course.ingest.readers.pdf_tag_lists import ListReader
from course.ingest.readers.pdf_tag_pictures import PictureReader
from course.ingest.readers.pdf_tag_tables import TableReader
from course.ingest.readers.pdf_words import Address, Piece, Wrap
from course.ingest.rewriting import tidy
from course.ingest.tree import Block, Box, Heading, Image, Inline, Listing, Note, Para
from course.ingest.wording import plain  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.ingest.losses import Losses
    from course.ingest.readers.pdf_pictures import Cutter
    from course.ingest.readers.pdf_sheet import Sheet
    from course.ingest.readers.pdf_words import Speller

BLOCKS = frozenset(
    """Document DocumentFragment Part Art Sect Div Private Aside Title P L LI LBody Table Figure TOC TOCI
    BlockQuote Formula Index Form Caption Terms Code TR THead TBody TFoot""".split()  # noqa: SIM905
)
_SPANS = {"Em": "emph", "Strong": "strong", "Sub": "sub", "Code": "code"}
_CHANGED: frozenset[object] = frozenset({"sup", "sub", "del", "ins"})
_NOTES = ("Note", "FENote")
_BARE = Style(-1, artifact=False, size=10.0, font="", bold=False, italic=False, mono=False, unseen="", turn=0)
BARE_LETTER = Letter("", 0, 0, 0, _BARE)
"""Stands for what has no letter on the page."""


@dataclass
class Tagged:
    """Reads one tagged file; `taken` holds the marks that the tree names."""

    sheets: Sequence[Sheet]
    speller: Speller
    cutter: Cutter
    losses: Losses
    taken: set[tuple[int, int]] = field(default_factory=set)
    words: dict[tuple[int, int], list[Letter]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    depth: int = 0

    def __post_init__(self) -> None:
        """Sort the letters by the marks of their content."""
        for at, sheet in enumerate(self.sheets):
            for letter in sheet.letters:
                if letter.style.mark >= 0:
                    self.words[at, letter.style.mark].append(letter)
        self.pictures = PictureReader(self)
        self.tables = TableReader(self)
        self.lists = ListReader(self)

    def read(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks of the document."""
        for note in _notes_apart(root):
            if label := self._label(note):
                self.notes[label].append(note)
        return tuple(self.many(root))

    def place(self, element: Element) -> Place:
        """Return the page on which an element begins."""
        first = next((mark for mark in element.marks() if mark.page is not None), None)
        page = first.page if first is not None else element.page
        return Place((page or 0) + 1, "page")

    # Blocks.

    def many(self, element: Element) -> list[Block]:
        """Return what stands in an element as blocks; words between blocks are paragraphs of their own."""
        found: list[Block] = []
        loose: list[Element | Mark] = []
        for kid in (*element.kids, None):
            if kid is not None and not self.is_block(kid):
                loose.append(kid)
                continue
            if loose:
                part = Element("P", element.page, loose)
                found += self._paragraph(part)
                loose = []
            if isinstance(kid, Element):
                found += self.block(kid)
        return found

    @staticmethod
    def is_block(kid: Element | Mark) -> bool:
        """Say whether a part of an element is a block."""
        if isinstance(kid, Mark):
            return False
        if kid.kind in ("Formula", "Code"):
            return kid.attributes.get("Placement") == "/Block" or any(one.kind == "P" for one in kid.elements())
        return kid.kind in BLOCKS or bool(kid.level) or (kid.kind not in _NOTES and _holds_blocks(kid))

    def block(self, element: Element) -> list[Block]:  # noqa: PLR0911 - one return a kind
        """Return an element as blocks."""
        match element.kind:
            case "Figure":
                return self.pictures.block(element)
            case "Table":
                return self.tables.read(element)
            case "L" | "Terms":
                return self.lists.read(element)
            case "TOC" | "Artifact":
                kind = LossKind.CONTENTS if element.kind == "TOC" else LossKind.HEADER
                self.losses.add(self.place(element), kind, plain(self.line(element)))
                return []
            case "BlockQuote":
                inner = tuple(self.many(element))
                return [Box("quote", (), inner, self.place(element))] if inner else []
            case "Code" if element.kids:
                return self._listing(element)
            case "Formula":
                return self.pictures.formula(element)
            case "Note" | "FENote":
                return self._loose_note(element)
            case _:
                return self._other(element)

    def _other(self, element: Element) -> list[Block]:
        level = 0 if element.kind == "Title" else element.level
        if level or element.kind == "Title":
            if element.kind == "H":
                level = max(1, self.depth)
            words = self.line(element, weighs=False)
            return [Heading(level, words, self.place(element))] if plain(words).strip() else []
        if any(self.is_block(kid) for kid in element.kids):
            self.depth += element.kind == "Sect"
            found = self.many(element)
            self.depth -= element.kind == "Sect"
            return found
        return self._paragraph(element)

    def _paragraph(self, element: Element) -> list[Block]:
        pieces, place = self.pieces(element), self.place(element)
        if self._is_program(pieces) and "\n" in (text := _typed(pieces, place)):
            return [Listing(text, "", place)]
        words = self.speller.line(pieces, place)
        return [Para(words, place)] if holds(words) else []

    def _is_program(self, pieces: Sequence[Piece]) -> bool:
        """Say whether all words are typed as a program: on several lines they mean something as they stand there.

        A block of code has no place for raised or deleted words, so that it is a paragraph where there are any.
        """
        shown = [piece for piece in pieces if piece.node is not None or piece.letter.sign.strip()]
        typed_so = self.speller.mono_is_code
        if any(moved(pieces)) or any(one.letter.style.struck or _CHANGED & {*one.wraps} for one in shown):
            return False
        return bool(shown) and all(
            piece.node is None and ("code" in piece.wraps or (typed_so and piece.letter.style.mono)) for piece in shown
        )

    def _listing(self, element: Element) -> list[Block]:
        text = _typed(self.pieces(element), place := self.place(element))
        return [Listing(text, "", place)] if text.strip() else []

    # Notes.

    def _label(self, note: Element) -> str:
        label = next((one for one in note.elements() if one.kind == "Lbl"), None)
        return "" if label is None else "".join(letter.sign for letter in self.peek(label)).strip(" .)\n")

    def _loose_note(self, note: Element) -> list[Block]:
        """Return a note that stands apart and to which nothing referred."""
        waiting = self.notes.get(self._label(note), [])
        if any(one is note for one in waiting):
            waiting[:] = [one for one in waiting if one is not note]
            return [*self.many(Element("Div", note.page, note.kids))]
        return []

    def _note(self, note: Element) -> Note:
        kids = [kid for kid in note.kids if not (isinstance(kid, Element) and kid.kind == "Lbl")]
        for kid in note.elements():
            if kid.kind == "Lbl":
                list(self.pieces(kid))  # its mark is read, and stands at the place of the note
        return Note(tuple(self.many(Element("Div", note.page, kids))))

    # Words.

    def line(self, element: Element, *, weighs: bool = True) -> tuple[Inline, ...]:
        """Return the words of an element as one line."""
        return self.speller.line(self.pieces(element), self.place(element), weighs=weighs)

    def peek(self, element: Element) -> list[Letter]:
        """Return the letters of an element, which count as read only later."""
        return [letter for mark in element.marks() if mark.page is not None for letter in self._letters(mark)]

    def _letters(self, mark: Mark) -> list[Letter]:
        return self.words.get((mark.page, mark.number), []) if mark.page is not None else []

    def pieces(self, element: Element, wraps: tuple[Wrap, ...] = ()) -> list[Piece]:
        """Return the letters of an element in the order in which they are read, and mark them as read."""
        found: list[Piece] = []
        for kid in element.kids:
            if isinstance(kid, Mark):
                found += self._taken(kid, wraps)
            elif kid.kind in _NOTES:
                label = self._label(kid)
                while found and label and label.endswith(found[-1].letter.sign.strip() or label):
                    label = label[: -len(found.pop().letter.sign.strip()) or None]
                at = found[-1].letter if found else BARE_LETTER
                found.append(Piece(at._replace(sign="¹"), wraps, self._note(kid)))
            else:
                found += self._inner(kid, wraps)
        return found

    def _taken(self, mark: Mark, wraps: tuple[Wrap, ...]) -> Iterator[Piece]:
        if mark.page is None or (mark.page, mark.number) in self.taken:
            return
        self.taken.add((mark.page, mark.number))
        yield from (Piece(letter, wraps) for letter in self.words.get((mark.page, mark.number), []))

    def _inner(self, kid: Element, wraps: tuple[Wrap, ...]) -> list[Piece]:
        if kid.kind in ("Figure", "Formula"):
            return self.pictures.inline(kid, wraps)
        own = self._around(kid)
        pieces = self.pieces(kid, (*wraps, *own))
        if kid.actual is not None:
            first = pieces[0].letter if pieces else BARE_LETTER
            return [Piece(first._replace(sign=kid.actual), (*wraps, *own))] if kid.actual else []
        if kid.kind in ("Reference", "Link", "Lbl", "Annot") and not kid.address:
            said = "".join(piece.letter.sign for piece in pieces if piece.node is None).strip(" []()\n")
            if pieces and self.notes.get(said):
                return [Piece(pieces[0].letter._replace(sign="¹"), wraps, self._note(self.notes[said].pop(0)))]
        return pieces

    @staticmethod
    def _around(kid: Element) -> tuple[Wrap, ...]:
        own: list[Wrap] = [Address(kid.address)] if kid.kind == "Link" and kid.address else []
        own += [_SPANS[kid.kind]] if kid.kind in _SPANS else []
        if str(kid.attributes.get("TextDecorationType")) == "/LineThrough":
            own.append("del")
        if (position := str(kid.attributes.get("TextPosition"))) in ("/Sup", "/Sub"):
            own.append(position[1:].lower())
        elif "BaselineShift" in kid.attributes and not own:
            shift = kid.shift
            own += ["sup"] if shift > 0 else ["sub"] if shift < 0 else []
        return tuple(own)


def _typed(pieces: Sequence[Piece], place: Place) -> str:
    return typed(line for line in lines_of([piece.letter for piece in pieces], place.number) if line.letters)


def holds(words: Iterable[Inline]) -> bool:
    """Say whether a line holds words or a picture."""
    line = tidy(words)
    return bool(plain(line).strip()) or any(isinstance(one, Image | Note) for one in line)


def _holds_blocks(element: Element) -> bool:
    """Say whether blocks stand in an element, in whatever lies between."""
    return any(
        kid.kind in BLOCKS - {"Figure", "Formula", "Code"} or kid.level or _holds_blocks(kid)
        for kid in element.elements()
    )


def _notes_apart(element: Element) -> Iterator[Element]:
    """Yield the notes that stand in no paragraph."""
    for kid in element.elements():
        if kid.kind not in _NOTES:
            yield from _notes_apart(kid)
        elif element.kind != "P":
            yield kid
