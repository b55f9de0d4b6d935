"""What the tests of the readers ask a document: its outline, its statements, its losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.divide import Rules, parts_of
from course.ingest.division import Division, divided
from course.ingest.statements import Marker, Statement
from course.ingest.tree import Block, Document, Items, Para, walk
from course.ingest.wording import wording

if TYPE_CHECKING:
    from pathlib import Path


def found(document: Document) -> list[Statement]:
    """Return the headings and statements of a document as it was read."""
    marker = Marker()
    marker.document(document.blocks)
    return marker.found


def statements(document: Document) -> list[str]:
    """Return the words of its statements."""
    return [one.text for one in found(document) if not one.is_heading]


def headings(document: Document) -> list[str]:
    """Return the words of its headings."""
    return [one.text for one in found(document) if one.is_heading]


def outline(document: Document) -> list[tuple[str, int, int]]:
    """Return heading, level and number of statements of each part."""
    counted = [
        (part, Document((*([part.heading] if part.heading else []), *part.blocks)))
        for part in parts_of(document.blocks)
    ]
    return [(part.title, part.level, len(statements(one))) for part, one in counted]


def entries(block: Block, depth: int = 0) -> list[tuple[int, str]]:
    """Return depth and first paragraph of each entry of a list."""
    assert isinstance(block, Items)
    rows: list[tuple[int, str]] = []
    for item in block.items:
        paras = [one for one in item.blocks if isinstance(one, Para)]
        rows.append((depth, wording(paras[:1])))
        rows += [row for one in item.blocks if isinstance(one, Items) for row in entries(one, depth + 1)]
    return rows


def losses(document: Document) -> set[tuple[str, str]]:
    """Return kind and words of each loss."""
    return {(str(loss.kind), loss.words) for loss in document.losses}


def division(document: Document, path: Path, rules: Rules | None = None) -> Division:
    """Divide a document that lies at a path."""
    return divided(document, path, rules)


def nodes(document: Document, kind: type) -> list[object]:
    """Return the nodes of a kind in a document."""
    return [node for node in walk(document.blocks) if isinstance(node, kind)]
