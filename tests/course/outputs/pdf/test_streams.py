"""Streams that end in a carriage return get another end, and every search for one comes to an end."""

from __future__ import annotations

import zlib

import pikepdf
import pytest
from pikepdf import Name

from course.outputs.pdf.streams import end_texts_well


def data_ending_badly(start: bytes) -> bytes:
    """Return bytes whose packed form ends in a carriage return: the last byte of Adler-32 is their sum plus one."""
    rest = (ord("\r") - 1 - sum(start)) % 256
    found = start + bytes([rest])
    assert zlib.compress(found).endswith(b"\r")
    return found


@pytest.mark.parametrize("kind", ["font", "drawing"])
def test_a_bad_end_is_replaced(kind: str) -> None:
    """A font program and a drawing whose packed bytes end badly keep their content and get a good end."""
    content = data_ending_badly(b"0 0 m 10 10 l S ")
    with pikepdf.new() as document:
        stream = document.make_stream(content)
        if kind == "font":
            stream.Subtype = Name.CIDFontType0C
        stream.write(zlib.compress(content), filter=Name.FlateDecode)
        document.Root.Probe = stream
        assert stream.read_raw_bytes().endswith(b"\r")
        end_texts_well(document)
        assert stream.read_bytes().startswith(content)
        assert not zlib.compress(stream.read_bytes()).endswith(b"\r")
