"""What a build said, and the files it was made of: while they stand, the same command is answered without loading it.

Nothing is decided here that the build itself would decide otherwise. What it read is taken down before it reads, so a
file that is saved meanwhile counts as changed; a date alone says nothing (see `quizzes.content`). A call is answered
only when each file is the very one that was read, or holds the same bytes, and no file came or went.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course import engine
from course.project import day
from course.project.files import entries_below
from quizzes.content import digest_of, is_settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.project import Project

CACHE, UNFINISHED = ".cache", "unfinished"
NAME = "standing.json"
_MOST = 8
"""How many calls are remembered for one output folder: `--to html`, `--to pdf`, one for each language, …"""
_ENVIRONMENT = ("SOURCE_DATE_EPOCH", "COURSE_OVERLAY", "DOCUTILSCONFIG")
Seen = list[Any]
"""Device, inode, size and times of a file, empty while a change might not show in them; and the digest of its bytes."""


@dataclass(frozen=True)
class Call:
    """One command with all that decides what it does beside the files: `out` is its output folder, `key` the rest."""

    out: Path
    key: str


@dataclass
class Snapshot:
    """What the files of a course were before a build read them; `walked` are the folders that were gone through."""

    walked: list[list[str]] = field(default_factory=list)
    files: dict[str, Seen] = field(default_factory=dict)

    def take_folder(self, folder: Path, kind: str = "course") -> None:
        """Take down every file below a folder of a `course`, or of the code of the `engine`."""
        if [str(folder), kind] not in self.walked:
            self.walked.append([str(folder), kind])
            self.take(_names_below(str(folder), kind))

    def take(self, names: Iterable[str]) -> None:
        """Take down files, and folders by what is in them; what is not there must not come."""
        for name in names:
            if name not in self.files:
                self.files[name] = [_signature(name), digest_of(name)]


@dataclass(frozen=True)
class Said:
    """The lines that a command printed: what it noticed, and what was made."""

    noticed: tuple[str, ...]
    made: tuple[str, ...]


def call_of(out: Path, *told: object) -> Call:
    """Return the call of a command, given all that it was told."""
    surroundings = [os.environ.get(name) for name in _ENVIRONMENT]
    state = [day.today().isoformat(), sys.version, sys.path, str(Path.cwd()), surroundings, *map(str, told)]
    return Call(out.absolute(), hashlib.sha256(json.dumps(state).encode()).hexdigest())


def begin(root: Path) -> Snapshot:
    """Take down the folder of a course, the engine and what is installed beside it, before anything of it is read."""
    snapshot = Snapshot()
    snapshot.take_folder(root)
    for package in ("course", "quizzes"):
        snapshot.take_folder(Path(engine.__file__).parents[1] / package, "engine")
    snapshot.take(name for name in sys.path if Path(name).is_dir())
    return snapshot


def remember(call: Call, snapshot: Snapshot, project: Project, said: Said, editions: Sequence[str]) -> None:
    """Note a call that came to its end, while its output folder is still held."""
    from course.outputs.beside import marks
    from course.project.inputs import inputs_of

    cache = call.out / CACHE
    stamps = [cache / f"{name}.json" for name in editions]
    for stamp in stamps:
        outside = json.loads(stamp.read_text(encoding="utf-8")).get("outside", {})
        snapshot.files |= {name: [[], digest] for name, digest in outside.items()}
    snapshot.take(map(str, [*inputs_of(project), *stamps, *marks(call.out)]))
    record = {
        "walked": snapshot.walked,
        "names": _digest_of_names(snapshot.walked),
        "files": snapshot.files,
        "editions": list(editions),
        "noticed": said.noticed,
        "made": said.made,
    }
    _write(cache, {**_read(cache), call.key: record})


def answer(call: Call) -> Said | None:
    """Return what the same call said before; None when it has to be done: something is not what it was, or unknown."""
    cache = call.out / CACHE
    records = _read(cache)
    try:
        record = records[call.key]
        there = all(Path(call.out, name).is_dir() for name in record["editions"])
        if not there or (cache / UNFINISHED).exists() or _digest_of_names(record["walked"]) != record["names"]:
            return None
        seen = {name: _seen_again(name, *kept) for name, kept in record["files"].items()}
        said = Said(tuple(record["noticed"]), tuple(record["made"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None  # no call of ours was noted so
    if None in seen.values():
        return None
    if seen != record["files"]:
        _write(cache, {**records, call.key: {**record, "files": seen}})
    return said


def _names_below(folder: str, kind: str) -> Iterator[str]:
    """Yield the names of the files below a folder, and of what is wrong there, which a build would report."""
    if kind == "engine":
        yield from map(str, engine.files_below(Path(folder), content=False))
    else:
        yield from (f"{path}{wrong}" for path, wrong in entries_below(Path(folder)))


def _digest_of_names(walked: Iterable[Sequence[str]]) -> str:
    names = [name for folder, kind in walked for name in _names_below(folder, kind)]
    return hashlib.sha256("\0".join(names).encode(errors="surrogateescape")).hexdigest()


def _seen_again(name: str, signature: Sequence[int], digest: str) -> Seen | None:
    """Return a file as it is seen now; None when it does not hold what it did."""
    now = _signature(name)
    if signature and now == signature:
        return [signature, digest]
    return [now, digest] if digest_of(name) == digest else None


def _signature(name: str) -> list[int]:
    """Return what tells one state of a file from another; empty for none, and while it might not show a change."""
    try:
        status = os.stat(name)  # noqa: PTH116 - thousands of them are the whole work of an answer
    except (OSError, ValueError):
        return []
    if not is_settled(status, time.time_ns()):
        return []
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _read(cache: Path) -> dict[str, Any]:
    try:
        records = json.loads((cache / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return records if isinstance(records, dict) else {}


def _write(cache: Path, records: dict[str, Any]) -> None:
    """Write the calls that were noted last; a note that cannot be written is only work done again."""
    latest = dict(list(records.items())[-_MOST:])
    beside = cache / f"{NAME}.{os.getpid()}"
    try:
        beside.write_text(json.dumps(latest), encoding="utf-8")
        beside.replace(cache / NAME)
    except OSError:
        beside.unlink(missing_ok=True)
