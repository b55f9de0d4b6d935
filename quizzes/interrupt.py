"""Ctrl-C: heard at any moment but the one in which files take their places, and answered by one line."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INTERRUPTED = 130
"""The exit status of a program that Ctrl-C has ended: 128 and the number of the signal, as shells count."""
LAST_LINE = "interrupted; every file is as it was, or new and whole"


def end_with(run: Callable[[], int]) -> NoReturn:
    """Run a program and end the process with its exit status: 130, and one line, after a Ctrl-C.

    Once it has ended nobody is left who could answer another one: that ends the process at once.
    """
    try:
        status = run()
    except KeyboardInterrupt:
        sys.stderr.write(f"{LAST_LINE}\n")
        status = INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(status)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait out a few renames; only the main thread hears it at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        with suppress(TypeError):  # a handler that was not set from Python cannot be set again
            signal.signal(signal.SIGINT, before)
