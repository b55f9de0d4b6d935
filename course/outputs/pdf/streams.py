"""Streams of a PDF that end in a carriage return, and how to give them another end.

The line feed before `endstream` makes such an end look like a line end of two bytes, and a validator of PDF/A then says
that the length of the stream is wrong. The last byte of a packed stream is part of a checksum, so one stream in 256
ends so by chance; other bytes of no meaning change the checksum.
"""

from __future__ import annotations

import re
import zlib

import pikepdf
from pikepdf import Name

AMBIGUOUS = b"\r\nendstream"
_PACK = re.compile(rb"<< (/Type /ObjStm) /Length (\d+) ([^<>]*) >>\nstream\n")


def end_texts_well(document: pikepdf.Pdf) -> None:
    """Add blanks to drawing commands and character maps, to which they mean nothing, and bytes behind fonts."""
    for stream in document.objects:
        if not isinstance(stream, pikepdf.Stream) or not stream.read_raw_bytes().endswith(b"\r"):
            continue
        if stream.get("/Subtype", Name.Form) != Name.Form or "/Length1" in stream or "/N" in stream:
            _pad_font(stream)
            continue
        text = stream.read_bytes() + b" "
        while zlib.compress(text).endswith(b"\r"):
            text += b" "
        stream.write(text)


def _pad_font(stream: pikepdf.Stream) -> None:
    """Add bytes behind a font program in the compact format, which is read by offsets, so that its checksum changes.

    They are ones: the last byte of the checksum is a sum of bytes (RFC 1950, Adler-32), which zeros leave as it is.
    """
    if stream.get("/Subtype") not in (Name.CIDFontType0C, Name.Type1C, Name.OpenType):
        return
    data = stream.read_bytes() + b"\1"
    while zlib.compress(data).endswith(b"\r"):
        data += b"\1"
    stream.write(data)


def end_packs_well(pdf: bytes) -> bytes:
    """Rewrite the packs of objects that end badly, each in the room that it has, so that nothing else moves."""
    found = bytearray(pdf)
    for match in _PACK.finditer(pdf):
        end = match.end() + int(match[2])
        if pdf[end - 1 : end + len(AMBIGUOUS) - 1] == AMBIGUOUS:
            found[match.start() : end] = _repacked(match, pdf[match.end() : end])
    return bytes(found)


def _repacked(match: re.Match[bytes], data: bytes) -> bytes:
    """Return dictionary and data in the same number of bytes; unchanged when no other packing fits.

    A pack begins with numbers between blanks, and any of these blanks may be a line feed.
    """
    plain = zlib.decompress(data)
    room = len(match[0]) + len(data)
    for blank in re.finditer(rb"(?<=\d) (?=\d)", plain):
        packed = zlib.compress(plain[: blank.start()] + b"\n" + plain[blank.end() :], 9)
        head = b"<< %s /Length %d %s" % (match[1], len(packed), match[3])
        spare = room - len(packed) - len(head) - len(b" >>\nstream\n")
        if spare >= 0 and not packed.endswith(b"\r"):
            return head + b" " * spare + b" >>\nstream\n" + packed
    return bytes(match[0]) + data
