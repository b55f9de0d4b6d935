"""Words of pictures that a format keeps where pandoc does not read them, such as descriptions of OpenDocument."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from course.ingest.losses import FIRST, Losses, LossKind
from course.ingest.rewriting import relined, rewrite
from course.ingest.tree import Box, Document, Image, Inline, walk

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_words(document: Document, words: Mapping[str, str], losses: Losses) -> Document:
    """Return a document whose pictures have these words; a caption that stands below none of them is told."""
    framed = {id(node) for box in walk(document.blocks) if isinstance(box, Box) for node in walk(box.blocks)}

    def worded(node: Inline) -> tuple[Inline, ...]:
        if not isinstance(node, Image) or not words.get(node.name, ""):
            return (node,)
        alt = words[node.name]
        if id(node) not in framed and _bare(node.alt) not in _bare(f"{node.name} {alt}"):
            losses.add(FIRST, LossKind.HIDDEN, f"title of a picture: {node.alt}")
        return (replace(node, alt=alt),)

    if not words:
        return document
    return replace(document, blocks=rewrite(document.blocks, lambda line: relined(line, worded)))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
