"""Changes of the texts of a course that are planned and not yet written."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BOM = "\ufeff"


class Edits:
    """Texts by path as they would be; `notes` are what a person has to do besides."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._before: dict[Path, str | None] = {}
        self._after: dict[Path, str | None] = {}

    def read(self, path: Path) -> str:
        """Return a text with the changes so far, line ends and byte-order mark as they stand."""
        if path not in self._after:
            text = read_text(path) if path.is_file() else None
            if text is not None and path.read_bytes().startswith(_BOM.encode()):
                text = _BOM + text
            self._before[path] = self._after[path] = text
        return self._after[path] or ""

    def write(self, path: Path, text: str) -> None:
        """Set the text of a file, which may be new."""
        self.read(path)
        self._after[path] = text

    def change(self, path: Path, how: Callable[[str], str]) -> None:
        """Change the text of a file that is there."""
        self.write(path, how(self.read(path)))

    def move(self, path: Path, target: Path) -> None:
        """Give a file another name."""
        self.write(target, self.read(path))
        self._after[path] = None

    @property
    def changed(self) -> list[Path]:
        """Return the files that are new, other or gone, in the order of their paths."""
        return sorted(path for path, text in self._after.items() if text != self._before[path])

    def contents(self) -> dict[Path, bytes | None]:
        """Return what would be written, None for a file that goes."""
        texts = {path: self._after[path] for path in self.changed}
        return {path: None if text is None else text.encode() for path, text in texts.items()}

    def difference(self) -> Iterator[str]:
        """Yield the lines of a unified diff."""
        for path in self.changed:
            name = os.path.relpath(path)
            before, after = (texts[path] or "" for texts in (self._before, self._after))
            yield from difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")


def line_end(text: str) -> str:
    """Return the end of line that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"
