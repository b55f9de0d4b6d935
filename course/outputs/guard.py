"""While a stranger's course is read and built, this process opens no file outside of it, and starts and calls nothing.

Python tells an audit hook of every file that it opens, every connection and every program (PEP 578). It is a second
line: a stranger's course runs no code of its own, and this holds what a directive, a picture or a library would read.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.checks.trust import refuse_reaches
from course.project.borders import CODE
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from course.project import Project

_SYSTEM = ("/etc/mime.types", "/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo", "/usr/share/mime", "/dev/null",
           "/dev/urandom", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys")  # fmt: skip
"""What the standard library itself looks at."""
_CALLS = frozenset({
    "os.system", "os.exec", "os.spawn", "os.posix_spawn", "pty.spawn", "socket.connect", "socket.sendto",
    "urllib.Request", "ftplib.connect", "smtplib.connect", "http.client.connect",
})  # fmt: skip
"""What a build never needs."""


class _Guard:
    """The places that may be read while a guard is up; none means that no guard is."""

    places: tuple[str, ...] = ()
    hooked = False

    def __init__(self) -> None:
        self.denied: dict[str, None] = {}

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse with a PermissionError, which readers of files report with their place."""
        if not self.places:
            return
        if event == "open":
            self._open(*arguments)
        elif event in _CALLS or (event == "subprocess.Popen" and str(arguments[0]) != sys.executable):
            raise PermissionError(f"a stranger's course may not do this: {event}")

    def _open(self, path: object, mode: object, _flags: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike) or (isinstance(mode, str) and set("wax") & set(mode)):
            return
        real = os.path.realpath(os.fsdecode(path))
        if not Path(real).exists() or Path(real).is_dir():
            return
        if not any(real == place or real.startswith(place.rstrip(os.sep) + os.sep) for place in self.places):
            self.denied[real] = None
            raise PermissionError(f"{real} lies outside of the course, which is a stranger's")


_GUARD = _Guard()


def engine_places() -> tuple[str, ...]:
    """Return where Python, its libraries and this package lie."""
    paths = {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix}
    packages = {str(files(name)) for name in ("course", "quizzes")}
    sites = {path for path in sys.path if Path(path).name in {"site-packages", "dist-packages"}}
    return tuple(os.path.realpath(path) for path in (*paths, *packages, *sites, *_SYSTEM))


def denied() -> list[Path]:
    """Return the files that were asked for since this was called before, and not opened."""
    asked, _GUARD.denied = [Path(name) for name in _GUARD.denied], {}
    return asked


@contextmanager
def guarded(*places: Path) -> Iterator[None]:
    """Let this process read only below the places given, where Python and its libraries lie, and in a fresh folder.

    Hooks of this kind stay for the life of a process; outside of the block this one does nothing.
    """
    if not _GUARD.hooked:
        sys.addaudithook(_GUARD)
        _GUARD.hooked = True
    before, folder = tempfile.tempdir, tempfile.mkdtemp(prefix="course-stranger-")
    config = os.environ.get("DOCUTILSCONFIG")
    tempfile.tempdir, os.environ["DOCUTILSCONFIG"] = folder, os.devnull
    _GUARD.denied = {}
    _GUARD.places = (*_real(places), os.path.realpath(folder), *engine_places())
    try:
        yield
    finally:
        _GUARD.places = ()
        tempfile.tempdir = before
        os.environ.pop("DOCUTILSCONFIG") if config is None else os.environ.update(DOCUTILSCONFIG=config)
        _remove(Path(folder))


def _real(places: Sequence[Path]) -> tuple[str, ...]:
    return tuple(os.path.realpath(place) for place in places)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def kept_in(project: Project, *others: Path) -> Iterator[None]:
    """Work on a course; a stranger's is kept in its folder, beside which only `others` may be read.

    Raises FindingsError for every path and link that leads out of a stranger's course, and for an output folder inside
    of it, which could hold what the stranger wants to be taken for our own cache.
    """
    if project.trusted:
        yield
        return
    refuse_reaches(project)
    inside = [place for place in others if place.resolve().is_relative_to(project.root)]
    if inside:
        message = "this lies inside of a stranger's course"
        raise FindingsError(Finding(inside[0], 1, CODE, message, hint="give another place with --out"))
    with guarded(project.root, *others):
        yield
