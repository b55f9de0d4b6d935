"""Builds for the preview, each in a process forked from one that has loaded everything and read the course once.

A new process would spend a second on loading Sphinx before it looks at what was saved. The one that waits here has
built the course once, so that each fork begins with what was read then; what was saved since is known by its content.
Nothing that a fork does stays in the one that waits.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from course.engine import engine_digest
from course.outputs.edition import EDITIONS
from course.outputs.guard import engine_places
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.outputs.staging import alone_in, close_output, open_output, staging
from course.outputs.stamp import read_stamp, write_stamp
from course.project import load_project
from course.sphinxext.consistency import findings_of
from quizzes.finding import Level

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from quizzes.finding import Finding

NAME = "html"
_QUIET = ("R001", "E010", "Q147")
"""What a draft has in every row and lesson would hide what changed."""
_SETTINGS = (("course_check", False), ("suppress_warnings", [f"course.{code}" for code in _QUIET]))
_FORKS = hasattr(os, "fork")


@dataclass(frozen=True)
class Preview:
    """What is shown: the folder of a course, the output folder, and who is told of findings and of what went wrong."""

    root: Path
    out: Path
    tell: Callable[[list[Finding]], None]
    fail: Callable[[BaseException], None]

    @property
    def pages(self) -> Path:
        """Return the folder of the pages."""
        return self.out / NAME

    def make(self) -> None:
        """Build what has changed and put it in place; what stands against the course is told, and the page is shown.

        Raises FindingsError, and whatever else comes of it, when the pages cannot be made; the earlier ones stay.
        """
        project, edition = load_project(self.root), EDITIONS[NAME]
        order = Order(project, self.out, Silent(), settings=_SETTINGS)
        documents = [str(page) for page in project.pages()]
        with alone_in(self.out, order.progress):
            cache = open_output(self.out, engine_digest())
            keep = edition.grows and read_stamp(cache, NAME).get("documents") == documents
            with staging(self.out) as stage:
                findings = edition.write(order, stage.folder(NAME, keep=keep), cache)
            write_stamp(cache, NAME, {"documents": documents})
            close_output(cache)
        self.tell(findings)

    def check(self) -> None:
        """Tell what stands against the course beside its pages, which need not wait for it."""
        found = findings_of(load_project(self.root), self.out / ".cache" / "doctrees")
        self.tell([one for one in found if one.level is not Level.INFO and one.code not in _QUIET])


class Warm:
    """The process that waits; `build` has it make the pages anew and returns when they are in place, or are not."""

    def __init__(self, preview: Preview) -> None:
        """Start it, with a first build, which is not waited for."""
        context: Any = get_context("fork" if _FORKS else "spawn")
        self._asking, asked = context.Pipe()
        inherited = self._asking if _FORKS else None
        self._process = context.Process(target=_wait, args=(preview, asked, inherited), daemon=True)
        self._process.start()
        asked.close()
        self._asking.recv()

    def close(self) -> None:
        """Let the process end, and wait for that."""
        self._asking.close()
        self._process.join()

    def build(self) -> None:
        """Make what has changed."""
        self._asking.send(None)
        self._asking.recv()


def _wait(preview: Preview, asked: Connection, inherited: Connection | None) -> None:
    """Build once, then whenever it is asked for, until nobody is left to ask.

    A fork has `inherited` the end of the pipe that asks, and would keep it open for ever after who asks was killed.
    """
    if inherited is not None:
        inherited.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, and with it this process
    before = set(sys.modules)
    _try(preview, preview.make)
    _forget(before)
    while True:
        asked.send(None)
        checking = _forked(preview, preview.check)
        try:
            asked.recv()
        except EOFError:
            return
        finally:
            _end(checking)
        _end(_forked(preview, preview.make), cut=False)


def _try(preview: Preview, work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as error:  # noqa: BLE001 - whatever it is, the preview goes on with the next save
        preview.fail(error)


def _forget(before: set[str]) -> None:
    """Let what conf.py imports from its neighbours be read again."""
    places = engine_places()
    for name in set(sys.modules) - before:
        path = str(getattr(sys.modules[name], "__file__", None) or places[0])
        if not os.path.realpath(path).startswith(places):
            del sys.modules[name]


def _forked(preview: Preview, work: Callable[[], None]) -> int:
    """Begin a piece of work in a fork and return its process; 0 where there are no forks, and it is done."""
    if not _FORKS:
        _try(preview, work)
        return 0
    if child := os.fork():
        return child
    gc.disable()  # what the process before it has left is not looked through
    try:
        _try(preview, work)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(0)


def _end(child: int, *, cut: bool = True) -> None:
    """Wait for a fork to end, cut off what is no longer wanted."""
    if child:
        if cut:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
