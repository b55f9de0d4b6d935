"""Figures and formulas of tagged PDFs, cut out of their page with the words that the file gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind
from course.ingest.readers.pdf_drawing import Drawn, read_drawn
from course.ingest.readers.pdf_pictures import around
from course.ingest.readers.pdf_structure import Element
from course.ingest.readers.pdf_words import Piece, Wrap
from course.ingest.tree import Block, Box, Image, Para
from course.ingest.wording import wording

if TYPE_CHECKING:
    from course.ingest.readers import pdf_pictures
    from course.ingest.readers.pdf_sheet import Letter, Sheet
    from course.ingest.readers.pdf_tagged import Tagged

_MANY_WORDS = 40
_ONE_LINE = 0.75


@dataclass
class PictureReader:
    """Reads the figures of one document."""

    tagged: Tagged
    drawn: dict[int, list[Drawn]] = field(default_factory=dict)

    def block(self, element: Element) -> list[Block]:
        """Return a figure with its caption; words that are drawn in it are told, many of them are kept as well."""
        captions = [kid for kid in element.elements() if kid.kind == "Caption"]
        below = [block for caption in captions for block in self.tagged.many(caption)]
        rest = Element(element.kind, element.page, [kid for kid in element.kids if kid not in captions])
        rest.alt, rest.actual, rest.attributes = element.alt, element.actual, element.attributes
        place = self.tagged.place(element)
        box = self._box(rest)
        inner = self.tagged.many(Element("Div", rest.page, rest.kids))
        words = wording(inner)
        alt = element.alt or element.actual or ""
        image = self._cut(rest, box, alt or words)
        if image is None:
            if box is not None or alt or not inner:
                self.tagged.losses.add(place, LossKind.PICTURE, alt or "a figure without words or place")
            return [*inner, *below]
        shown: list[Block] = [Para((image,), place)]
        if len(words.split()) > _MANY_WORDS:
            shown += inner
        elif words and words not in alt:
            self.tagged.losses.add(place, LossKind.PICTURE, words, "words in a picture, kept in it")
        return [Box("figure", (), (*shown, *below), place)] if below else shown

    def formula(self, element: Element) -> list[Block]:
        """Return a formula on lines of its own."""
        pieces = self.inline(element, ())
        words = self.tagged.speller.line(pieces, self.tagged.place(element))
        return [Para(words, self.tagged.place(element))] if words else []

    def inline(self, element: Element, wraps: tuple[Wrap, ...]) -> list[Piece]:
        """Return a figure or formula among words; a formula on one line is its signs, any other a picture."""
        place, box = self.tagged.place(element), self._box(element)
        letters = [letter for letter in self.tagged.peek(element) if letter.sign.strip()]
        pieces = self.tagged.pieces(element, wraps)
        is_formula = element.kind == "Formula"
        if is_formula and element.actual is None and _is_line(letters) and not self._lines_in(element):
            return pieces
        said = "".join(letter.sign for letter in self.tagged.peek(element))
        alt = element.alt or element.actual or " ".join(said.split())
        image = self._cut(element, box, alt)
        if image is None:
            kind = LossKind.EQUATION if is_formula else LossKind.PICTURE
            if alt or not is_formula:
                self.tagged.losses.add(place, kind, alt or "a figure without words or place", *_outcome(pieces))
            return pieces
        if is_formula:
            self.tagged.losses.add(place, LossKind.EQUATION, alt, "kept as a picture")
        from course.ingest.readers.pdf_tagged import BARE_LETTER

        at = pieces[0].letter if pieces else BARE_LETTER
        return [Piece(at._replace(sign="▦"), wraps, image)]

    def _cut(self, element: Element, box: pdf_pictures.Box | None, alt: str) -> Image | None:
        page = self._page(element)
        return None if page is None or box is None else self.tagged.cutter.cut(self.tagged.sheets[page], box, alt)

    def _page(self, element: Element) -> int | None:
        first = next((mark.page for mark in element.marks() if mark.page is not None), element.page)
        return first if first is not None and 0 <= first < len(self.tagged.sheets) else None

    def _box(self, element: Element) -> pdf_pictures.Box | None:
        """Return where a figure stands: what the file says, else around what it marks."""
        page = self._page(element)
        if page is None:
            return None
        sheet = self.tagged.sheets[page]
        named = element.attributes.get("BBox")
        if named is not None:
            try:
                x0, y0, x1, y1 = (float(value) for value in named)
            except (TypeError, ValueError):
                return None
            return sheet.shown(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        marks = {mark.number for mark in element.marks() if mark.page == page}
        boxes = [one.box for one in self._drawn(page, sheet) if one.mark in marks]
        letters = self.tagged.peek(element)
        boxes += [(one.left, one.base - one.size / 3, one.right, one.base + one.size) for one in letters]
        return around(boxes)

    def _drawn(self, page: int, sheet: Sheet) -> list[Drawn]:
        if page not in self.drawn:
            self.drawn[page] = list(read_drawn(sheet))
        return self.drawn[page]

    def _lines_in(self, element: Element) -> bool:
        """Say whether lines are drawn in a formula, such as those of fractions and roots."""
        page = self._page(element)
        if page is None:
            return False
        marks = {mark.number for mark in element.marks() if mark.page == page}
        return any(one.mark in marks for one in self._drawn(page, self.tagged.sheets[page]))


def _outcome(pieces: list[Piece]) -> tuple[str, ...]:
    return ("kept as its bare signs",) if pieces else ()


def _is_line(letters: list[Letter]) -> bool:
    """Say whether the letters of a formula stand on one line, but for raised and lowered ones."""
    if not letters:
        return False
    size = max(letter.size for letter in letters)
    bases = [letter.base for letter in letters if letter.size > 0.9 * size]
    return max(bases) - min(bases) < 1 and all(abs(letter.base - bases[0]) < _ONE_LINE * size for letter in letters)
