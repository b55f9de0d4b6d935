"""What is made once in a run of the tests, by whichever of its processes asks first, and only read by all."""

from __future__ import annotations

import fcntl
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Shared:
    """Folders below `root` that all processes of a run know.

    A name with slashes, `course/out/html`, shares the lock of its first part: what is built into one output folder is
    built one after the other, upon what was read before.
    """

    def __init__(self, root: Path) -> None:
        root.mkdir(exist_ok=True)
        self.root = root
        self.used: list[str] = []

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder `name`; unless this run has it, `make(folder)` makes it, while other processes wait."""
        folder = self.root / name
        if name in self.used:
            return folder
        record = self._record(name)
        with (self.root / f"{name.partition('/')[0]}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not record.exists():
                folder.parent.mkdir(parents=True, exist_ok=True)
                make(folder)
                record.write_text(json.dumps(_state(folder)), encoding="utf-8")
        self.used.append(name)
        return folder

    def changed(self) -> list[str]:
        """Return the files that a test has changed, added or removed although all tests read them."""
        found = []
        for name in self.used:
            was, now = json.loads(self._record(name).read_text(encoding="utf-8")), _state(self.root / name)
            found += [f"{name}/{file}" for file in {*was, *now} if was.get(file) != now.get(file)]
        return sorted(found)

    def _record(self, name: str) -> Path:
        return self.root / f"{name.replace('/', '-')}.json"


def _state(folder: Path) -> dict[str, list[int]]:
    """Return size and date of change of each file."""
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): [stat.st_size, stat.st_mtime_ns] for path, stat in found}
