"""What files hold, and whether something has to be read again: content decides, never a date.

A file that is edited may get an older date than it had (`cp -p`, unzip, rsync, a restored backup, a synced folder), so
a date says nothing about what was read. Between processes only digests of contents are kept. Within a process a digest
is kept as long as the file is the very one that was read, by the rule of git: device, inode, size and both times to
the nanosecond are the same, and it was not touched so shortly before it was read that a later change could carry the
same times.
"""

from __future__ import annotations

import gc
import hashlib
import os
import stat
import time
from collections import OrderedDict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
Signature = tuple[int, int, int, int, int]
SETTLED = 2_000_000_000
"""Nanoseconds after which a change shows in the times of a file on every file system."""
KEPT = 4096
"""How many values are remembered; the ones that were not asked for the longest are forgotten."""
_digests: dict[str, tuple[Signature, str]] = {}
_values: OrderedDict[tuple[Any, ...], tuple[tuple[str, ...], Any]] = OrderedDict()


def digest_of(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file, or of the names in a folder; empty for what is not there or cannot be read."""
    name = os.fspath(path)
    try:
        status = Path(name).stat()
        if stat.S_ISDIR(status.st_mode):
            names = sorted(one.name for one in Path(name).iterdir())
            return hashlib.sha256("\0".join(names).encode(errors="surrogateescape")).hexdigest()
        if not stat.S_ISREG(status.st_mode):
            return ""
        signature = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        known = _digests.get(name)
        if known and known[0] == signature:
            return known[1]
        with Path(name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
    if is_settled(status, time.time_ns()):
        _digests[name] = signature, digest
    return digest


def is_settled(status: os.stat_result, now: int) -> bool:
    """Say whether a file was left alone so long before `now` (nanoseconds) that every later change shows in its times.

    A date in the future says nothing; the time of the last change of the inode cannot be set by hand.
    """
    touched = [moment for moment in (status.st_mtime_ns, status.st_ctime_ns) if moment <= now]
    return bool(touched) and now - max(touched) > SETTLED


def reread(load: Callable[..., T], *paths: Path) -> T:
    """Return `load(*paths)`, from memory while the contents of all paths are those that were read.

    `load` is a function of a module; a folder among the paths stands for the names in it. Raises what `load` raises,
    FindingsError from memory too, so that a broken file is not read again for every page.
    """
    key, state = (
        (load, *paths),
        tuple(map(digest_of, paths)),
    )  # the digests come first: what changes later is read again
    known = _values.get(key)
    if known is None or known[0] != state:
        known = _values[key] = state, _tried(load, *paths)
        while len(_values) > KEPT:
            _values.popitem(last=False)
    _values.move_to_end(key)
    found: T | FindingsError = known[1]
    if isinstance(found, FindingsError):
        raise FindingsError(*found.findings)
    return found


def as_read(load: Callable[..., Any], path: Path) -> str:
    """Return the digest of what a file held when `reread` last loaded it; empty when it did not."""
    known = _values.get((load, path))
    return known[0][0] if known else ""


def _tried(load: Callable[..., T], *paths: Path) -> T | FindingsError:
    try:
        return load(*paths)
    except FindingsError as error:
        return error


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold Python's search for cycles back while many values that live on are made: it looks at each of them again.

    It is switched on again where it was on; banks and readings make no cycles.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
