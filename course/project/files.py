"""The files of a course folder, links followed: the same ones for every reader."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

SKIPPED = frozenset({"_build", "__pycache__"})
"""Folders that tools fill. What begins with a dot is passed over too: editors and git keep their own things there."""
ODD, PAGE = "C006", ".md"
_NAMED = "has a name"


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file that can be read, those of linked folders too, in the order of their paths."""
    yield from (path for path, wrong in entries_below(folder) if not wrong)


def odd_entries(folder: Path) -> Iterator[Finding]:
    """Yield a finding (C006) for everything that a build would stumble over: it is no file, or cannot be read."""
    for path, wrong in entries_below(folder):
        if wrong:
            yield Finding(path, 1, ODD, wrong, hint="rename it" if wrong.startswith(_NAMED) else "remove it")


def entries_below(top: Path) -> Iterator[tuple[Path, str]]:
    """Yield each entry below a folder that is no folder itself, with what is wrong with it, in the order of paths."""
    waiting: list[tuple[str, bool, tuple[Path, ...]]] = [(str(top), True, ())]
    while waiting:
        name, linked, around = waiting.pop()
        try:
            mode = os.stat(name).st_mode  # noqa: PTH116 - a thousand lessons are walked before anything else is done
            if not stat.S_ISDIR(mode):
                yield Path(name), _fault(name, mode) or _misnamed(name[len(str(top)) + 1 :])
                continue
            if around and name.endswith(PAGE):
                yield Path(name), "is a folder, and no page"
                continue
            inside = around
            if linked:
                real = Path(name).resolve()
                if any(folder == real or folder.is_relative_to(real) for folder in around):
                    yield Path(name), "is a link into a folder around it, whose pages it would repeat without end"
                    continue
                inside = (*around, real)
            with os.scandir(name) as listing:
                entries = sorted(((one.name, one.path, one.is_symlink()) for one in listing), reverse=True)
            waiting += [(path, link, inside) for last, path, link in entries if not _passed_over(last)]
            yield from _twins([path for last, path, _ in entries if last.endswith(PAGE) and not _passed_over(last)])
        except OSError as error:
            yield Path(name), f"cannot be read: {error.strerror}"


def _passed_over(name: str) -> bool:
    return name in SKIPPED or name.startswith(".") or name.endswith(("~", ".pyc"))


def _misnamed(name: str) -> str:
    """Return what is wrong with the name of a file: Sphinx passes over such a page, or nothing can write it down."""
    if name.isascii() and name.isprintable():
        return ""
    try:
        name.encode()
    except UnicodeEncodeError:
        return f"{_NAMED} that is no UTF-8"
    if not all(sign.isprintable() or sign == "\u3000" for sign in name):
        return f"{_NAMED} with a line break or another control character"
    whole = unicodedata.normalize("NFC", name)
    if name.endswith(PAGE) and name != whole:
        return f"{_NAMED} whose letters are in two parts, as an old Mac writes them; Sphinx finds only '{whole}'"
    return ""


def _twins(pages: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield each page whose name is that of another one but for capitals: on many disks they are one file."""
    seen: dict[str, str] = {}
    for page in pages:
        other = seen.setdefault(page.casefold(), page)
        if other != page:
            wrong = (
                f"{_NAMED} that differs from '{Path(other).name}' by capitals alone; on many disks they are one file"
            )
            yield Path(page), wrong


def _fault(path: str, mode: int) -> str:
    if not stat.S_ISREG(mode):
        return "is a pipe, a socket or a device, and no file"
    return "" if os.access(path, os.R_OK) else "cannot be read: Permission denied"
