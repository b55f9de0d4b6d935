"""What is wrong, where, and what to do about it: the one currency of every check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Level(StrEnum):
    """How bad a finding is; only `error` fails a check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, order=True)
class Finding:
    """One finding of a check, printed as `path:line: CODE message`.

    `line` counts from 1; `subject` is the id of the item, statement or objective that is meant; `hint` says what to
    do when the message alone does not.
    """

    path: Path
    line: int
    code: str
    message: str
    level: Level = Level.ERROR
    subject: str = ""
    hint: str = ""

    def __str__(self) -> str:
        about = f"{self.subject}: " if self.subject else ""
        hint = f" ({self.hint})" if self.hint else ""
        return in_one_line(f"{self.path}:{self.line}: {self.code} {about}{self.message}{hint}")


def in_one_line(text: str) -> str:
    """Return a text for a terminal: in one line, and with signs that would steer the terminal spelt out."""
    shown = text.encode(errors="backslashreplace").decode()  # a path may hold what is no text
    return _STEERS.sub(lambda sign: sign[0].encode("unicode_escape").decode(), re.sub(r"\s*[\r\n]\s*", " ", shown))


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its word, which gets an s unless its plural is given."""
    return f"{number} {one if number == 1 else more or f'{one}s'}"


class FindingsError(Exception):
    """Raised where work cannot go on; carries every finding known by then (at least one)."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
