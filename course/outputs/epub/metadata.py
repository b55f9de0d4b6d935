"""Accessibility metadata of the package document: EPUB Accessibility 1.1 (W3C, May 2023), schema.org terms.

`dcterms:conformsTo` is left out: it claims that every page was tested against WCAG, and no such test was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from course.outputs.epub.cover import NAME as COVER
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Mapping

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
NOTHING = "unknown"
"""What Sphinx writes where nothing is known."""

ACCESS: tuple[tuple[str, str], ...] = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessModeSufficient", "textual,visual"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "longDescription"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "index"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "noFlashingHazard"),
    ("schema:accessibilityHazard", "noMotionSimulationHazard"),
    ("schema:accessibilityHazard", "noSoundHazard"),
)


def describe_access(package: str, held: Mapping[str, str]) -> str:
    """Return a package document with the metadata added and the fields that say nothing removed.

    `held` are the properties of pages by their names, empty for none (EPUB 3.3, D.5).
    """
    ET.register_namespace("", OPF)
    ET.register_namespace("dc", DC)
    root = ET.fromstring(package.encode())  # noqa: S314 - our own builder wrote it
    metadata = root.find(f"{{{OPF}}}metadata")
    assert metadata is not None, "a package has metadata"
    for element in list(metadata):
        said = (element.text or "").strip()
        if said in ("", NOTHING) and element.tag != f"{{{DC}}}identifier":
            metadata.remove(element)
    for name, value in (*ACCESS, ("schema:accessibilitySummary", _summary())):
        ET.SubElement(metadata, f"{{{OPF}}}meta", {"property": name}).text = value
    for item in root.iter(f"{{{OPF}}}item"):
        if known := held.get(str(item.get("href")), ""):
            item.set("properties", " ".join(filter(None, (item.get("properties"), known))))
        if item.get("href") == COVER:
            item.set("properties", "cover-image")
            ET.SubElement(metadata, f"{{{OPF}}}meta", {"name": "cover", "content": str(item.get("id"))})
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _summary() -> str:
    return str(
        _(
            "Every picture has alternative text, and every chart its numbers in a table or its content in words. "
            "Headings, lists and tables are marked up; each question leads to its answer and back. There is no audio, "
            "video or script. It was not tested with reading systems, and no conformance with WCAG is claimed."
        )
    )
