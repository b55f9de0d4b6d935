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
_MOST_FORMS, _DEEPEST = 20_000, 30
_TANGLED = "its pages draw forms that hold themselves, or others without end"
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
    check_forms(pdf)


def check_forms(pdf: pikepdf.Pdf) -> None:
    """Raise PackageError for pages whose forms hold themselves, or are drawn in each other without end."""
    known: dict[tuple[int, int], int] = {}
    for page in pdf.pages:
        if _forms_of(page.obj):
            _drawn_times(page.obj, known, ())
        if sum(known.values()) > _MOST_FORMS * len(pdf.pages) + _MOST_FORMS:
            raise PackageError(_TANGLED)


def _forms_of(holder: Any) -> dict[str, Any]:
    resources = holder.get("/Resources")
    things = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(things, pikepdf.Dictionary):
        return {}
    return {
        name: one
        for name, one in things.items()
        if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype")) == "/Form"
    }


def _drawn_times(holder: Any, known: dict[tuple[int, int], int], above: tuple[tuple[int, int], ...]) -> int:
    """Return how many forms are drawn when one, or a page, is."""
    own = holder.objgen
    if own in above or len(above) > _DEEPEST:
        raise PackageError(_TANGLED)
    if own not in known:
        forms = _forms_of(holder)
        content = _content_of(holder) if forms else b""
        known[own] = 1 + sum(
            content.count(name.encode()) * _drawn_times(one, known, (*above, own)) for name, one in forms.items()
        )
        if known[own] > _MOST_FORMS:
            raise PackageError(_TANGLED)
    return known[own]


def _content_of(holder: Any) -> bytes:
    held = holder if isinstance(holder, pikepdf.Stream) else holder.get("/Contents")
    streams = list(held) if isinstance(held, pikepdf.Array) else [held]
    try:
        return b"\n".join(one.read_bytes() for one in streams if isinstance(one, pikepdf.Stream))
    except pikepdf.PdfError:
        return b""


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
