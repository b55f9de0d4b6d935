"""Read several documents, or those of a folder, as one: one tree, one register, places with the name of the file."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from course.ingest.codes import IngestCode
from course.ingest.folder_order import documents_in
from course.ingest.losses import WHOLE, Loss, LossKind, Place
from course.ingest.pictures import KEPT
from course.ingest.read import read_document
from course.ingest.rewriting import relined, rewrite
from course.ingest.source import Source
from course.ingest.tree import Block, Document, Heading, Image, Inline, Text
from course.ingest.wording import plain
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST, MOST_BYTES = 500, 50_000_000
"""How many documents one course is made of, and how big they may be together."""
_DEEPEST = 6


def read_collection(paths: Sequence[Path]) -> tuple[Source, Document, tuple[Finding, ...]]:
    """Read documents, in the order in which they are given, or those of one folder in theirs.

    The source has as its content a list of the files with their checksums, as `sha256sum` writes it. Raises
    FindingsError as `read_document` does, and when a folder holds no document (N003) or too much (N002).
    """
    base, names, others = _listed(paths)
    read = [(name, *read_document(base / name)) for name in names]
    total = sum(len(source.content) for _, source, _, _ in read)
    if total > MOST_BYTES:
        message = f"{total:,} bytes in {len(read)} documents; together they have at most {MOST_BYTES:,}"
        raise FindingsError(Finding(base, 1, IngestCode.TOO_BIG, message, hint="make one course of each part"))
    parts = [_placed(name, document) for name, _, document, _ in read]
    losses = [loss for one in parts for loss in one.losses]
    losses += [Loss(WHOLE, LossKind.ATTACHED, f"file that is no document: {name}") for name in others]
    media = {name: content for one in parts for name, content in one.media.items()}
    title = base.name if len(paths) == 1 else ""
    language = next((one.language for one in parts if one.language), "")
    blocks = tuple(block for one in parts for block in one.blocks)
    whole = Document(blocks, _spaced(title), language, MappingProxyType(media), tuple(losses))
    files = MappingProxyType({name: source.content for name, source, _, _ in read})
    path = base / (base.name if len(paths) == 1 else "documents")
    findings = tuple(finding for *_, found in read for finding in found if finding.code != IngestCode.NO_HEADINGS)
    return Source(path, checksums(files), None, files), whole, findings


def checksums(files: Mapping[str, bytes], folder: str = "") -> bytes:
    """Return a list of files with their checksums; `folder` stands before each path."""
    rows = (f"{hashlib.sha256(content).hexdigest()}  {folder}{name}\n" for name, content in files.items())
    return "".join(rows).encode()


def _listed(paths: Sequence[Path]) -> tuple[Path, list[str], list[str]]:
    """Return the folder around all documents, their paths in it, and its other files."""
    if len(paths) == 1:
        base = paths[0]
        names, others = documents_in(base)
        if not names:
            raise FindingsError(Finding(base, 1, IngestCode.EMPTY, "the folder holds no document that can be read"))
        if len(names) > MOST:
            message = f"the folder holds {len(names)} documents; one course is made of at most {MOST}"
            raise FindingsError(Finding(base, 1, IngestCode.TOO_BIG, message, hint="make one course of each part"))
        return base, names, [name for name in others if Path(name).suffix.lower() not in KEPT]
    absolute = list(dict.fromkeys(path.absolute() for path in paths))
    base = Path(os.path.commonpath([path.parent for path in absolute]))
    return base, [path.relative_to(base).as_posix() for path in absolute], []


def _placed(name: str, document: Document) -> Document:
    """Return a document as a part of a whole: below one heading of level 1, its places and pictures by its path."""
    folder = posixpath.dirname(name)

    def inline(node: Inline) -> Iterator[Inline]:
        if isinstance(node, Image):
            inside = node.name in document.media
            node = replace(node, name=f"{name}!{node.name}" if inside else _path(folder, node.name))
        yield node

    blocks = rewrite(
        _headed(name, document),
        lambda line: relined(line, inline),
        lambda block: (replace(block, place=_with_part(block.place, name)),),
    )
    media = {f"{name}!{key}": content for key, content in document.media.items()}
    losses = tuple(replace(loss, place=_with_part(loss.place, name)) for loss in document.losses)
    return replace(document, blocks=blocks, media=MappingProxyType(media), losses=losses)


def _with_part(place: Place, name: str) -> Place:
    return replace(place, part=f"{name}, {place.part}" if place.part else name)


def _path(folder: str, name: str) -> str:
    return name if re.match(r"[a-z][a-z0-9+.-]*:|/", name, re.IGNORECASE) else posixpath.join(folder, name)


def _headed(name: str, document: Document) -> tuple[Block, ...]:
    """Return blocks of which exactly the first is a heading of level 1: the title, or the name of the file."""
    heads = [block for block in document.blocks if isinstance(block, Heading)]
    tops = [one for one in heads if one.level <= 1]
    if len(tops) == 1 and document.blocks[0] is tops[0]:
        return (replace(tops[0], level=1), *document.blocks[1:])
    deeper = 1 if tops else 0
    title = next((one for one in heads if one.level == 0), None)
    words = title.inner if title else (Text(_title(name, document)),)
    rest = (
        replace(block, level=min(_DEEPEST, block.level + deeper)) if isinstance(block, Heading) else block
        for block in document.blocks
        if block is not title
    )
    return (Heading(1, words), *rest)


def _title(name: str, document: Document) -> str:
    """Return a title that no heading of the document repeats, else the name of its file."""
    heads = {plain(block.inner) for block in document.blocks if isinstance(block, Heading)}
    return document.title if document.title and document.title not in heads else _spaced(Path(name).stem)


def _spaced(name: str) -> str:
    return re.sub(r"[_\W]+", " ", name).strip()
