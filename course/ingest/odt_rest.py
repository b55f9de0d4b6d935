"""Words of OpenDocument that pandoc drops in silence: comments, deleted words, heads and feet, hidden text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.losses import WHOLE, Losses, LossKind
from course.ingest.readers.package import Package, PackageError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_KINDS = {
    f"{_OFFICE}annotation": LossKind.COMMENT, f"{_TEXT}deletion": LossKind.CHANGE,
    f"{_TEXT}index-body": LossKind.CONTENTS,
    f"{_TEXT}hidden-text": LossKind.HIDDEN,
    f"{_TEXT}hidden-paragraph": LossKind.HIDDEN, f"{_STYLE}header": LossKind.HEADER, f"{_STYLE}footer": LossKind.HEADER,
    f"{_STYLE}header-left": LossKind.HEADER, f"{_STYLE}footer-left": LossKind.HEADER,
    f"{_STYLE}header-first": LossKind.HEADER, f"{_STYLE}footer-first": LossKind.HEADER,
}  # fmt: skip
_PARTS = ("content.xml", "styles.xml")


def tell_rest(content: bytes, losses: Losses) -> None:
    """Note these words, each once; a file that is damaged is left to the reader, which says what is wrong with it."""
    try:
        package = Package(content)
        roots = [root for name in _PARTS if (root := package.part(name)) is not None]
    except PackageError:
        return
    told: set[tuple[LossKind, str]] = set()
    for root in roots:
        for node in root.iter(*_KINDS):
            kind, words = _KINDS[str(node.tag)], _words(node)
            if any(map(str.isalnum, words)) and (kind, words) not in told:
                told.add((kind, words))
                losses.add(WHOLE, kind, words)


def _words(node: Element) -> str:
    named = node.get(f"{_TEXT}string-value") or ""
    return " ".join(" ".join([named, *map(str, node.itertext())]).split())
