"""The document as bytes and as text: its size, encoding and format are asked before anything is divided."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.ingest.codes import IngestCode
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 5_000_000
TEXT = frozenset({"", ".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = "open it in a text editor, choose 'Save as' with the encoding UTF-8, and try again"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class Source:
    """The document as it is: its bytes are kept verbatim, `text` is None for a format that must be converted."""

    path: Path
    content: bytes
    text: str | None

    @property
    def suffix(self) -> str:
        """Return the suffix in lower case."""
        return self.path.suffix.lower()

    @property
    def sha256(self) -> str:
        """Return the checksum of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_source(path: Path) -> Source:
    """Read a document.

    Raises FindingsError when it is missing (N001), bigger than 5 MB (N002), empty (N003), or, for text formats, not
    UTF-8 (N004) or binary (N005).
    """
    content = _read(path)
    if not content.strip():
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document is empty"))
    known = path.suffix.lower() in TEXT | MARKDOWN | HTML
    text = _decode(path, content) if known else None
    if text is not None and not any(letter.isalnum() for letter in text):
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document holds no text"))
    return Source(path, content, text)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"{size:,} bytes; a document has at most {MAX_BYTES:,}"
            raise FindingsError(Finding(path, 1, IngestCode.TOO_BIG, message, hint="make one course of each part"))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FindingsError(Finding(path, 1, IngestCode.MISSING, f"the document cannot be read: {reason}")) from error


def _decode(path: Path, content: bytes) -> str:
    if content.startswith(_UTF16) or _is_wide(content):
        raise FindingsError(Finding(path, 1, IngestCode.NOT_UTF8, "the document is UTF-16, not UTF-8", hint=_SAVE))
    if found := _BINARY.search(content):
        line = content.count(b"\n", 0, found.start()) + 1
        message = f"not a text: byte {found.start()} is 0x{found.group()[0]:02x}"
        hint = "if this is a word processor's file, keep its suffix, for example .docx"
        raise FindingsError(Finding(path, line, IngestCode.BINARY, message, hint=hint))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte {error.start} is 0x{content[error.start]:02x}{_probably(content[error.start])}"
        raise FindingsError(Finding(path, line, IngestCode.NOT_UTF8, message, hint=_SAVE)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_wide(content: bytes) -> bool:
    """Say whether every other byte of the beginning is zero, as in UTF-16 without its mark."""
    head = content[:200]
    return len(head) > 1 and (not any(head[1::2]) or not any(head[::2]))


def _probably(byte: int) -> str:
    """Return which letter a byte is in the old encoding of Windows, where it is one."""
    letter = bytes([byte]).decode("cp1252", "replace")
    return f", which is '{letter}' in Windows-1252" if letter.isalpha() else ""
