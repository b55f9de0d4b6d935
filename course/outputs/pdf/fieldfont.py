"""The typeface of what a reader types into a field: a part of Inter that is embedded whole.

`forms/Inter-Fields.ttf` holds the Latin letters of Europe, Turkey and Vietnam, Greek and Cyrillic, taken from
`Inter-Regular.otf` with fontTools (a subset without features and hinting, in TrueType outlines).
`forms/Inter-Fields.json` has its measures in thousandths of the size, and `runs` of letters: the first code point, then
glyphs and widths.

Typed text is written in UTF-16: the number of a character in the font is its code point, so that a viewer needs no
table of ours to find a letter. What the font lacks, such as Chinese, a viewer sets in a font of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    import pikepdf
    from pikepdf import Object

FONT = "Webdings"
"""The name of the font in the resources of a form.

PDFium, which shows PDFs in Chrome and Edge, sets letters beyond Windows-1252 in fonts of the machine, or in none,
unless the font of the field has the name of one for symbols; then it asks the font itself (`CPDF_BAFontMap`). To others
the name says nothing.
"""
_FOLDER = Path(__file__).parent / "forms"
_SYMBOLIC = 1 << 2
_STEM = 90
_CODES = 1 << 16
_MOST_ROWS = 100
_NAME = Name("/Inter-Fields")


def field_font(document: pikepdf.Pdf) -> Object:
    """Put the font into a document and return it: composite, with TrueType outlines (ISO 32000-1, 9.7 and 9.9)."""
    measures = json.loads((_FOLDER / "Inter-Fields.json").read_text(encoding="utf-8"))
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=_NAME,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([_letters(document, measures)]),
            ToUnicode=document.make_stream(_code_points(measures)),
        )
    )


def _letters(document: pikepdf.Pdf, measures: dict[str, Any]) -> Object:
    glyphs = bytearray(2 * _CODES)
    widths = Array()
    for first, found, wide in measures["runs"]:
        glyphs[2 * first : 2 * (first + len(found))] = b"".join(glyph.to_bytes(2, "big") for glyph in found)
        widths.extend([first, Array(wide)])
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=_NAME,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=_descriptor(document, measures),
            DW=measures["missing"],
            W=widths,
            CIDToGIDMap=document.make_stream(bytes(glyphs)),
        )
    )


def _descriptor(document: pikepdf.Pdf, measures: dict[str, Any]) -> Object:
    program = (_FOLDER / "Inter-Fields.ttf").read_bytes()
    return document.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=_NAME,
            Flags=_SYMBOLIC,
            FontBBox=Array(measures["box"]),
            ItalicAngle=0,
            Ascent=measures["ascent"],
            Descent=measures["descent"],
            CapHeight=measures["cap"],
            StemV=_STEM,
            FontFile2=document.make_stream(program, Length1=len(program)),
        )
    )


def _code_points(measures: dict[str, Any]) -> bytes:
    """Return the table that says of the number of each letter that it is its code point (ISO 32000-1, 9.10.3).

    It names the letters of the font only: a viewer looks for any other in its own fonts.
    """
    rows = []
    for first, found, _ in measures["runs"]:
        start, end = first, first + len(found)
        while start < end:  # a row may not go over the last byte
            last = min(end - 1, start | 0xFF)
            rows.append(f"<{start:04X}> <{last:04X}> <{start:04X}>")
            start = last + 1
    assert len(rows) <= _MOST_ROWS, "a block has no more rows"
    return _CMAP.format("\n".join([f"{len(rows)} beginbfrange", *rows, "endbfrange"])).encode()


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
