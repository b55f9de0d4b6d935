"""The text of a tagged PDF in the order in which a screen reader speaks it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

_BLOCKS = frozenset(
    [
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "LI",
        "TD",
        "TH",
        "Caption",
        "Note",
        "TOCI",
        "Code",
        "Lbl",
        "Title",
        "Figure",
        "Formula",
    ]
)


def read_aloud(pdf: bytes) -> str:
    """Return the tagged text of a PDF in reading order, a line for each block; what is not tagged is left out."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts = {_key(page.obj): _page_texts(page) for page in document.pages}
        lines = "".join(_spoken(document.Root.StructTreeRoot, texts, None))
    return re.sub(r"[ \t]*\n\s*", "\n", lines).strip()


def _spoken(
    element: Object, texts: dict[tuple[int, int], dict[int, str]], page: tuple[int, int] | None
) -> Iterator[str]:
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary):
            yield texts.get(page or (0, 0), {}).get(int(kid), "")
        elif "/MCID" in kid:
            own = _key(kid.Pg) if "/Pg" in kid else page
            yield texts.get(own or (0, 0), {}).get(int(kid.MCID), "")
        elif "/S" in kid:
            here = _key(kid.Pg) if "/Pg" in kid else page
            block = str(kid.S)[1:] in _BLOCKS
            yield "\n" if block else ""
            yield from _spoken(kid, texts, here)
            yield "\n" if block else ""


def _key(page: Object) -> tuple[int, int]:
    number, generation = page.objgen
    return number, generation


def _page_texts(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each marked content of a page by its number."""
    fonts = fonts_of(page)
    found: dict[int, str] = {}
    stack: list[int | None] = []
    font: dict[int, str] = {}
    # Where a piece has its text written out, its glyphs are not read.
    told = 0
    for instruction in pikepdf.parse_content_stream(page):
        operands: list[Any] = list(instruction.operands)
        name = str(instruction.operator)
        if name == "BDC":
            properties = operands[1]
            number = properties.get("/MCID") if isinstance(properties, Dictionary) else None
            stack.append(int(number) if number is not None else (stack[-1] if stack else None))
            here = stack[-1]
            if here is not None and not told and isinstance(properties, Dictionary) and "/ActualText" in properties:
                found[here] = found.get(here, "") + str(properties.ActualText)
                told = len(stack)
        elif name == "BMC":
            stack.append(stack[-1] if stack else None)
        elif name == "EMC":
            told = told if len(stack) > told else 0
            stack.pop()
        elif name == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "TJ") and stack and stack[-1] is not None and not told:
            found[stack[-1]] = found.get(stack[-1], "") + decode(operands[0], font)
    return found


def fonts_of(page: pikepdf.Page) -> dict[str, dict[int, str]]:
    """Return what the codes of each font of a page mean."""
    empty = Dictionary()
    fonts = page.obj.get("/Resources", empty).get("/Font", empty)
    return {str(name): _unicode_of(font) for name, font in fonts.items()}


def decode(shown: Object, font: dict[int, str]) -> str:
    """Return the text of shown glyphs in the order in which they are drawn."""
    return "".join(glyphs(shown, font))


def glyphs(shown: Object, font: dict[int, str]) -> list[str]:
    """Return the text of each glyph, which may be several letters, in the order in which they are drawn."""
    runs = shown if isinstance(shown, Array) else [shown]
    data = b"".join(bytes(run) for run in runs if isinstance(run, pikepdf.String))
    codes = (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
    return [font.get(code, "\ufffd") for code in codes]


def _unicode_of(font: Object) -> dict[int, str]:
    """Read the ToUnicode map of a font with two-byte codes, the only kind that Typst writes."""
    if "/ToUnicode" not in font:
        return {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(value).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return table
