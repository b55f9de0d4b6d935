"""Checks of the form fields of a finished PDF, which no validator asks: it does not know what was to be filled in."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree

from course.outputs.pdf.fields import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    from course.outputs.pdf.whereabouts import Problem

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_ACTS = ("/A", "/AA")


def field_problems(document: pikepdf.Pdf, expected: int) -> Iterator[Problem]:
    """Yield everything that is wrong with the fields; `expected` counts the boxes that the source asks for.

    A box is what a reader clicks on: a line, a box to tick, one of several buttons.
    """
    boxes = [(number, box) for number, page in enumerate(document.pages, 1) for box in _boxes(page)]
    if len(boxes) != expected:
        yield "P213", f"the PDF has {len(boxes)} boxes to fill in, and the source {expected}", None
    if left := [number for number, page in enumerate(document.pages, 1) if _links_left(page)]:
        yield "P213", f"page {left[0]} has a link to a field that was not made", left[0]
    if not boxes:
        return
    form = document.Root.get("/AcroForm", Dictionary())
    yield from _names(form)
    yield from _tips(form, boxes)
    yield from _fonts(form, boxes)
    yield from _tags(document, boxes)
    yield from _acts(document, form, boxes)


def field_texts(pdf: bytes) -> str:
    """Return what the fields of a PDF hold, a line each: names, tips, what they offer and what they give."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        lines = []
        for field in document.Root.get("/AcroForm", Dictionary()).get("/Fields", Array()):
            for part in (field, *field.get("/Kids", Array())):
                lines += [str(part[key]) for key in ("/T", "/TU", "/V") if key in part]
                lines += map(str, part.get("/Opt", Array()))
                shown = part.get("/AP", Dictionary()).get("/N", Dictionary())
                lines += [] if isinstance(shown, pikepdf.Stream) else [str(state) for state in shown]
    return "\n".join(lines)


def _boxes(page: pikepdf.Page) -> list[Object]:
    return [one for one in page.get("/Annots", Array()) if one.get("/Subtype") == Name.Widget]


def _name(box: Object) -> str:
    """Return the name of the field that a box belongs to."""
    return str(box.get("/T", box.get("/Parent", Dictionary()).get("/T", "")))


def _links_left(page: pikepdf.Page) -> bool:
    found = page.get("/Annots", Array())
    return any(str(one.get("/A", Dictionary()).get("/URI", "")).startswith(PREFIX) for one in found)


def _names(form: Object) -> Iterator[Problem]:
    names = [str(field.get("/T", "")).strip() for field in form.get("/Fields", Array())]
    if not all(names):
        yield "P214", "a form field has no name", None
    for name, count in Counter(filter(None, names)).items():
        if count > 1:
            yield "P214", f"{count} form fields have the name '{name}'", name


def _tips(form: Object, boxes: list[tuple[int, Object]]) -> Iterator[Problem]:
    for field in form.get("/Fields", Array()):
        if not str(field.get("/TU", "")).strip():
            yield "P215", f"the form field '{field.get('/T', '')}' says nothing about itself", str(field.get("/T", ""))
    for number, box in boxes:
        if not str(box.get("/TU", "")).strip():
            yield "P215", f"a box on page {number} says nothing about itself", _name(box)


def _fonts(form: Object, boxes: list[tuple[int, Object]]) -> Iterator[Problem]:
    """Every font that typed text may be set in is embedded, and every box has a look of its own."""
    fonts = form.get("/DR", Dictionary()).get("/Font", Dictionary())
    for name, font in fonts.items():
        described = font.get("/DescendantFonts", Array([font]))[0].get("/FontDescriptor", Dictionary())
        if not any(key in described for key in _PROGRAMS):
            yield "P216", f"the font {name} of the form fields is not embedded", None
    styles = [str(box.get("/DA", form.get("/DA", ""))) for _, box in boxes if "/Parent" not in box]
    for asked in sorted({style.split(" ")[0] for style in [str(form.get("/DA", "")), *styles]}):
        if asked not in fonts:
            yield "P216", f"the form fields ask for the font '{asked}', which the file does not have", None
    for number, box in boxes:
        if "/N" not in box.get("/AP", Dictionary()):
            yield "P216", f"a box on page {number} has no look of its own", _name(box)


def _tags(document: pikepdf.Pdf, boxes: list[tuple[int, Object]]) -> Iterator[Problem]:
    parents = NumberTree(document.Root.StructTreeRoot.ParentTree)
    for number, box in boxes:
        place = int(box.get("/StructParent", -1))
        if place not in parents or Name.Form != parents[place].S or not _refers(parents[place], box):
            yield "P217", f"a box on page {number} is not tagged as a form field", _name(box)
    for number in sorted({number for number, _ in boxes}):
        if document.pages[number - 1].obj.get("/Tabs") != Name.S:
            yield "P217", f"the tab key does not follow the reading order on page {number}", number


def _refers(element: Object, box: Object) -> bool:
    kids = element.get("/K", Array())
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return any(isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.objgen == box.objgen for kid in listed)


def _acts(document: pikepdf.Pdf, form: Object, boxes: list[tuple[int, Object]]) -> Iterator[Problem]:
    """Nothing is sent, computed or filled in: a form on paper stays with its reader."""
    holders = [document.Root, *form.get("/Fields", Array()), *(box for _, box in boxes)]
    if any(key in holder for holder in holders for key in (*_ACTS, "/OpenAction")) or "/XFA" in form:
        yield "P218", "the form acts by itself: a script, a button that sends, or an action", None
    if form.get("/NeedAppearances", False):
        yield "P216", "the fields leave their look to the viewer", None
    fields = form.get("/Fields", Array())
    for filled in [field for field in fields if str(field.get("/V", "/Off")) not in {"", "/Off"}][:1]:
        yield "P218", "a form field is filled in already", str(filled.get("/T", ""))
