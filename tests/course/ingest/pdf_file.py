"""Make small PDFs without tags in memory: pages of content as a program writes it, and the pieces of that content."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from course.ingest.losses import Losses
from course.ingest.readers.pdf import read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from course.ingest.tree import Document

FONTS = {
    "F": "Helvetica", "B": "Helvetica-Bold", "I": "Helvetica-Oblique", "M": "Courier", "S": "Symbol", "X": "CMMI10",
}  # fmt: skip
DOT = b"\xff\x00\x00" * 16


def at(x: float, y: float, words: str, *, size: float = 10, font: str = "F", more: str = "") -> str:
    """Return words on a page, from the left end of their base line; `more` stands before them, such as `3 Tr`."""
    shown = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"q BT {more} /{font} {size} Tf {x} {y} Td ({shown.decode('latin-1')}) Tj ET Q\n"


def lines(x: float, y: float, *many: str, size: float = 10, font: str = "F", gap: float = 12) -> str:
    """Return lines below each other."""
    return "".join(at(x, y - gap * number, words, size=size, font=font) for number, words in enumerate(many))


def ruled(x: float, y: float, wide: float, high: float) -> str:
    """Return a box that is drawn with lines, from its lower left corner."""
    return f"{x} {y} {wide} {high} re S\n"


def pdf(*pages: str, change: Callable[[pikepdf.Pdf], Any] | None = None, **saved: Any) -> bytes:
    """Return pages of 595 by 842 points as a file; `change` may add what content does not say."""
    file, out = pikepdf.new(), io.BytesIO()
    fonts = Dictionary()
    for name, base in FONTS.items():
        fonts[f"/{name}"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{base}"))
        if name not in "SX":
            fonts[f"/{name}"].Encoding = Name.WinAnsiEncoding
    image = Stream(file, DOT, Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8)
    image.ColorSpace = Name.DeviceRGB
    things = Dictionary(Font=fonts, XObject=Dictionary(Dot=image))
    for content in pages:
        page = file.add_blank_page(page_size=(595, 842))
        page.obj.Resources = things
        page.obj.Contents = Stream(file, content.encode("latin-1"))
    if change is not None:
        change(file)
    file.save(out, **saved)
    return out.getvalue()


def read(*pages: str, change: Callable[[pikepdf.Pdf], Any] | None = None) -> Document:
    """Return what the reader makes of pages."""
    return read_pdf(pdf(*pages, change=change), Losses())


def laid(page: int, **values: Any) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that lays an annotation over a page, from 0."""

    def change(file: pikepdf.Pdf) -> None:
        one = Dictionary(Type=Name.Annot, Rect=Array([50, 690, 300, 712]), **values)
        held = file.pages[page].obj.Annots = Array([file.make_indirect(one)])
        file.Root.AcroForm = Dictionary(Fields=held)

    return change
