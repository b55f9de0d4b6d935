"""Read other formats (.xlsx and more) by a converter, which makes Markdown of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from course.ingest.codes import IngestCode
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

CONVERTER = "markitdown"
PARTS = {".xlsx": "xlsx", ".xls": "xls", ".csv": ""}
"""The formats that the converter reads, each with the part of it that has to be installed."""
_SAVE = "save the document as .docx, .pdf, .html, .md or .txt"


def convert(path: Path) -> str:
    """Return a document as Markdown.

    Raises FindingsError when nothing reads its format (N012), the converter is not installed (N007), or fails (N010).
    """
    suffix = path.suffix.lower()
    if suffix not in PARTS:
        message = f"'{path.suffix}' is not a format that can be read"
        raise FindingsError(Finding(path, 1, IngestCode.UNKNOWN_FORMAT, message, hint=_SAVE))
    markdown = _convert(path, suffix)
    if not any(letter.isalnum() for letter in markdown):
        message = "the document holds no text that can be read"
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, message))
    return markdown


def _convert(path: Path, suffix: str) -> str:
    try:
        library: Any = import_module(CONVERTER)
        converter = library.MarkItDown(enable_plugins=False)
    except ImportError as error:
        raise _missing(path, suffix) from error
    try:
        return str(converter.convert_local(str(path)).text_content)
    except Exception as error:  # the converter raises errors of every library it uses
        if any(isinstance(one, library.MissingDependencyException) for one in _raised(error)):
            raise _missing(path, suffix) from error
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        message = f"the converter cannot read it: {reason}"
        if isinstance(error, library.FileConversionException):
            message = f"the converter cannot read it; is it a {suffix} file, whole and without a password?"
        raise FindingsError(Finding(path, 1, IngestCode.NOT_CONVERTED, message, hint=_SAVE)) from error


def _raised(error: Exception) -> list[BaseException]:
    """Return the error, and what each part of the converter that was tried raised."""
    attempts = getattr(error, "attempts", None) or ()
    return [error, *(one.exc_info[1] for one in attempts if one.exc_info)]


def _missing(path: Path, suffix: str) -> FindingsError:
    part = f"[{PARTS[suffix]}]" if PARTS[suffix] else ""
    message = f"reading {suffix} needs a converter that is not installed"
    hint = f'python -m pip install "{CONVERTER}{part}"; or save the document as .html, .md or .txt'
    return FindingsError(Finding(path, 1, IngestCode.NO_CONVERTER, message, hint=hint))
