"""Letters drawn in several pieces, and pictures that are fonts: two habits of Typst (0.15) that are put right.

Of a letter with a mark, as in Thai, Typst may write the text of both at the glyph of the letter and again at that of
the mark: whoever copies or listens would have it twice. A colour emoji is a procedure of a font (ISO 32000-1, 9.6.5),
which begins with a blank and ends its width without one: readers take it, validators do not find the width.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, String

from course.outputs.pdf.reading import fonts_of, glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction

    Command = ContentStreamInstruction | ContentStreamInlineImage

_TOLD = b"/ActualText"
_REVERSED = b"/ReversedChars"


@dataclass
class _Unit:
    """What is told at once: a glyph, or glyphs whose text is written out; `place` is where that text is kept."""

    text: str
    glyphs: int
    place: Dictionary | None = None


@dataclass
class _Piece:
    """A tagged piece of a page, and the units in it."""

    properties: Dictionary
    units: list[_Unit] = field(default_factory=list)


def tell_once(document: pikepdf.Pdf) -> None:
    """Leave out the second telling of a letter with its mark; lines from right to left are told elsewhere."""
    for page in document.pages:
        content = page.obj.Contents.read_bytes()
        if _TOLD not in content or _REVERSED in content:
            continue
        commands = list(pikepdf.parse_content_stream(page))
        if _silence(_pieces(page, commands)):
            page.obj.Contents.write(pikepdf.unparse_content_stream(commands))


def _silence(pieces: Iterable[_Piece]) -> bool:
    """Empty each second telling, and say whether there was one."""
    before, found = _Unit("", 0), False
    for piece in pieces:
        for number, unit in enumerate(piece.units):
            if _tells_again(unit, before):
                found = _empty(piece, number) or found
            before = unit
    return found


def _tells_again(unit: _Unit, before: _Unit) -> bool:
    """Say whether two units share the glyphs of one letter with its marks; told twice on purpose it has them twice."""
    return unit.text == before.text and unit.glyphs + before.glyphs <= len(unit.text) and _has_mark(unit.text)


def _empty(piece: _Piece, number: int) -> bool:
    """Take away the text of a unit; that of a glyph is taken from its piece, when this holds nothing but glyphs."""
    place = piece.units[number].place
    if place is not None:
        place[Name.ActualText] = String("")
        return True
    if number == 0 and not any(unit.place is not None for unit in piece.units):
        piece.properties[Name.ActualText] = String("".join(unit.text for unit in piece.units[1:]))
        return True
    return False


def _pieces(page: pikepdf.Page, commands: Sequence[Command]) -> list[_Piece]:
    fonts, font = fonts_of(page), dict[int, str]()
    found: list[_Piece] = []
    marks: list[_Unit | None] = []
    for command in commands:
        operands: list[Any] = list(command.operands)
        name = str(command.operator)
        if name in ("BDC", "BMC"):
            about = operands[1] if name == "BDC" and isinstance(operands[1], Dictionary) else Dictionary()
            if "/MCID" in about:
                found.append(_Piece(about))
            marks.append(_Unit(str(about.ActualText), 0, about) if "/ActualText" in about else None)
            if found and marks[-1]:
                found[-1].units.append(marks[-1])
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "TJ") and found:
            told = next(filter(None, reversed(marks)), None)
            for glyph in glyphs(operands[0], font):
                if told:
                    told.glyphs += 1
                else:
                    found[-1].units.append(_Unit(glyph, 1))
    return found


def _has_mark(text: str) -> bool:
    return any(unicodedata.category(sign) in ("Mn", "Mc") for sign in text)


def write_widths_apart(document: pikepdf.Pdf) -> None:
    """Write each procedure of an emoji without the blank before and with a line end after its width."""
    fonts = (font for page in document.pages for font in _fonts(page).values() if font.get("/Subtype") == Name.Type3)
    for font in {one.objgen: one for one in fonts}.values():
        for procedure in font.CharProcs.values():
            width, mark, drawing = procedure.read_bytes().strip().partition(b" d0")
            if mark and not drawing.startswith(b"\n"):
                procedure.write(width + mark + b"\n" + drawing.lstrip())


def _fonts(page: pikepdf.Page) -> dict[str, Any]:
    return dict(page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary()).items())
