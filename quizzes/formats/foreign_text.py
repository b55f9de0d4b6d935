"""Plain text that a stranger wrote: UTF-8, UTF-16 with its mark, or Windows-1252, which is told."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level
from quizzes.formats.foreign_xml import read_bytes
from quizzes.formats.loss import FormatCode, unreadable

if TYPE_CHECKING:
    from pathlib import Path

_LIMIT = 50_000_000
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"))
_OLD = "it is no UTF-8 and was read as Windows-1252: look at its accents and quotation marks"


def foreign_text(path: Path) -> tuple[str, list[Finding]]:
    """Return the text of a file with line feeds for its line ends, and a finding where its encoding was guessed.

    Raises FindingsError for a file that cannot be read or is no text.
    """
    content = read_bytes(path, _LIMIT)
    name = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    told: list[Finding] = []
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise FindingsError(unreadable(path, 1, "this is no text", "save it as UTF-8")) from error
        line = content.count(b"\n", 0, error.start) + 1
        if "\0" in text:
            raise FindingsError(unreadable(path, 1, "this is no text", "save it as UTF-8")) from error
        told.append(Finding(path, line, FormatCode.MARKUP, _OLD, Level.WARNING))
    return text.replace("\r\n", "\n").replace("\r", "\n"), told
