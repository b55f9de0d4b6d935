"""The works that a course cites: their keys, lines and dates; how they are printed is the Sphinx side's business."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ENTRY = re.compile(r"^\s*@\w+\s*[{(]\s*([^,\s]+)\s*,", re.MULTILINE)
_IGNORED = ("@comment", "@string", "@preamble")


@dataclass(frozen=True)
class Work:
    """One entry of the bibliography; `accessed` is its `urldate`, None when it has none."""

    key: str
    line: int
    year: int | None
    accessed: dt.date | None
    fields: Mapping[str, str]


def load_bibliography(path: Path) -> dict[str, Work]:
    """Read a BibTeX file as works by key, in its order.

    Raises FindingsError when it cannot be parsed (E015) or holds a key twice (E016).
    """
    text = read_text(path, "E015", newline=None)
    lines = _key_lines(text)
    found = [
        Finding(path, line, "E016", f"'{key}' is already the key of line {lines[key][0]}")
        for key, (_, *more) in lines.items()
        for line in more
    ]
    if found:
        raise FindingsError(*found)
    return {key: _work(key, lines.get(key, [1])[0], fields) for key, fields in _entries(path, text).items()}


def _key_lines(text: str) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for match in _ENTRY.finditer(text):
        if not match[0].lstrip().lower().startswith(_IGNORED):
            line = text.count("\n", 0, match.start(1)) + 1
            lines.setdefault(match[1], []).append(line)
    return lines


def _entries(path: Path, text: str) -> dict[str, dict[str, str]]:
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError

    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        line = getattr(error, "lineno", None) or 1
        raise FindingsError(Finding(path, line, "E015", f"not readable as BibTeX: {error}")) from error
    return {key: {name.lower(): str(value) for name, value in entry.fields.items()} for key, entry in entries.items()}


def _work(key: str, line: int, fields: Mapping[str, str]) -> Work:
    year = re.search(r"\d{4}", fields.get("year", ""))
    try:
        accessed = dt.date.fromisoformat(fields.get("urldate", ""))
    except ValueError:
        accessed = None
    return Work(key, line, int(year[0]) if year else None, accessed, fields)
