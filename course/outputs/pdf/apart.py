"""Typst in a process of its own, so that what a large book needs is free again when the book is made.

Typst keeps what it has set for as long as its process lives (0.15): some 400 bytes for each byte of source. Small texts
share such a process until it has had its fill, because a new one takes 0.1 s before it begins.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.outputs.pdf.compile import Compiled, Refused, compile_here
from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL = 800_000
"""So many bytes of source are set in one process: first in this one, the book of a short course among them."""
_PATIENCE = 3
"""Seconds in which an idle process ends by itself."""


@dataclass
class _Room:
    left: int = SMALL


class _Worker:
    """A process that sets one text after the other; `left` is the room that it still has, in bytes of source."""

    def __init__(self) -> None:
        # -P: a file of the author that is named like a module of Python is not taken for it.
        command = [sys.executable, "-P", "-m", __name__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
        self.owner, self.left = os.getpid(), SMALL

    def set(self, source: Path, order: list[Any]) -> tuple[list[Any], bytes]:
        """Return what there is to tell of the text, and its PDF; raise Refused when the process is stopped."""
        process = self._process
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
            *told, size = json.loads(process.stdout.readline())
            pdf = process.stdout.read(size)
        except (OSError, ValueError):
            size, pdf = -1, b""
        if len(pdf) != size:
            words = f"Typst was stopped ({self.end()}); perhaps there was not enough memory for a book of this size"
            raise Refused([Finding(source, 1, "P111", words)])
        return told, pdf

    def end(self) -> int:
        """End the process, which has nothing to do, and return its code."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(OSError):  # it has ended before
            self._process.stdin.close()
        self._process.stdout.close()
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:  # a process forked from this one keeps the pipe open
            self._process.kill()
            return self._process.wait()

    def kill(self) -> None:
        """End the process whatever it is at."""
        self._process.kill()


_room = _Room()
_workers: list[_Worker] = []
"""The process that small texts share, if there is one."""


def compile_typst(
    source: Path, root: Path, timestamp: int, inputs: Mapping[str, str] | None = None, fonts: Path | None = None
) -> Compiled:
    """Do what `compile_here` does, in another process when this one would keep too much."""
    size = source.stat().st_size
    if size > _room.left:
        return compile_apart(source, root, timestamp, inputs, fonts)
    _room.left -= size
    return compile_here(source, root, timestamp, inputs, fonts)


def compile_apart(
    source: Path, root: Path, timestamp: int, inputs: Mapping[str, str] | None = None, fonts: Path | None = None
) -> Compiled:
    """Do what `compile_here` does in another process; raise Refused also when it is stopped from outside."""
    order = [str(source), str(root), timestamp, dict(inputs or {}), str(fonts) if fonts else None]
    worker = _worker_for(source.stat().st_size)
    try:
        (told, signs, placed), pdf = worker.set(source, order)
    except BaseException:
        worker.kill()
        end_workers()
        raise
    if worker.left <= 0:
        end_workers()
    found = [Finding(Path(path), line, code, message) for path, line, code, message in told]
    if not pdf:
        raise Refused(found, signs)
    return Compiled(pdf, tuple(found), placed)


def _worker_for(size: int) -> _Worker:
    """Return the process that small texts share, a new one when the text has no room in it."""
    if _workers and (_workers[-1].left < size or _workers[-1].owner != os.getpid()):
        end_workers()
    if not _workers:
        _workers.append(_Worker())
    _workers[-1].left -= size
    return _workers[-1]


@atexit.register
def end_workers() -> None:
    """Free what was needed; the process of another one, from which this one was forked, is left to it."""
    for worker in _workers:
        if worker.owner == os.getpid():
            worker.end()
    _workers.clear()


def main() -> None:
    """Carry out orders, a line of JSON each: answer with a line of JSON that ends in a length, and the PDF so long."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word
    for order in sys.stdin.buffer:
        source, root, timestamp, inputs, fonts = json.loads(order)
        signs: tuple[str, ...] = ()
        try:
            made = compile_here(Path(source), Path(root), timestamp, inputs, Path(fonts) if fonts else None)
        except Refused as refused:
            made, signs = Compiled(b"", tuple(refused.findings)), refused.signs
        told = [(str(one.path), one.line, one.code, one.message) for one in made.findings]
        sys.stdout.buffer.write(json.dumps([told, signs, made.placed, len(made.pdf)]).encode() + b"\n" + made.pdf)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
