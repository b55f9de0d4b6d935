"""What stands in a PDF beside the text of its pages: comments, fields of forms, attached files, what nobody sees."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pikepdf

from course.ingest.losses import WHOLE, Losses, LossKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.ingest.readers.pdf_pictures import Box
    from course.ingest.readers.pdf_sheet import Letter, Sheet

_REMARKS = frozenset(
    """Text FreeText Highlight Underline StrikeOut Squiggly Caret Stamp Ink Square Circle Polygon PolyLine Line
    Redact""".split()  # noqa: SIM905
)
_SOUNDS = frozenset(["Sound", "Movie", "Screen", "RichMedia", "3D"])
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_DEEPEST = 20
_MOST = 20_000


def words_of(letters: Iterable[Letter]) -> str:
    """Return letters as they follow each other, with single blanks."""
    return " ".join("".join(letter.sign for letter in letters).split())


def tell_unseen(sheets: Sequence[Sheet], losses: Losses) -> None:
    """Note the letters of pages that nobody sees, and those that run askew, each once."""
    told = set[str]()
    for sheet in sheets:
        place = Place(sheet.number, "page")
        for kind, letters in ((LossKind.HIDDEN, sheet.unseen), (LossKind.TURNED, sheet.turned)):
            words = words_of(letters)
            if words and words not in told:
                told.add(words)
                losses.add(place, kind, words)


def tell_running(lines: Iterable[tuple[int, str]], losses: Losses) -> None:
    """Note heads and feet of pages, each once: of lines that differ in a number only, the first and the last."""
    alike = defaultdict[str, list[tuple[int, str]]](list)
    for page, words in lines:
        if any(sign.isalnum() for sign in words):  # not the dots of a table of contents
            alike[_NUMBER.sub("#", words)].append((page, words))
    for found in alike.values():
        (page, first), (_, last) = found[0], found[-1]
        words = first if first == last else f"{first} … {last}"
        where = Place(page, "page") if len(found) == 1 else WHOLE
        losses.add(where, LossKind.HEADER, words)


def laid_over(page: pikepdf.Page) -> Iterator[Any]:
    """Yield what is laid over a page, such as links, remarks and fields."""
    held = page.obj.get("/Annots")
    for at, one in enumerate(held if isinstance(held, pikepdf.Array) else ()):
        if at >= _MOST:
            return
        if isinstance(one, pikepdf.Dictionary):
            yield one


def links_of(page: pikepdf.Page, sheet: Sheet) -> list[tuple[Box, str]]:
    """Return where links to addresses lie on a page."""
    found: list[tuple[Box, str]] = []
    for one in laid_over(page):
        action = one.get("/A")
        if str(one.get("/Subtype")) != "/Link" or not isinstance(action, pikepdf.Dictionary) or "/URI" not in action:
            continue
        box = box_of(one)
        if box is not None:
            found.append((sheet.shown(*box), " ".join(str(action.get("/URI")).split())))
    return found


def box_of(one: Any) -> Box | None:
    """Return the rectangle of an annotation, None where it is none."""
    try:
        x0, y0, x1, y1 = (float(value) for value in one.get("/Rect", ()))
    except (TypeError, ValueError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def tell_laid_over(pdf: pikepdf.Pdf, losses: Losses) -> None:
    """Note remarks, fields of forms, sounds and attached files."""
    for number, page in enumerate(pdf.pages, 1):
        for one in laid_over(page):
            _tell(one, Place(number, "page"), losses)
    for name in list(pdf.attachments)[:_MOST]:
        losses.add(WHOLE, LossKind.ATTACHED, str(name))


def _tell(one: Any, place: Place, losses: Losses) -> None:
    kind = str(one.get("/Subtype"))[1:]
    words = str(one.get("/Contents", ""))
    if kind in _REMARKS and (words.strip() or kind == "Stamp"):
        losses.add(place, LossKind.COMMENT, words or "stamp")
    elif kind in _SOUNDS:
        losses.add(place, LossKind.MEDIA, words or kind)
    elif kind == "FileAttachment":
        losses.add(place, LossKind.ATTACHED, words or "attached file")
    elif kind == "Widget":
        said = [_inherited(one, name) for name in ("/TU", "/T", "/V")]
        losses.add(place, LossKind.FIELD, ": ".join(filter(None, [said[0] or said[1], said[2]])) or "field of a form")


def _inherited(one: Any, name: str) -> str:
    """Return a value of a field, which may stand with the field that it is part of."""
    for _ in range(_DEEPEST):
        value = one.get(name)
        if value is not None:
            return str(value) if isinstance(value, pikepdf.String | pikepdf.Name | str) else ""
        one = one.get("/Parent")
        if not isinstance(one, pikepdf.Dictionary):
            return ""
    return ""
