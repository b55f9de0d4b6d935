"""Write OpenDocument anew where pandoc drops words: fields, text boxes, shapes, numbered paragraphs and readings."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lxml import etree

from course.ingest.code_lines import mark_code
from course.ingest.losses import WHOLE, Losses, LossKind
from course.ingest.odt_styles import Styles, mark_styles, restart, spread
from course.ingest.readers.package import Package, PackageError, repacked

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PART = "content.xml"
_KNOWN = frozenset({
    "span", "a", "note", "note-citation", "note-body", "ruby", "ruby-base", "ruby-text", "p", "h", "list", "list-item",
    "list-header", "section", "bookmark-ref", "reference-ref", "sequence-ref", "s", "tab", "line-break", "script",
    "alphabetical-index-mark", "toc-mark", "user-index-mark", "hidden-text", "hidden-paragraph", "page-number",
    "page-count", "numbered-paragraph", "deletion", "insertion", "index-body", "tracked-changes", "changed-region",
    "bibliography-mark",
})  # fmt: skip
"""What stands in a line and is no field: pandoc reads it, or it is told. Fields it leaves out; they become words."""
_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SHAPES = (f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}rect", f"{_DRAW}ellipse", f"{_DRAW}caption")


def mended(content: bytes, losses: Losses) -> bytes:
    """Return a file in which these words stand where pandoc reads them; a damaged one comes back as it is."""
    try:
        package = Package(content)
        root = package.part(_PART)
        common = package.part("styles.xml")
    except PackageError:
        return content
    if root is None:
        return content
    styles = Styles([root] if common is None else [common, root])
    mark_styles(root, styles, losses)
    restart(root)
    spread(root)
    for node in list(root.iter()):
        if _is_field(node):
            node.tag = f"{_TEXT}span"
            node.attrib.clear()
    mark_code(root, styles)
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


def _is_field(node: Element) -> bool:
    """Say whether a node in a line shows words that pandoc does not know, such as a date or a count."""
    tag = str(node.tag)
    if not tag.startswith(_TEXT) or tag.removeprefix(_TEXT) in _KNOWN or not "".join(map(str, node.itertext())).strip():
        return False
    return any(one.tag in _LINES for one in node.iterancestors())


def words_of_pictures(content: bytes) -> dict[str, str]:
    """Return title and description of the pictures of a file by the names under which pandoc takes them."""
    try:
        root = Package(content).part(_PART)
    except PackageError:
        return {}
    found: dict[str, str] = {}
    for frame in () if root is None else root.iter(f"{_DRAW}frame"):
        told = (frame.find(f"{_SVG}{name}") for name in ("title", "desc"))
        words = [" ".join((one.text or "").split()) for one in told if one is not None and one.text]
        picture = frame.find(f"{_DRAW}image")
        if words and picture is not None:
            found[PurePosixPath(picture.get(_HREF) or "").name] = ". ".join(dict.fromkeys(words))
    return found


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
