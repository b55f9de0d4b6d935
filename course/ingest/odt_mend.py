"""Write OpenDocument anew where pandoc drops words: fields, text boxes, shapes, numbered paragraphs and readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from course.ingest.losses import WHOLE, Losses, LossKind
from course.ingest.readers.package import Package, PackageError, repacked

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PART = "content.xml"
_FIELDS = frozenset({
    "date", "time", "variable-get", "variable-set", "variable-input", "user-field-get", "user-field-input",
    "expression",
    "placeholder", "text-input", "conditional-text", "database-display", "author-name", "author-initials", "title",
    "subject", "description", "creator", "sequence", "chapter", "drop-down", "user-defined", "keywords", "sender-title",
})  # fmt: skip
"""Fields that pandoc leaves out; what they show becomes words."""
_SHAPES = (f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}rect", f"{_DRAW}ellipse", f"{_DRAW}caption")


def mended(content: bytes, losses: Losses) -> bytes:
    """Return a file in which these words stand where pandoc reads them; a damaged one comes back as it is."""
    try:
        root = Package(content).part(_PART)
    except PackageError:
        return content
    if root is None:
        return content
    for node in list(root.iter(*(f"{_TEXT}{name}" for name in _FIELDS))):
        node.tag = f"{_TEXT}span"
        node.attrib.clear()
    for node in list(root.iter(f"{_TEXT}numbered-paragraph")):
        node.tag = f"{_TEXT}section"
    for node in list(root.iter(f"{_TEXT}ruby")):
        _read_aloud(node)
    for one in root.iter(f"{_DRAW}object"):
        if address := one.get(_HREF):
            one.set(_HREF, address.rstrip("/"))  # pandoc finds no formula behind a slash
    for shape in list(root.iter(*_SHAPES)):
        _unbox(shape, losses)
    return repacked(content, {_PART: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def _read_aloud(ruby: Element) -> None:
    """Put how words are read into brackets behind them."""
    base, reading = ruby.find(f"{_TEXT}ruby-base"), ruby.find(f"{_TEXT}ruby-text")
    ruby.tag = f"{_TEXT}span"
    if base is not None:
        base.tag = f"{_TEXT}span"
    if reading is not None:
        reading.tag = f"{_TEXT}span"
        reading.text = f" ({''.join(map(str, reading.itertext()))})"
        for child in list(reading):
            reading.remove(child)


def _unbox(shape: Element, losses: Losses) -> None:
    """Put the paragraphs of a box or shape below the paragraph at which it hangs; one with a picture is its caption."""
    paragraphs = [one for one in shape if one.tag in {f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}list"}]
    around = next((one for one in shape.iterancestors() if one.tag in {f"{_TEXT}p", f"{_TEXT}h"}), None)
    words = " ".join(" ".join(map(str, shape.itertext())).split())
    if not any(map(str.isalnum, words)) or next(shape.iter(f"{_DRAW}image"), None) is not None:
        return
    if around is not None:
        for one in reversed(paragraphs):
            around.addnext(one)
        losses.add(WHOLE, LossKind.TEXT_BOX, words, "kept below its paragraph")
    else:
        losses.add(WHOLE, LossKind.TEXT_BOX, words)
