"""What Sphinx and themes put into a folder for themselves: none of it is published."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOTE = ".buildinfo"
_IDLE = ("_static/*webpack-macros.html",)
"""Parts of a theme's templates that it keeps among the files for readers."""


@contextmanager
def records_apart(folder: Path, kept: Path) -> Iterator[None]:
    """Let a builder find its note of the settings, by which it knows which pages to write again, but not leave it.

    The note depends on where the course lies. It is kept at `kept`.
    """
    if kept.is_file() and folder.is_dir():
        shutil.copyfile(kept, folder / _NOTE)
    yield
    if (folder / _NOTE).is_file():
        shutil.copyfile(folder / _NOTE, kept)
        (folder / _NOTE).unlink()
    for pattern in _IDLE:
        for path in folder.glob(pattern):
            path.unlink()
