"""What was read from files, remembered while no byte of them changes: the one memory of the engine."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
MOST = 512
"""How many results are kept: those asked for last."""
_kept: OrderedDict[tuple[object, tuple[Path, ...]], tuple[tuple[bytes, ...], Any]] = OrderedDict()


def reread(load: Callable[..., T], *paths: Path) -> T:
    """Return `load(*paths)`, or what it gave before while the content of the paths is the same.

    Content decides, not a date: a copy may keep the date of what it replaces, and two edits may share one. A file that
    is not there has a content too. `load` is a function of a module and reads these files only; what it raises is
    passed on and not kept. Whoever asks shares the result, so nobody changes it.
    """
    key, state = (load, paths), tuple(map(_content, paths))
    known = _kept.get(key)
    if known is None or known[0] != state:
        known = _kept[key] = state, load(*paths)
    _kept.move_to_end(key)
    if len(_kept) > MOST:
        _kept.popitem(last=False)
    value: T = known[1]
    return value


def _content(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""
