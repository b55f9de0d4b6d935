"""Decks of Anki in its newer form (`collection.anki21b`), as the tables and files of the older one.

Source: `rslib/src/storage/upgrades/schema15_upgrade.sql` and `proto/anki/{notetypes,import_export}.proto` of
ankitects/anki: database, list of pictures and pictures are packed by Zstandard (RFC 8878); note types and cards are
messages of protocol buffers, of which three fields are read.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError
from quizzes.formats.loss import unreadable
from quizzes.formats.zip_file import MOST_BYTES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

NAME = "collection.anki21b"
EXTRA = "coursewright[anki]"
_KIND, _FRONT, _BACK = 1, 1, 2
_ENTRY, _ENTRY_NAME, _ENTRY_SHA1 = 1, 1, 3
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LAST = 0x7F
_LONGEST = 10
"""Bytes of a number of 64 bits."""


def unpack(path: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a newer deck as an older one has them: unpacked, with the list of pictures in JSON.

    Raises FindingsError where the package zstandard is missing, and for what is damaged or too large when unpacked.
    """
    media = _plain(path, files.get("media", b""), MOST_BYTES)
    listed = {str(place): one for place, one in enumerate(_media(path, media))}
    room = MOST_BYTES
    made: dict[str, bytes] = {}
    for name in (NAME, *listed):
        if name in files:
            made[name] = _plain(path, files[name], room)
            room -= len(made[name])
    for place, (_, digest) in listed.items():
        if place in made and digest and hashlib.sha1(made[place], usedforsecurity=False).digest() != digest:
            raise FindingsError(unreadable(path, 1, f"its picture {place} is damaged"))
    names = {place: name for place, (name, _) in listed.items()}
    return {**made, "media": json.dumps(names).encode()}


def _plain(path: Path, content: bytes, most: int) -> bytes:
    """Return what Zstandard packed, of at most `most` bytes."""
    if not content:
        return b""
    try:
        import zstandard
    except ImportError as error:
        hint = f"pip install '{EXTRA}', or export it with 'Support older Anki versions' ticked"
        raise FindingsError(unreadable(path, 1, "a deck of the newer form needs zstandard", hint)) from error
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(content) as stream:
            found: bytes = stream.read(most + 1)
    except (zstandard.ZstdError, MemoryError) as error:
        raise FindingsError(unreadable(path, 1, f"a part of it cannot be unpacked: {error}")) from error
    if len(found) > most:
        raise FindingsError(unreadable(path, 1, f"more than {MOST_BYTES:,} bytes are too much"))
    return found


def models_of(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Return note types by their ids, in the words of the older form."""
    fields = connection.execute("select ntid, name from fields order by ntid, ord").fetchall()
    cards = connection.execute("select ntid, config from templates order by ntid, ord").fetchall()
    kinds = connection.execute("select id, config from notetypes").fetchall()
    return {
        str(one): {
            "id": one,
            "type": next((value for field, value in _message(config) if field == _KIND), 0),
            "flds": [{"name": name} for owner, name in fields if owner == one],
            "tmpls": [_card(card) for owner, card in cards if owner == one],
        }
        for one, config in kinds
    }


def _card(config: bytes) -> dict[str, str]:
    told = {field: value for field, value in _message(config) if isinstance(value, bytes)}
    return {"qfmt": told.get(_FRONT, b"").decode(), "afmt": told.get(_BACK, b"").decode()}


def _media(path: Path, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the names of the pictures, in the order of their files, with their digests."""
    try:
        for field, entry in _message(content):
            if field == _ENTRY and isinstance(entry, bytes):
                told = {part: value for part, value in _message(entry) if isinstance(value, bytes)}
                yield told.get(_ENTRY_NAME, b"").decode(), told.get(_ENTRY_SHA1, b"")
    except ValueError as error:
        raise FindingsError(unreadable(path, 1, "its list of pictures cannot be read")) from error


def _message(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield fields of a message (protobuf.dev, Encoding): number and value; raises ValueError for one cut short."""
    place = 0
    while place < len(content):
        tag, place = _varint(content, place)
        kind = tag & 7
        if kind == _VARINT:
            value, place = _varint(content, place)
            yield tag >> 3, value
            continue
        size = {_FIXED64: 8, _FIXED32: 4}.get(kind, 0)
        if kind == _BYTES:
            size, place = _varint(content, place)
        elif not size:
            raise ValueError("an unknown kind of field")
        if place + size > len(content):
            raise ValueError("a field is cut short")
        yield tag >> 3, content[place : place + size]
        place += size


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift, byte in enumerate(content[place : place + _LONGEST]):
        value |= (byte & _LAST) << (7 * shift)
        if byte <= _LAST:
            return value, place + shift + 1
    raise ValueError("a number is cut short")
