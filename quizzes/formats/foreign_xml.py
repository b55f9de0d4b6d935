"""XML that a stranger wrote: no entities, no DOCTYPE, no network, bounded in size and depth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from quizzes.finding import FindingsError
from quizzes.formats.loss import unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element as Element

MOST = 100_000_000
_HEAD = 1_000_000
_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE", re.DOTALL | re.IGNORECASE
)
"""What stands before the root; a text in CDATA may speak of a DOCTYPE."""


def read_bytes(path: Path, most: int = MOST) -> bytes:
    """Return the bytes of a file; raises FindingsError for one that cannot be read or has more than `most`."""
    if not path.is_file():
        raise FindingsError(unreadable(path, 1, "cannot be read: it is no file"))
    try:
        size = path.stat().st_size
        if size > most:
            raise FindingsError(unreadable(path, 1, f"{size:,} bytes; such a file has at most {most:,}", "split it"))
        return path.read_bytes()
    except OSError as error:
        raise FindingsError(unreadable(path, 1, f"cannot be read: {error.strerror or error}")) from error


def parse(path: Path, content: bytes, part: str = "") -> Element:
    """Return the root of an XML file; `part` names it when it stands in an archive.

    Raises FindingsError for a DOCTYPE, which could name files of this machine or grow without end, and for bad XML.
    """
    about = f"{part}: " if part else ""
    refusal = FindingsError(unreadable(path, 1, f"{about}it has a DOCTYPE, which is not read", "take it out"))
    if _PROLOG.match(content[:_HEAD].replace(b"\0", b"")):
        raise refusal
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = str(error).partition("\n")[0][:200]
        raise FindingsError(unreadable(path, line, f"{about}this is not XML: {reason}")) from error
    if root.getroottree().docinfo.doctype:
        raise refusal
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
