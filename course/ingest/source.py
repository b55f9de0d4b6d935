"""The document as bytes and as text: its size, encoding and format are asked before anything is divided."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from course.ingest.codes import IngestCode
from course.ingest.decode import NotDecodedError, decode
from course.ingest.losses import LossKind
from course.ingest.pandoc import FORMATS, PACKED
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from course.ingest.losses import Losses

MAX_BYTES, MAX_WITH_PICTURES = 5_000_000, 50_000_000
"""How big a document may be: a text, and one of a format that holds its pictures."""
TEXT = frozenset({"", ".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"})
HTML = frozenset({".html", ".htm", ".xhtml"})
SLIDES = frozenset({".pptx", ".pptm", ".ppsx", ".potx"})
NOTEBOOK = frozenset({".ipynb"})
WORD = frozenset({".docx", ".docm", ".dotx", ".dotm", ".doc"})
PDF = frozenset({".pdf"})
_OTHER = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip file or a file of Word"), (b"\xd0\xcf\x11\xe0", "a file of an old Word"),
    (b"{\\rtf", "a file in RTF"), (b"\x1f\x8b", "a packed file"),
)  # fmt: skip
_FEW, _SHARE = 8, 100
_SAVE = "open it in a text editor, choose 'Save as' with the encoding UTF-8, and try again"


@dataclass(frozen=True)
class Source:
    """The document as it is: its bytes are kept verbatim, `text` is None for a format that must be converted.

    Of several documents `files` holds the bytes by their paths, and `content` is the list of them with checksums.
    """

    path: Path
    content: bytes
    text: str | None
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def suffix(self) -> str:
        """Return the suffix in lower case."""
        return self.path.suffix.lower()

    @property
    def sha256(self) -> str:
        """Return the checksum of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_source(path: Path, losses: Losses) -> Source:
    """Read a document.

    What is said of its encoding goes to `losses`. Raises FindingsError when it is missing (N001), too big (N002), empty
    (N003), or, for text formats, in no encoding that is known (N004) or binary (N005).
    """
    content = _read(path)
    if not content.strip():
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document is empty"))
    known = path.suffix.lower() in TEXT | MARKDOWN | HTML | NOTEBOOK | (FORMATS.keys() - PACKED - {".rtf"})
    text = _decode(path, content, losses) if known else None
    if text is not None and not any(letter.isalnum() for letter in text):
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document holds no text"))
    return Source(path, content, text)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        holds_pictures = path.suffix.lower() in WORD | SLIDES | NOTEBOOK | PACKED | PDF | {".rtf"}
        most = MAX_WITH_PICTURES if holds_pictures else MAX_BYTES
        if size > most:
            message = f"{size:,} bytes; a document has at most {most:,}"
            raise FindingsError(Finding(path, 1, IngestCode.TOO_BIG, message, hint="make one course of each part"))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FindingsError(Finding(path, 1, IngestCode.MISSING, f"the document cannot be read: {reason}")) from error


def _decode(path: Path, content: bytes, losses: Losses) -> str:
    if kind := next((kind for start, kind in _OTHER if content.startswith(start)), ""):
        message = f"not a text: it begins like {kind}"
        hint = "keep the suffix of the program that wrote it, for example .docx"
        raise FindingsError(Finding(path, 1, IngestCode.BINARY, message, hint=hint))
    try:
        text = decode(content, losses, declares=path.suffix.lower() in HTML)
    except NotDecodedError as error:
        raise FindingsError(Finding(path, 1, IngestCode.NOT_UTF8, str(error), hint=_SAVE)) from error
    signs = sum(len(loss.words.split()) for loss in losses.found if loss.kind is LossKind.CONTROL)
    if signs > _FEW and signs * _SHARE > len(text):
        message = f"not a text: {signs} of its {len(text) + signs} signs are control characters"
        raise FindingsError(Finding(path, 1, IngestCode.BINARY, message))
    return text
