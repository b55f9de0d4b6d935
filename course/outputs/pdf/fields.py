"""Fields that can be filled in: blanks of a worksheet in the text, form fields in the PDF.

Typst draws each field as a box inside a link to `field:<number>`; the finishing pass makes a form field of the link,
because Typst knows no forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from pikepdf import Array, Dictionary, Name, NumberTree, String

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf
    from pikepdf import Object

PREFIX = "field:"
_PRINTED = 4
_MULTILINE = 1 << 12
_TYPE_SIZE = 11


class form_field(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A blank; `kind` is `line`, `cell` or `tick`, `tip` says what belongs into it, `width` is in characters."""


@dataclass(frozen=True)
class Field:
    """A form field: its kind, its name, which is unique in the file, and what a screen reader says of it."""

    kind: str
    name: str
    tip: str


def add_fields(document: pikepdf.Pdf, fields: Sequence[Field]) -> None:
    """Turn every link to a field into a form field, tagged Form; nothing happens in a document without fields."""
    parents = NumberTree(document.Root.StructTreeRoot.ParentTree) if fields else None
    made = []
    for page, annotation, number in _links(document):
        assert parents is not None
        _retag(parents[int(annotation.StructParent)])
        _make_widget(document, annotation, fields[number])
        annotation.P = page
        made.append(document.make_indirect(annotation))
    if made:
        latin = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        resources = Dictionary(Font=Dictionary(Helv=document.make_indirect(latin)))
        document.Root.AcroForm = document.make_indirect(
            Dictionary(Fields=Array(made), DR=resources, DA=String(f"/Helv {_TYPE_SIZE} Tf 0 g"))
        )


def _links(document: pikepdf.Pdf) -> Iterator[tuple[Object, Object, int]]:
    for page in document.pages:
        for annotation in page.get("/Annots", Array()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(PREFIX):
                yield page.obj, annotation, int(address.removeprefix(PREFIX))


def _retag(element: Object) -> None:
    element.S = Name.Form
    if "/Alt" in element:
        del element["/Alt"]


def _make_widget(document: pikepdf.Pdf, widget: Object, field: Field) -> None:
    for key in ("/A", "/Border", "/C", "/Contents", "/H", "/QuadPoints"):
        if key in widget:
            del widget[key]
    widget.Subtype, widget.F = Name.Widget, _PRINTED
    widget.T, widget.TU = String(field.name), String(field.tip)
    if field.kind == "tick":
        widget.FT, widget.V, widget.AS = Name.Btn, Name.Off, Name.Off
        shown = Dictionary({"/Yes": _drawn(document, widget, ticked=True), "/Off": _drawn(document, widget)})
        widget.AP = Dictionary(N=shown)
    else:
        widget.FT, widget.DA = Name.Tx, String(f"/Helv {_TYPE_SIZE} Tf 0 g")
        widget.Ff = _MULTILINE if field.kind == "cell" else 0
        widget.AP = Dictionary(N=_drawn(document, widget))


def _drawn(document: pikepdf.Pdf, widget: Object, *, ticked: bool = False) -> Object:
    """Return the appearance of an empty field, or of a ticked one; the frame is on the page itself."""
    left, bottom, right, top = (float(value) for value in widget.Rect)
    width, height = right - left, top - bottom
    tick = f"{width * 0.2:.2f} {height * 0.55:.2f} m {width * 0.42:.2f} {height * 0.25:.2f} l"
    commands = f"q 1.3 w 0 G {tick} {width * 0.85:.2f} {height * 0.85:.2f} l S Q" if ticked else ""
    form = document.make_stream(commands.encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Resources = Array([0, 0, width, height]), Dictionary()
    return form
