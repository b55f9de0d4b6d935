"""Fields that can be filled in: blanks of a worksheet or of an exam in the text, form fields in the PDF.

Typst draws each field as a box inside a link to `field:<number>`; the finishing pass makes a form field of the link,
because Typst knows no forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from pikepdf import Array, Dictionary, Name, NumberTree, String

from course.outputs.pdf.fieldfont import FONT, field_font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf
    from pikepdf import Object

    from course.outputs.pdf.manuscript import Place

PREFIX = "field:"
_PRINTED = 4
_MULTILINE, _RADIO, _COMBO = 1 << 12, 1 << 15, 1 << 17
_LEAST, _MOST = 9.0, 18.0
_LINE_HEIGHT = 1.3
_CIRCLE = 0.5523


class form_field(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A blank; `kind` is `line`, `cell` or `tick`, `tip` says what belongs into it, `width` is in characters."""


@dataclass(frozen=True)
class Field:
    """A form field: its kind, its name, which is unique in the file, and what a screen reader says of it.

    `kind` is `line`, `cell` (several lines), `tick`, `radio` or `choice` (a list to open). `value` is what a box gives
    when it is ticked, `options` what a list offers. The buttons of one `radio` share a name, and `about` is the tip of
    all of them. `place` is where the author has written what is asked.
    """

    kind: str
    name: str
    tip: str
    value: str = "Yes"
    options: tuple[str, ...] = ()
    about: str = ""
    place: Place | None = field(default=None, compare=False)


def add_fields(document: pikepdf.Pdf, fields: Sequence[Field]) -> None:
    """Turn every link to a field into a form field, tagged Form; nothing happens in a document without fields."""
    if not fields:
        return
    parents = NumberTree(document.Root.StructTreeRoot.ParentTree)
    resources = Dictionary(Font=Dictionary({f"/{FONT}": field_font(document)}))
    made: list[Object] = []
    groups: dict[str, Object] = {}
    for page, annotation, number in _links(document):
        field, widget = fields[number], document.make_indirect(annotation)
        _retag(parents[int(annotation.StructParent)])
        _make_widget(document, annotation, field, resources)
        annotation.P = page
        if field.kind != "radio":
            made.append(widget)
            continue
        if field.name not in groups:
            groups[field.name] = _group(document, field)
            made.append(groups[field.name])
        annotation.Parent = groups[field.name]
        groups[field.name].Kids.append(widget)
    form = Dictionary(Fields=Array(made), DR=resources, DA=_style(_LEAST))
    document.Root.AcroForm = document.make_indirect(form)


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


def _group(document: pikepdf.Pdf, field: Field) -> Object:
    """Return the field of which radio buttons are the parts."""
    shared = Dictionary(FT=Name.Btn, Ff=_RADIO, V=Name.Off, Kids=Array())
    shared.T, shared.TU = String(field.name), String(field.about)
    return document.make_indirect(shared)


def _make_widget(document: pikepdf.Pdf, widget: Object, field: Field, resources: Object) -> None:
    for key in ("/A", "/Border", "/C", "/Contents", "/H", "/QuadPoints"):
        if key in widget:
            del widget[key]
    widget.Subtype, widget.F = Name.Widget, _PRINTED
    widget.TU = String(field.tip)
    if field.kind != "radio":
        widget.T = String(field.name)
    if field.kind in ("tick", "radio"):
        _make_button(document, widget, field)
    else:
        _make_text(document, widget, field, resources)


def _make_button(document: pikepdf.Pdf, widget: Object, field: Field) -> None:
    on = _dot(widget) if field.kind == "radio" else _tick(widget)
    widget.AS = Name.Off
    if field.kind == "tick":
        widget.FT, widget.V = Name.Btn, Name.Off
    shown = {f"/{field.value}": _drawn(document, widget, on), "/Off": _drawn(document, widget, "q Q")}
    widget.AP = Dictionary(N=Dictionary(shown))


def _make_text(document: pikepdf.Pdf, widget: Object, field: Field, resources: Object) -> None:
    """Make a field to type into, or a list; it is set in the embedded font, as large as its box allows."""
    size = _LEAST + 2 if field.kind == "cell" else min(_MOST, max(_LEAST, _size(widget)[1] / _LINE_HEIGHT))
    widget.DA = _style(round(size * 2) / 2)
    if field.kind == "choice":
        widget.FT, widget.Ff = Name.Ch, _COMBO
        widget.Opt = Array([String(option) for option in field.options])
    else:
        widget.FT, widget.Ff = Name.Tx, _MULTILINE if field.kind == "cell" else 0
    empty = _drawn(document, widget, "/Tx BMC EMC")
    empty.Resources = resources
    widget.AP = Dictionary(N=empty)


def _style(size: float) -> String:
    return String(f"/{FONT} {size:g} Tf 0 g")


def _size(widget: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in widget.Rect)
    return right - left, top - bottom


def _tick(widget: Object) -> str:
    width, height = _size(widget)
    tick = f"{width * 0.2:.1f} {height * 0.55:.1f} m {width * 0.42:.1f} {height * 0.25:.1f} l"
    return f"q 1.3 w 0 G {tick} {width * 0.85:.1f} {height * 0.85:.1f} l S Q"


def _dot(widget: Object) -> str:
    """Return a filled circle of half the width, as four curves."""
    width, height = _size(widget)
    x, y, radius = width / 2, height / 2, min(width, height) / 4
    bend = radius * _CIRCLE
    corners = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    path = f"{x + radius:.1f} {y:.1f} m"
    for (a, b), (c, d) in pairwise(corners):
        points = (
            (x + a * radius + c * bend, y + b * radius + d * bend),
            (x + c * radius + a * bend, y + d * radius + b * bend),
            (x + c * radius, y + d * radius),
        )
        path += "".join(f" {left:.1f} {up:.1f}" for left, up in points) + " c"
    return f"q 0 g {path} f Q"


def _drawn(document: pikepdf.Pdf, widget: Object, commands: str) -> Object:
    """Return an appearance as large as the field; the frame is on the page itself."""
    width, height = _size(widget)
    form = document.make_stream(commands.encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Resources = Array([0, 0, width, height]), Dictionary()
    return form
