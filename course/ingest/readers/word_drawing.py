"""Pictures, text boxes, charts and embedded objects of Word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind
from course.ingest.readers.word_xml import A, R, local, whole
from course.ingest.tree import Box, Image, Inline, Para, Text
from course.ingest.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from course.ingest.readers.word_words import Words

_EMU_PER_CM = 360_000
_MOST_CM = 100
_SIZE = re.compile(r"(?:^|;)\s*width:\s*(\d+(?:\.\d+)?(?:pt|in|cm|mm|px))")
_VALUES = frozenset({"v", "t"})


def read_drawing(words: Words, node: Element) -> list[Inline]:
    """Return the pictures of a drawing; its text boxes wait in `words.boxes`, and what it holds else is told."""
    found: list[Inline] = []
    parts = list(_parts(node))
    pictures = [one for one in parts if local(one) in ("blip", "imagedata")]
    alt, width = _alternative(parts), _width(node) if len(pictures) == 1 else ""
    told = False
    for one in parts:
        match local(one):
            case "blip" | "imagedata":
                found += _picture(words, one, alt or _nearest(one), width)
            case "chart" | "relIds":
                words.lose(LossKind.CHART, " ".join(filter(None, (alt, _data(words, one)))) or "chart without words")
            case "OLEObject":
                _tell_object(words, one)
            case "txbxContent":
                _text_box(words, one)
            case "textpath":
                _word_art(words, one)
            case "contentPart":
                words.lose(LossKind.PICTURE, f"{alt} drawn by hand".strip())
            case _:
                continue
        told = True
    if loose := " ".join(one.text or "" for one in parts if one.tag == f"{A}t"):
        words.lose(LossKind.TEXT_BOX, loose)
    elif not told and not any(local(one) in ("control", "ocxPr") for one in parts) and alt:
        words.lose(LossKind.MARKUP, f"drawn shape: {alt}")
    return found


def _parts(node: Element) -> Iterator[Element]:
    """Yield the elements of a drawing, without those in its text boxes and in second choices."""
    for one in node:
        if local(one) == "AlternateContent":
            branch = next((each for each in one if local(each) in ("Choice", "Fallback")), None)
            if branch is not None:
                yield from _parts(branch)
        else:
            yield one
            if local(one) != "txbxContent":
                yield from _parts(one)


def _alternative(parts: list[Element]) -> str:
    """Return what a drawing shows in words."""
    named = [one for one in parts if local(one) == "docPr"]
    texts = (one.get("descr") or one.get("title") or "" for one in named)
    shapes = (one.get("alt", "") for one in parts if local(one) in ("shape", "rect", "group"))
    return next((text.strip() for text in (*texts, *shapes) if text.strip()), "")


def _nearest(blip: Element) -> str:
    """Return the words that a picture in a group has itself."""
    picture = next((one for one in blip.iterancestors() if local(one) == "pic"), None)
    named = () if picture is None else (one for one in picture.iter() if local(one) == "cNvPr")
    return next((text for one in named if (text := one.get("descr") or one.get("title") or "")), "")


def _width(node: Element) -> str:
    extent = next((one for one in node.iter() if local(one) == "extent"), None)
    if extent is not None:
        wide = whole(extent.get("cx", "")) / _EMU_PER_CM
        return f"{wide:.2f}cm" if 0 < wide < _MOST_CM else ""
    styles = (one.get("style") or "" for one in node.iter() if local(one) == "shape")
    return next((found[1] for style in styles if (found := _SIZE.search(style))), "")


def _picture(words: Words, blip: Element, alt: str, width: str) -> list[Inline]:
    names = (f"{R}embed", f"{R}id", f"{R}link")
    relations = words.package.relations(words.part)
    relation = next((relations[name] for key in names if (name := blip.get(key, "")) in relations), None)
    content = None if relation is None or relation.is_external else words.package.read(relation.target)
    if relation is None or content is None:
        address = relation.target if relation else "a picture that is not in the file"
        words.lose(LossKind.PICTURE, f"{alt} {address}".strip())
        return [Text(f"[{alt}]")] if alt else []
    parent = blip.getparent()
    cropped = None if parent is None else parent.find(f"{A}srcRect")
    if cropped is not None and any(whole(text) > 0 for text in cropped.attrib.values()):
        words.lose(LossKind.PICTURE, f"{alt} {relation.target}".strip(), "kept whole; the document shows a part of it")
    words.media[relation.target] = content
    return [Image(relation.target, alt, width)]


def _data(words: Words, node: Element) -> str:
    """Return the words and numbers that a chart or a diagram shows."""
    relation = words.package.relations(words.part).get(node.get(f"{R}id") or node.get(f"{R}dm") or "")
    part = None if relation is None or relation.is_external else words.package.part(relation.target)
    if part is None:
        return ""
    return " ".join(
        (one.text or "").strip() for one in part.iter() if local(one) in _VALUES and (one.text or "").strip()
    )


def _tell_object(words: Words, node: Element) -> None:
    program = node.get("ProgID") or "object"
    if program.startswith("Equation") or "MathType" in program:
        words.lose(LossKind.EQUATION, program, "kept as its picture, where it has one")
    else:
        words.lose(LossKind.ATTACHED, program)


def _text_box(words: Words, node: Element) -> None:
    with words.elsewhere(words.part):
        blocks = tuple(words.blocks(node))
    if blocks:
        words.lose(LossKind.TEXT_BOX, wording(blocks), "kept below its paragraph")
        words.boxes.append(Box("textbox", (), blocks, words.position.place))


def _word_art(words: Words, node: Element) -> None:
    text = " ".join((node.get("string") or "").split())
    if text:
        words.lose(LossKind.TEXT_BOX, text, "kept below its paragraph")
        words.boxes.append(Box("textbox", (), (Para((Text(text),), words.position.place),), words.position.place))
