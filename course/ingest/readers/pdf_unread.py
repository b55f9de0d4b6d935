"""Signs of a PDF that the library gives no letter for: emoji of fonts that hold pictures instead of outlines.

A page of "✅ give" and "❌ give nothing" would say "give" twice. Fonts of which a part is in the file name in their map
(ISO 32000-2:2020, 9.10.3) the signs that its pages use; what no letter of theirs shows is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pikepdf

from course.ingest.losses import WHOLE, Losses, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.ingest.readers.pdf_sheet import Sheet

_PART = re.compile(r"/[A-Z]{6}\+(.+)")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])")
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_SIGNS = frozenset({"So", "Sm", "No"})
_LONGEST, _DEEPEST = 256, 4


def tell_unread(pdf: pikepdf.Pdf, sheets: Iterable[Sheet], losses: Losses) -> None:
    """Note the signs of each font that stand in the file and that no letter shows."""
    shown: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        for letter in (*sheet.letters, *sheet.unseen):
            shown[letter.style.font].update(unicodedata.normalize("NFKC", letter.sign))
    anywhere = set().union(*shown.values())
    for font, signs in _mapped(pdf).items():
        known = shown.get(font, anywhere)
        missing = [sign for sign in signs if not known & set(unicodedata.normalize("NFKC", sign))]
        if missing:
            losses.add(WHOLE, LossKind.SIGN, f"{' '.join(missing)} of the font {font}")


def _mapped(pdf: pikepdf.Pdf) -> dict[str, list[str]]:
    """Return the signs that the map of each font names, letters and points left out.

    Fonts of the kind Type1, as TeX writes them, have outlines, and maps of all that they could show.
    """
    found: dict[str, list[str]] = {}
    for font in _fonts(pdf):
        name = _PART.fullmatch(str(_named(font).get("/BaseFont", "")))
        stream = font.get("/ToUnicode")
        if name is None or not isinstance(stream, pikepdf.Stream) or font.get("/Subtype") == "/Type1":
            continue
        with suppress(pikepdf.PdfError):
            signs = [text for text in _texts(stream.read_bytes()) if unicodedata.category(text[0]) in _SIGNS]
            found.setdefault(name[1], []).extend(signs)
    return {font: list(dict.fromkeys(signs)) for font, signs in found.items()}


def _named(font: Any) -> Any:
    """Return what bears the name of a font: of one in two parts, as programs write large ones, the lower."""
    lower = font.get("/DescendantFonts")
    return lower[0] if isinstance(lower, pikepdf.Array) and len(lower) else font


def _texts(mapped: bytes) -> Iterator[str]:
    """Yield what the codes of a map show."""
    for part in _CHARS.findall(mapped):
        yield from _read(target for _, target in _PAIR.findall(part))
    for part in _RANGES.findall(mapped):
        for first, last, target, many in _RANGE.findall(part):
            if many:
                yield from _read(_HEX.findall(many))
                continue
            count = min(int(last, 16) - int(first, 16) + 1, _LONGEST)
            for text in _read([target]):
                yield from (text[:-1] + chr(code) for code in range(ord(text[-1]), ord(text[-1]) + max(1, count)))


def _read(targets: Iterable[bytes]) -> Iterator[str]:
    for target in targets:
        with suppress(ValueError):
            if text := bytes.fromhex(target.decode()).decode("utf-16-be"):
                yield text


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the fonts of all pages, and of what is drawn on them, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(page.obj.get("/Resources"), 0) for page in pdf.pages]
    while waiting:
        held, depth = waiting.pop()
        if not isinstance(held, pikepdf.Dictionary) or depth > _DEEPEST:
            continue
        for font in _values(held.get("/Font")):
            if font.objgen not in seen or font.objgen == (0, 0):
                seen.add(font.objgen)
                yield font
        for thing in _values(held.get("/XObject")):
            if thing.objgen not in seen:
                seen.add(thing.objgen)
                waiting.append((thing.get("/Resources"), depth + 1))


def _values(held: Any) -> Sequence[Any]:
    if not isinstance(held, pikepdf.Dictionary):
        return ()
    return [one for one in held.values() if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
