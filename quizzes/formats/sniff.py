"""Which format a file is of, by what it holds; its ending only says how a text is meant."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.formats.loss import unreadable

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 65_536
_XML = re.compile(
    rb"<(?:\w+:)?(quiz|problem|FEEDBACK|assessmentItem|qti-assessment-item|questestinterop|manifest)[\s>]"
)
_ROOTS = {
    b"quiz": "moodle",
    b"problem": "olx",
    b"FEEDBACK": "moodle-feedback",
    b"assessmentItem": "qti21",
    b"qti-assessment-item": "qti3",
    b"questestinterop": "canvas",
}
_AIKEN = re.compile(rb"^ANSWER:\s*[A-Z]\s*$", re.MULTILINE)
_OLD = re.compile(rb"imsqti_xmlv1p[12]|assessment/x-bb-q")
"""The type of a resource of QTI 1.2, as Canvas and cartridges, and as Blackboard name it."""
_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = 5_000_000
_PARTS = {
    "xl/workbook.xml": "xlsx",
    "word/document.xml": "docx",
    "content/content.json": "h5p",
    "collection.anki2": "anki",
    "collection.anki21": "anki",
    "collection.anki21b": "anki",
}
"""What only one format has in its archive."""
_EXTYPE = re.compile(rb"^extype:[ \t]*\w", re.MULTILINE)
_NUMBERED = re.compile(rb"^\d+\.[ \t]+\S", re.MULTILINE)
_MARKED = re.compile(rb"^(?:\*[a-zA-Z]\)|\[\*\]|\*|=)[ \t]+\S", re.MULTILINE)
_TABLES = re.compile(rb"^[ \t]*\[\[\s*questions\s*\]\]", re.MULTILINE)
_GIFT = re.compile(rb"(?<!\\)\{")


def _of_archive(path: Path, suffix: str) -> str:
    """Return the format of an archive by what it holds; one that cannot be opened is left to the reader of packages."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if found := next((format_ for name, format_ in _PARTS.items() if name in names), ""):
                return found
            if "mimetype" in names and archive.open("mimetype").read(len(_SHEET)) == _SHEET:
                return "ods"
            name = next((one for one in archive.namelist() if one.endswith("imsmanifest.xml")), "")
            with archive.open(name) as manifest:
                return "canvas" if _OLD.search(manifest.read(_MANIFEST)) else "qti21"
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error, ValueError):
        return {".xlsx": "xlsx", ".ods": "ods", ".docx": "docx", ".h5p": "h5p", ".apkg": "anki"}.get(suffix, "qti21")


def format_of(path: Path) -> str:
    """Return the name of a format of ours; raises FindingsError where none fits."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise FindingsError(unreadable(path, 1, f"cannot be read: {error.strerror}")) from error
    suffix = path.suffix.lower()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()  # as Notepad saves a text
    if head.startswith(b"PK\x03\x04"):
        if suffix == ".odt":
            told = "a text of OpenDocument is not read"
            raise FindingsError(unreadable(path, 1, told, "save it as .docx"))
        return _of_archive(path, suffix)
    if head.startswith(b"\x1f\x8b"):
        return "olx"
    if (root := _XML.search(head)) and root[1] in _ROOTS:
        return _ROOTS[root[1]]
    if found := _of_text(head, suffix):
        return found
    raise FindingsError(unreadable(path, 1, "its format is not known by what it holds", "name it with --from"))


def _of_text(head: bytes, suffix: str) -> str:
    """Return the format of a plain text by its ending and its marks, "" for none."""
    if suffix in (".csv", ".tsv"):
        return "csv"
    if suffix == ".toml" and _TABLES.search(head):
        return "mdbook-quiz"
    marks = [
        ("gift", suffix == ".gift"),
        ("rexams", suffix in (".rmd", ".md") and _EXTYPE.search(head)),
        ("aiken", _AIKEN.search(head.replace(b"\r\n", b"\n"))),
        ("text2qti", suffix in (".txt", ".md") and _NUMBERED.search(head) and _MARKED.search(head)),
        ("gift", suffix == ".txt" and _GIFT.search(head)),
    ]
    return next((name for name, found in marks if found), "")
