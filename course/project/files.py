"""The files of a course folder, links followed: the same ones for every reader."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SKIPPED = frozenset({"_build", "__pycache__"})
"""Folders that tools fill. What begins with a dot is passed over too: editors and git keep their own things there."""
ODD = "C006"


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file that can be read, those of linked folders too, in the order of their paths."""
    yield from (path for path, wrong in _walk(folder) if not wrong)


def odd_entries(folder: Path) -> Iterator[Finding]:
    """Yield a finding (C006) for everything that a build would stumble over: it is no file, or cannot be read."""
    yield from (Finding(path, 1, ODD, wrong, hint="remove it") for path, wrong in _walk(folder) if wrong)


def _walk(top: Path) -> Iterator[tuple[Path, str]]:
    """Yield each entry that is no folder, with what is wrong with it."""
    waiting: list[tuple[Path, tuple[Path, ...]]] = [(top, ())]
    while waiting:
        path, around = waiting.pop()
        try:
            mode = path.stat().st_mode
            if not stat.S_ISDIR(mode):
                yield path, _fault(path, mode)
                continue
            inside = around
            if not around or path.is_symlink():
                real = path.resolve()
                if any(folder == real or folder.is_relative_to(real) for folder in around):
                    yield path, "is a link into a folder around it, whose pages it would repeat without end"
                    continue
                inside = (*around, real)
            entries = sorted(path.iterdir(), reverse=True)
            waiting += [(entry, inside) for entry in entries if not _passed_over(entry.name)]
        except OSError as error:
            yield path, f"cannot be read: {error.strerror}"


def _passed_over(name: str) -> bool:
    return name in SKIPPED or name.startswith(".") or name.endswith(("~", ".pyc"))


def _fault(path: Path, mode: int) -> str:
    if not stat.S_ISREG(mode):
        return "is a pipe, a socket or a device, and no file"
    return "" if os.access(path, os.R_OK) else "cannot be read: Permission denied"
