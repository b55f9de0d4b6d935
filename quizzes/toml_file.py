"""Read TOML as plain data and the line of everything in it.

The standard library reads the values and forgets their places; `toml_lines` looks only for the places, in texts that
the library has taken or refused already, and never fails.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.codes import LoadCode
from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text
from quizzes.toml_fault import fault_line
from quizzes.yaml12 import Document, Loc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOKEN = re.compile(
    r"#[^\n]*"  # a comment
    r'|"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}"  # texts over several lines
    r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'"  # texts on one line
    r"|[\w+:-]+|[\n=.,\[\]{}]",
    re.DOTALL,
)


def read_toml(path: Path) -> Document:
    """Read the TOML file `path`; raises FindingsError as `read_text` does, and (L030) when it is not TOML."""
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond what Python reads are refused like this
        raise FindingsError(Finding(path, fault_line(text), LoadCode.SETTINGS, f"not TOML: {error}")) from error
    return Document(data, toml_lines(text), form="TOML")


def toml_lines(text: str) -> dict[Loc, int]:
    """Return the line (from 1) of each table, key and list entry of a TOML text by its way."""
    reader = _Places()
    for line, mark in _tokens(text):
        reader.take(mark, line)
    return reader.lines


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if not match[0].startswith("#"):
            yield line, match[0]


@dataclass
class _Open:
    """A list or inline table that has begun: its place, and for a list the position that comes next."""

    loc: Loc
    position: int | None


@dataclass
class _Places:
    """Keeps where in the tree a mark stands; `header` counts the brackets that open the name of a table."""

    lines: dict[Loc, int] = field(default_factory=dict)
    table: Loc = ()
    entries: dict[Loc, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    here: Loc = ()
    header: int = 0
    in_value: bool = False

    def take(self, mark: str, line: int) -> None:
        """Take the next mark."""
        match mark:
            case "\n":
                if not self.stack:
                    self._begin_key()
            case "[" | "{":
                self._open(mark, line)
            case "]" | "}":
                self._close(line)
            case "=":
                self._value(line)
            case ",":
                self._next()
            case ".":
                pass
            case _:
                self._word(mark, line)

    def _begin_key(self) -> None:
        self.keys, self.header, self.in_value = [], 0, False

    def _open(self, mark: str, line: int) -> None:
        if not self.stack and not self.in_value and mark == "[":
            self.header += 1
            return
        loc = self.here
        if self.stack and self.stack[-1].position is not None:
            loc = (*self.stack[-1].loc, self.stack[-1].position)
            self.lines.setdefault(loc, line)
        self.stack.append(_Open(loc, 0 if mark == "[" else None))
        self.keys, self.in_value = [], False

    def _close(self, line: int) -> None:
        if self.stack:
            self.stack.pop()
            self.in_value = True
        elif self.header:
            self._name_table(line, many=self.header > 1)
            self._begin_key()
            self.in_value = True  # nothing but a comment follows on this line

    def _name_table(self, line: int, *, many: bool) -> None:
        loc: Loc = ()
        for place, key in enumerate(self.keys):
            loc = (*loc, key)
            last = place == len(self.keys) - 1
            self.lines.setdefault(loc, line)
            if last and many:
                self.entries[loc] = self.entries.get(loc, 0) + 1
            if loc in self.entries:
                loc = (*loc, self.entries[loc] - 1)
                self.lines.setdefault(loc, line)
        self.table = loc

    def _value(self, line: int) -> None:
        loc = self.stack[-1].loc if self.stack else self.table
        for key in self.keys:
            loc = (*loc, key)
            self.lines.setdefault(loc, line)
        self.here, self.in_value = loc, True

    def _next(self) -> None:
        if self.stack and (position := self.stack[-1].position) is not None:
            self.stack[-1].position = position + 1
        else:
            self.keys, self.in_value = [], False

    def _word(self, mark: str, line: int) -> None:
        if self.stack and self.stack[-1].position is not None:
            self.lines.setdefault((*self.stack[-1].loc, self.stack[-1].position), line)
        elif not self.in_value:
            self.keys.append(mark.strip("\"'"))
