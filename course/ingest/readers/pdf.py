"""Read a PDF into the tree: by its tags where they hold its words, else by the places of its letters."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.names import stated_title
from course.ingest.readers.package import PackageError
from course.ingest.readers.pdf_beside import tell_laid_over, tell_running, tell_unseen, words_of
from course.ingest.readers.pdf_bounds import check_bounds
from course.ingest.readers.pdf_contents import without_contents
from course.ingest.readers.pdf_drawing import read_drawn
from course.ingest.readers.pdf_hyphens import Hyphens
from course.ingest.readers.pdf_pictures import Cutter
from course.ingest.readers.pdf_sheet import Letter, Sheet, TooManyLettersError, read_sheet
from course.ingest.readers.pdf_signs import UNKNOWN, Signs
from course.ingest.readers.pdf_struck import mark_remarked, mark_struck
from course.ingest.readers.pdf_structure import Structure
from course.ingest.readers.pdf_tagged import Tagged
from course.ingest.readers.pdf_unread import tell_unread
from course.ingest.readers.pdf_words import Speller
from course.ingest.tree import Block, Document, Heading, Para
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TRUSTED = 0.9
"""Tags are followed when they name at least this share of the letters that belong to the text."""
_SCANNED = "a picture without letters; a program for text recognition reads it"
_RECOGNISE = "let a program recognise its text first"
_RECOGNISED = "kept as the words that a program has recognised; compare them with the page"
_SAVE = "open it in a program for PDFs and save or print it as a new PDF"


def read_pdf(content: bytes, losses: Losses | None = None) -> Document:
    """Read a document; its title is a heading of that kind, else the one in its properties.

    Raises PackageError for a file that is damaged, protected, too big unpacked, or has no letters.
    """
    losses = losses or Losses()
    with _opened(content) as pdf:
        check_bounds(pdf)
        try:
            with closing(pypdfium2.PdfDocument(content)) as drawn:
                if len(drawn) != len(pdf.pages):
                    raise PackageError("the file is damaged: it does not say how many pages it has", _SAVE)
                pages = list(drawn)
                try:
                    return _read(pdf, pages, losses)
                finally:
                    for page in pages:
                        page.close()
        except (pikepdf.PdfError, pypdfium2.PdfiumError, TooManyLettersError) as error:
            raise PackageError(f"its pages cannot be read: {error}", _SAVE) from error


def _read(pdf: pikepdf.Pdf, pages: Sequence[Any], losses: Losses) -> Document:
    signs = Signs()
    sheets = [read_sheet(number, page, signs) for number, page in enumerate(pages, 1)]
    for sheet in sheets:
        _take_recognised(sheet, losses)
        for words in (*mark_struck(sheet), *mark_remarked(sheet, pdf.pages[sheet.number - 1])):
            losses.add(Place(sheet.number, "page"), LossKind.CHANGE, words, "kept as deleted: a line goes through it")
    shown = [
        letter.sign for sheet in sheets for letter in sheet.letters if letter.sign.isalnum() or letter.sign == UNKNOWN
    ]
    if not shown:
        raise PackageError("it holds no letters, only pictures of pages", _RECOGNISE)
    if shown.count(UNKNOWN) > len(shown) / 2:
        raise PackageError("its fonts do not say which letters they show", _RECOGNISE)
    reader = _Reader(pdf, sheets, losses)
    blocks = without_contents(reader.blocks(), losses)
    reader.tell_rest()
    above = next((plain(one.inner) for one in blocks if isinstance(one, Heading) and one.level == 0), "")
    title = above or stated_title(_property(pdf, "/Title"))
    language = str(pdf.Root.get("/Lang", ""))
    return Document(blocks, title, language, MappingProxyType(reader.cutter.media), tuple(losses.found))


def _take_recognised(sheet: Sheet, losses: Losses) -> None:
    """Take the words that a program has laid, invisible, over the picture of a scanned page: they are its only ones."""
    found = [letter for letter in sheet.unseen if letter.style.unseen == "invisible"]
    has_words = any(letter.sign.isalnum() for letter in found)
    if not has_words or any(letter.sign.isalnum() for letter in sheet.letters):
        return
    if any(one.kind == "image" for one in read_drawn(sheet)):
        sheet.letters, sheet.unseen = found, [letter for letter in sheet.unseen if letter.style.unseen != "invisible"]
        losses.add(Place(sheet.number, "page"), LossKind.SCANNED, words_of(found), _RECOGNISED)


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise PackageError("it is protected with a password", "take the password out, and save it again") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise PackageError("the file is damaged, or no PDF", _SAVE) from error


def _property(pdf: pikepdf.Pdf, name: str) -> str:
    try:
        return str(pdf.docinfo.get(name, ""))
    except (pikepdf.PdfError, ValueError, AttributeError):
        return ""


class _Reader:
    """Reads the pages of one file that is open."""

    def __init__(self, pdf: pikepdf.Pdf, sheets: Sequence[Sheet], losses: Losses) -> None:
        self.pdf, self.sheets, self.losses = pdf, sheets, losses
        self.cutter = Cutter()
        letters = [letter.style.mono for sheet in sheets for letter in sheet.letters]
        pages = ("".join(letter.sign for letter in sheet.letters) for sheet in sheets)
        self.speller = Speller(Hyphens.of(pages, losses), sum(letters) * 2 < len(letters))

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the document, by its tags when they can be trusted."""
        root = Structure(self.pdf).read()
        if root is not None and any(root.elements()):
            before, told = len(self.losses.found), set(self.speller.hyphens.told)
            tagged = Tagged(self.sheets, self.speller, self.cutter, self.losses)
            blocks = tagged.read(root)
            if self._reached(tagged) >= _TRUSTED:
                self._tell_unreached(tagged)
                return blocks if any(isinstance(one, Heading) for one in blocks) else self._headed(blocks)
            del self.losses.found[before:]
            self.speller.hyphens.told, self.cutter.media = told, {}
        return self._placed()

    def _headed(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return blocks whose tags name no heading, with those that sizes, weight and bookmarks tell."""
        from course.ingest.readers.pdf_placed import Placed

        spare = Losses()
        speller = replace(self.speller, hyphens=replace(self.speller.hyphens, losses=None))
        found = Placed(self.pdf, self.sheets, speller, Cutter(), spare).read()
        levels = {(plain(one.inner), one.place): one.level for one in found if isinstance(one, Heading)}
        return tuple(
            Heading(levels[plain(one.inner), one.place], one.inner, one.place)
            if isinstance(one, Para) and (plain(one.inner), one.place) in levels
            else one
            for one in blocks
        )

    def _placed(self) -> tuple[Block, ...]:
        from course.ingest.readers.pdf_placed import Placed

        return Placed(self.pdf, self.sheets, self.speller, self.cutter, self.losses).read()

    def _reached(self, tagged: Tagged) -> float:
        """Return the share of letters that the tree names, of those that no mark calls an artifact."""
        reached = total = 0
        for at, sheet in enumerate(self.sheets):
            for letter in sheet.letters:
                if letter.sign.strip() and not letter.style.artifact:
                    total += 1
                    reached += (at, letter.style.mark) in tagged.taken
        return reached / total if total else 0.0

    def _tell_unreached(self, tagged: Tagged) -> None:
        """Note the letters that stand beside the tree, line by line: mostly heads and feet of pages."""
        lines: list[tuple[int, str]] = []
        for at, sheet in enumerate(self.sheets):
            left = [letter for letter in sheet.letters if (at, letter.style.mark) not in tagged.taken]
            lines += [(sheet.number, words_of(line)) for line in _lines(left)]
        tell_running(lines, self.losses)

    def tell_rest(self) -> None:
        """Note pages without letters, letters that nobody knows or sees, and what is laid over the pages."""
        tell_unseen(self.sheets, self.losses)
        tell_unread(self.pdf, self.sheets, self.losses)
        tell_laid_over(self.pdf, self.losses)
        for sheet in self.sheets:
            if not any(letter.sign.strip() for letter in sheet.letters) and any(True for _ in read_drawn(sheet)):
                self.losses.add(Place(sheet.number, "page"), LossKind.SCANNED, _SCANNED)
            for words in _around_unknown(sheet.letters):
                self.losses.add(Place(sheet.number, "page"), LossKind.LETTER, words, f"kept as {UNKNOWN}")


def _lines(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    line: list[Letter] = []
    for letter in letters:
        if line and abs(letter.base - line[-1].base) > letter.size / 2:
            yield line
            line = []
        line.append(letter)
    if line:
        yield line


def _around_unknown(letters: Sequence[Letter]) -> Iterator[str]:
    """Yield the line of each letter that nobody knows."""
    if any(letter.sign == UNKNOWN for letter in letters):
        for line in _lines(letters):
            if any(letter.sign == UNKNOWN for letter in line):
                yield words_of(line)
