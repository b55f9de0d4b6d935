"""Build beside, then swap: what fails or is interrupted leaves every earlier folder whole."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.interrupt import undisturbed

try:
    import fcntl
except ImportError:  # Windows has no such locks: two builds into one folder are then the user's to avoid
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.outputs.progress import Progress

_CACHE = ".cache"
_ENGINE = "engine"
_JOURNAL = ".swapping"


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
        raise _not_writable(out, error) from error
    return cache


def _not_writable(out: Path, error: OSError) -> FindingsError:
    message = f"cannot write the output folder: {error.strerror or error}"
    return FindingsError(Finding(out, 1, "C020", message, hint="choose another with --out"))


def _made_by(cache: Path) -> str:
    path = cache / _ENGINE
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def close_output(cache: Path) -> None:
    """Note that the build came to its end, so that the next one may trust the cache."""
    (cache / "unfinished").unlink(missing_ok=True)


@contextmanager
def alone_in(out: Path, progress: Progress) -> Iterator[None]:
    """Hold the folder, which is made, for one build; a second one waits until the first has ended, however it ended.

    The lock is the system's, on the folder itself: a process that is killed leaves none.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(out, os.O_RDONLY) if fcntl else None
    except OSError as error:
        raise _not_writable(out, error) from error
    try:
        if handle is not None:
            _lock(handle, out, progress)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(handle: int, out: Path, progress: Progress) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        progress.begin(f"waiting for another build into {out} to end", 0)
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return  # a file system without locks


class Staging:
    """Folders that are made beside their places in `out` and are put there together."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._names: list[str] = []

    def folder(self, name: str, *, keep: bool = False) -> Path:
        """Return a folder to fill; with `keep` it starts as a copy of the earlier one, dates included.

        Static files are left out: every build writes all of them, and what is gone from the source must not stay.

        Raises FindingsError where a file or a link stands in its place: neither is replaced.
        """
        made, target = self._made(name), self._out / name
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            message = f"{'a link' if target.is_symlink() else 'a file'} stands where the folder belongs"
            raise FindingsError(Finding(target, 1, "C020", message, hint="remove it, or choose another with --out"))
        _bring_back(target, self._old(name))
        _remove(made)
        if keep and target.is_dir():
            shutil.copytree(target, made, ignore=shutil.ignore_patterns("_static"))
        else:
            made.mkdir()
        self._names.append(name)
        return made

    def drop(self, name: str) -> None:
        """Give a folder up; the earlier one stays."""
        self._names = [one for one in self._names if one != name]
        _remove(self._made(name))

    def commit(self) -> None:
        """Put every folder in its place, or none when one cannot be; Ctrl-C is not heard meanwhile.

        The journal lets the next build go on with what a killed process began.
        """
        journal, beside = self._out / _JOURNAL, self._out / f"{_JOURNAL}.new"
        with undisturbed():
            try:
                beside.write_text(json.dumps(self._names), encoding="utf-8")
                beside.replace(journal)
                for name in self._names:
                    self._swap(name)
            except BaseException:
                for name in reversed(self._names):
                    self._take_back(name)
                raise
            finally:
                beside.unlink(missing_ok=True)
                journal.unlink(missing_ok=True)
            self._clear_old()

    def clear(self) -> None:
        """Remove what was not put in place."""
        for name in self._names:
            _remove(self._made(name))

    def go_on(self) -> None:
        """End a swap that was killed half-way."""
        journal = self._out / _JOURNAL
        (self._out / f"{_JOURNAL}.new").unlink(missing_ok=True)
        try:
            names = json.loads(journal.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        for name in names:
            if self._made(name).is_dir():
                self._swap(name)
        self._names = names
        self._clear_old()
        self._names = []
        journal.unlink(missing_ok=True)

    def _made(self, name: str) -> Path:
        return self._out / f".building-{name}"

    def _old(self, name: str) -> Path:
        return self._out / f".old-{name}"

    def _swap(self, name: str) -> None:
        target, old = self._out / name, self._old(name)
        if target.exists():
            _remove(old)
            target.rename(old)
        self._made(name).rename(target)

    def _take_back(self, name: str) -> None:
        """Undo a swap, whole or half; nothing happens where none had begun."""
        target, old, made = self._out / name, self._old(name), self._made(name)
        if target.exists() and not made.exists():
            target.rename(made)
        _bring_back(target, old)

    def _clear_old(self) -> None:
        for name in self._names:
            _remove(self._old(name))


@contextmanager
def staging(out: Path) -> Iterator[Staging]:
    """Give the place to build beside `out`; all is put in place when the block ends without an error, else nothing."""
    stage = Staging(out)
    stage.go_on()
    try:
        yield stage
        stage.commit()
    finally:
        stage.clear()


@contextmanager
def staged(target: Path, *, keep: bool) -> Iterator[Path]:
    """Give one folder to build in, and put it in the place of `target` when the block ends without an error."""
    with staging(target.parent) as stage:
        yield stage.folder(target.name, keep=keep)


def _bring_back(target: Path, old: Path) -> None:
    """Bring the earlier output back when a swap stopped half-way; drop it when the swap was done."""
    if old.exists() and not target.exists():
        old.rename(target)
    _remove(old)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
