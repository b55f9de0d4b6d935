"""The installed engine: one digest that tells whether what was made before would be made again."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = {"_build", "__pycache__", ".git", ".pytest_cache"}
_CONTENT = {"course.toml", "quizzes.toml"}
"""Files that mark a folder of content: a shipped course is an input of its own editions, and no part of the engine."""
_TOOLS = (
    "sphinx",
    "docutils",
    "pygments",
    "jinja2",
    "babel",
    "myst-parser",
    "markdown-it-py",
    "mdit-py-plugins",
    "sphinx-book-theme",
    "pydata-sphinx-theme",
    "sphinx-design",
    "sphinx-revealjs",
    "sphinxcontrib-bibtex",
    "pybtex",
    "typst",
    "pikepdf",
    "segno",
)


@cache
def engine_digest() -> str:
    """Return a digest of the engine: what its code holds, and the versions of its tools.

    Dates are left out, so that what one machine has made can be used on another.
    """
    from importlib.metadata import version

    state = hashlib.sha256("\n".join(f"{name}={version(name)}" for name in _TOOLS).encode())
    for package in ("course", "quizzes"):
        root = Path(__file__).parents[1] / package
        for path in files_below(root, content=False):
            state.update(f"\0{package}/{path.relative_to(root).as_posix()}\0".encode())
            state.update(path.read_bytes())
    return state.hexdigest()


def files_below(folder: Path, *, content: bool = True) -> Iterator[Path]:
    """Yield every file below a folder in order, without what was built; with `content` false, no folder of content."""
    for here, folders, names in os.walk(folder):
        if not content and _CONTENT.intersection(names):
            folders.clear()
            continue
        folders[:] = sorted(set(folders) - _SKIPPED)
        yield from (Path(here) / name for name in sorted(names) if not name.endswith((".pyc", "~")))
