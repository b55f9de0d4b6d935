"""What a PDF may hold: a file of a few kilobytes can unpack to gigabytes, or have pages without end."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pikepdf

from course.ingest.readers.package import PackageError

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PAGES = 3_000
_MOST_BYTES = 200_000_000
_MOST_DOTS = 200_000_000
_SUSPECT = 150_000
"""Deflate makes at most 1,032 of one byte: a smaller stream, packed once, cannot be too big."""
_CHUNK = 1 << 20
_FLATE = ("/FlateDecode", "/Fl")


def check_bounds(pdf: pikepdf.Pdf) -> None:
    """Raise PackageError for a file with too many pages, or with a part that unpacks to too much."""
    pages = len(pdf.pages)
    if pages > MOST_PAGES:
        raise PackageError(
            f"it has {pages:,} pages; a document has at most {MOST_PAGES:,}", "make one course of each part"
        )
    total = 0
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Stream):
            continue
        dots = _number(one, "/Width") * _number(one, "/Height")
        if dots > _MOST_DOTS:
            raise PackageError(f"a picture in it has {dots:,} dots, which is too much")
        filters = one.get("/Filter")
        names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        packed = sum(name in _FLATE for name in names)
        if packed and (packed > 1 or _number(one, "/Length") > _SUSPECT):
            total += unpacked_size(one.read_raw_bytes(), packed if names[:packed] == names else 1)
            if total > _MOST_BYTES:
                raise PackageError("it unpacks to more than 200 MB, which is too much")


def _number(one: Any, name: str) -> int:
    value = one.get(name, 0)
    return int(value) if isinstance(value, int) else 0


def unpacked_size(content: bytes, times: int) -> int:
    """Return how many bytes a packed stream becomes, at most a little more than is allowed."""
    pieces: Iterable[bytes] = [content]
    for _ in range(times):
        pieces = _unpacked(pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _MOST_BYTES:
            break
    return size


def _unpacked(pieces: Iterable[bytes]) -> Iterable[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        waiting = piece
        while waiting and not unpacker.eof:
            try:
                made = unpacker.decompress(waiting, _CHUNK)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail
            if made:
                yield made
            elif not waiting:
                break
