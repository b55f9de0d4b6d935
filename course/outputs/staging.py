"""Build beside, then swap: an interrupted build leaves the earlier output whole."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CACHE = ".cache"
_ENGINE = "engine"


def open_output(out: Path, engine: str) -> Path:
    """Make the output folder and return its cache folder.

    The cache is emptied when an earlier build was interrupted, or was made by another engine than the one whose digest
    is given: pages and trees of an older engine would live on beside new ones.

    Raises FindingsError when the folder cannot be written.
    """
    cache = out / _CACHE
    try:
        out.mkdir(parents=True, exist_ok=True)
        if cache.exists() and ((cache / "unfinished").exists() or _made_by(cache) != engine):
            shutil.rmtree(cache)
        cache.mkdir(exist_ok=True)
        (cache / "unfinished").touch()
        (cache / _ENGINE).write_text(engine, encoding="utf-8")
    except OSError as error:
        message = f"cannot write the output folder: {error.strerror or error}"
        raise FindingsError(Finding(out, 1, "C020", message, hint="choose another with --out")) from error
    return cache


def _made_by(cache: Path) -> str:
    path = cache / _ENGINE
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def close_output(cache: Path) -> None:
    """Note that the build came to its end, so that the next one may trust the cache."""
    (cache / "unfinished").unlink(missing_ok=True)


@contextmanager
def staged(target: Path, *, keep: bool) -> Iterator[Path]:
    """Give a folder to build in, and put it in the place of `target` when the block ends without an error.

    With `keep` the folder starts as a copy of `target`, dates included, so that only what changed is written anew.
    """
    staging = target.with_name(f".building-{target.name}")
    old = target.with_name(f".old-{target.name}")
    _recover(target, old)
    shutil.rmtree(staging, ignore_errors=True)
    if keep and target.is_dir():
        shutil.copytree(target, staging)
    else:
        staging.mkdir()
    try:
        yield staging
        if target.exists():
            target.rename(old)
        staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        _recover(target, old)


def _recover(target: Path, old: Path) -> None:
    """Bring the earlier output back when a swap stopped half-way; drop it when the swap was done."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
