"""The document that a course is made from: unchanged since it was taken in, and answered without a gap."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from quizzes.finding import Finding
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from course.evidence.register import Register

CONTENTS = re.compile(r"[^\S\n]*\S.*?(?:\.[^\S\n]?){4,}[^\S\n]*(?:\d{1,4}|[ivxlc]{1,6})[^\S\n]*")
"""A line of a table of contents: words, dots and the number of a page; it states nothing."""
WORDS = "document.txt"
"""The file beside the register with the words of the document as they were read, without markup and bullets."""
SUMS = ".sha256"
"""The suffix of a list of documents with their checksums, as `sha256sum` writes it; they lie below its folder."""
_QUOTED = 40
_BULLET = re.compile(r"^[^\S\n]*(?:[•◦▪‣·*–-]|\d+[.)])(?=\s)", re.MULTILINE)


@dataclass(frozen=True)
class SourceDocument:
    """The text of a document without white space, bullets and contents, and the line of each of its characters.

    With `as_read` it is what a reader made of the document, and holds no bullet or contents that would have to go.
    """

    path: Path
    letters: str
    lines: tuple[int, ...]
    begins: frozenset[int] = frozenset()
    """Where words begin in `letters`."""
    as_read: bool = False

    def line(self, position: int) -> int:
        """Return the line (from 1) of a character of `letters`; positions past the end give the last line."""
        return self.lines[min(position, len(self.lines) - 1)] if self.lines else 1

    def words(self, start: int, end: int) -> str:
        """Return a part of the letters with the spaces between its words."""
        return "".join(
            f" {self.letters[at]}" if at in self.begins else self.letters[at] for at in range(start, end)
        ).strip()


def squeeze(text: str) -> str:
    """Return a text without white space and bullets, the form in which document and register are compared."""
    return "".join(_BULLET.sub(_blank, text).split())


def load_document(path: Path) -> SourceDocument:
    """Read the document; raises FindingsError when it is missing or not UTF-8 (E020)."""
    bare = _BULLET.sub(_blank, read_text(path, "E020", newline=None))
    return _document(path, ["" if CONTENTS.fullmatch(line) else line for line in bare.split("\n")])


def read_words(path: Path) -> SourceDocument:
    """Read the words of a document as they were read; raises FindingsError when they are not UTF-8 (E020)."""
    return _document(path, read_text(path, "E020", newline=None).split("\n"), as_read=True)


def _document(path: Path, rows: Sequence[str], *, as_read: bool = False) -> SourceDocument:
    words = [(word, number) for number, row in enumerate(rows, 1) for word in row.split()]
    begins = accumulate((len(word) for word, _ in words), initial=0)
    lines = tuple(number for word, number in words for _ in word)
    return SourceDocument(path, "".join(word for word, _ in words), lines, frozenset(begins), as_read=as_read)


def check_checksum(path: Path, expected: str, settings: Path) -> list[Finding]:
    """Compare the document's SHA-256 with the one noted in course.toml (E021)."""
    if not expected:
        hint = "set [document] sha256"
        return [Finding(settings, 1, "E021", "the checksum of the document is not noted", hint=hint)]
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found == expected:
        return _check_listed(path) if path.suffix == SUMS else []
    message = f"the document has changed since it was taken in: its SHA-256 is {found}"
    return [Finding(path, 1, "E021", message, hint="the document is kept verbatim; restore it")]


def _check_listed(path: Path) -> list[Finding]:
    """Compare each document of a list with its checksum."""
    found = []
    for number, line in enumerate(read_text(path, "E020", newline=None).splitlines(), 1):
        expected, _, name = line.partition("  ")
        file = path.parent / name
        if not file.is_file():
            hint = "the documents are kept verbatim; restore it"
            found.append(Finding(path, number, "E021", f"the document {name} is missing", hint=hint))
        elif hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            message = "the document has changed since it was taken in"
            found.append(Finding(file, 1, "E021", message, hint="the document is kept verbatim; restore it"))
    return found


def check_coverage(document: SourceDocument, register: Register) -> list[Finding]:
    """Compare the register with the document: each row quotes it (E022), in order, and no word is left out (E023)."""
    found: list[Finding] = []
    end = 0
    for claim in register.claims:
        quoted = "".join(claim.seed_text.split()) if document.as_read else squeeze(claim.seed_text)
        start = document.letters.find(quoted, end)
        if start < 0:
            message = "the document does not say this, or not at this place"
            found.append(Finding(register.path, claim.line, "E022", message, subject=claim.id))
            continue
        found += _gap(document, end, start)
        end = start + len(quoted)
    return found + _gap(document, end, len(document.letters))


def _gap(document: SourceDocument, start: int, end: int) -> list[Finding]:
    if not any(letter.isalnum() for letter in document.letters[start:end]):
        return []
    words = document.words(start, min(end, start + _QUOTED))
    message = f"no row of the register quotes '{words}{'…' if end - start > _QUOTED else ''}'"
    return [Finding(document.path, document.line(start), "E023", message)]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
