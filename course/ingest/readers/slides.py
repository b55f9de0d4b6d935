"""Read PowerPoint (.pptx) into the tree, straight from its XML: slides in their order, each as it is read aloud.

A section of the presentation is a heading, the title of a slide one below it; what the speaker notes is a box.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from course.ingest.losses import WHOLE, Losses, LossKind, Place
from course.ingest.readers.package import Package, PackageError
from course.ingest.readers.slide_shapes import Slide
from course.ingest.readers.word_xml import R, local, words_of
from course.ingest.tree import Document, Heading, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from course.ingest.tree import Block

_MANY = 2


def read_slides(content: bytes, losses: Losses | None = None) -> Document:
    """Read a presentation; its title is that of the title slide, else the one in its properties.

    Raises PackageError for a file that is damaged, protected, too big unpacked, or holds no presentation.
    """
    losses = losses or Losses()
    package = Package(content)
    main = package.main
    root = package.part(main)
    if root is None or local(root) != "presentation":
        raise PackageError("it holds no presentation of PowerPoint")
    media: dict[str, bytes] = {}
    sections = _sections(root)
    level = 2 if len(set(sections.values())) >= _MANY else 1
    blocks: list[Block] = []
    section = ""
    for number, (name, part) in enumerate(_slides(package, main, root), 1):
        slide = Slide(package, part, losses, Place(number, "slide"), media)
        if slide.is_hidden:
            losses.add(slide.place, LossKind.HIDDEN, f"hidden slide: {words_of(slide.root)}")
            continue
        if level > 1 and sections.get(name, section) != section:
            section = sections[name]
            blocks.append(Heading(1, (Text(section),), slide.place))
        blocks += slide.blocks(level)
    _tell_heads(package, main, losses)
    above = next((plain(one.inner) for one in blocks if isinstance(one, Heading) and one.level == 0), "")
    return Document(
        tuple(blocks), above or _title(package), _language(package, main), MappingProxyType(media), tuple(losses.found)
    )


def _slides(package: Package, main: str, root: Element) -> Iterator[tuple[str, str]]:
    """Yield the id of each slide and the name of its part, in the order in which they are shown."""
    relations = package.relations(main)
    for one in root.findall("{*}sldIdLst/{*}sldId"):
        relation = relations.get(one.get(f"{R}id", ""))
        if relation is not None and not relation.is_external:
            yield one.get("id", ""), relation.target


def _sections(root: Element) -> dict[str, str]:
    """Return the section of each slide by the id of the slide."""
    found = {}
    for section in root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section"):
        for one in section.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"):
            found[one.get("id", "")] = " ".join((section.get("name") or "").split())
    return {name: title for name, title in found.items() if title}


def _tell_heads(package: Package, main: str, losses: Losses) -> None:
    """Note words that masters print on every slide, such as a footer or a mark of confidence."""
    told: set[str] = set()
    for master in package.related(main, "slideMaster"):
        root = package.part(master)
        shapes = () if root is None else root.iter("{*}sp")
        for shape in shapes:
            words = words_of(shape)
            if next(shape.iter("{*}ph"), None) is None and any(map(str.isalnum, words)) and words not in told:
                losses.add(WHOLE, LossKind.HEADER, words)
                told.add(words)


def _title(package: Package) -> str:
    for name in package.related("", "core-properties"):
        root = package.part(name)
        found = None if root is None else next(root.iter("{http://purl.org/dc/elements/1.1/}title"), None)
        text = " ".join((found.text or "" if found is not None else "").split())
        return "" if text.lower().startswith("powerpoint") else text
    return ""


def _language(package: Package, main: str) -> str:
    """Return the language in which most words of the slides are marked."""
    counted: dict[str, int] = {}
    for part in package.related(main, "slide"):
        root = package.part(part)
        for run in () if root is None else root.iter("{*}r"):
            marked, text = run.find("{*}rPr"), run.find("{*}t")
            name = "" if marked is None else marked.get("lang", "")
            if name and text is not None:
                counted[name] = counted.get(name, 0) + len(text.text or "")
    most = max(counted, key=lambda one: counted[one], default="")
    return "" if most.lower().startswith("en") else most
