"""The typeface of what a reader types into a field: a part of Inter that is embedded whole.

`forms/Inter-Fields.cff` holds the characters of Windows-1252, taken from `Inter-Regular.otf` with fontTools (a subset
without features and hinting, scaled to 1,000 units, the glyphs named as Adobe names them), since viewers set typed text
in fonts with that encoding. `forms/Inter-Fields.json` has its measures; widths begin with the blank (32).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    import pikepdf
    from pikepdf import Object

FONT = "Inter"
"""The name of the font in the resources of a form."""
_FOLDER = Path(__file__).parent / "forms"
_NONSYMBOLIC = 1 << 5
_STEM = 90


def field_font(document: pikepdf.Pdf) -> Object:
    """Put the font into a document and return it: Type 1 in the compact format (ISO 32000-1, 9.6.2 and 9.9)."""
    measures = json.loads((_FOLDER / "Inter-Fields.json").read_text(encoding="utf-8"))
    program = document.make_stream((_FOLDER / "Inter-Fields.cff").read_bytes(), Subtype=Name.Type1C)
    name, widths = Name("/Inter-Fields"), measures["widths"]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NONSYMBOLIC,
        FontBBox=Array(measures["box"]),
        ItalicAngle=0,
        Ascent=measures["ascent"],
        Descent=measures["descent"],
        CapHeight=measures["cap"],
        StemV=_STEM,
        FontFile3=program,
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=name,
            FirstChar=32,
            LastChar=31 + len(widths),
            Widths=Array(widths),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=document.make_indirect(descriptor),
        )
    )
