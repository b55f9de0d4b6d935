"""Progress of long work: a bar on a terminal, plain lines elsewhere, silent when asked."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

from quizzes.finding import counted

if TYPE_CHECKING:
    from collections.abc import Iterator


class Progress(Protocol):
    """What a long piece of work tells about itself."""

    def begin(self, work: str, steps: int) -> None:
        """Start a piece of work of that many steps."""

    def step(self, count: int = 1) -> None:
        """Say that some steps are done."""


class Silent:
    """Says nothing."""

    def begin(self, work: str, steps: int) -> None:
        """Ignore."""

    def step(self, count: int = 1) -> None:
        """Ignore."""


class Lines:
    """Prints one line when a piece of work begins."""

    def begin(self, work: str, steps: int) -> None:
        """Print what begins."""
        click.echo(f"{work}: {counted(steps, 'page')}" if steps else work, err=True)

    def step(self, count: int = 1) -> None:
        """Ignore: a log wants no bar."""


class TerminalBar:
    """Draws one bar per piece of work on the terminal."""

    def __init__(self) -> None:
        self._bar: click._termui_impl.ProgressBar[int] | None = None

    def begin(self, work: str, steps: int) -> None:
        """End the bar before and draw a new one."""
        self.end()
        self._bar = click.progressbar(length=max(steps, 1), label=f"{work:<16}", file=sys.stderr)
        self._bar.__enter__()

    def step(self, count: int = 1) -> None:
        """Move the bar."""
        if self._bar:
            self._bar.update(count)

    def end(self) -> None:
        """Leave the bar as it is and go to the next line."""
        if self._bar:
            self._bar.__exit__(None, None, None)
            self._bar = None


@contextmanager
def progress_for(*, quiet: bool) -> Iterator[Progress]:
    """Give the progress that fits where the output goes."""
    if quiet:
        yield Silent()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        bar = TerminalBar()
        try:
            yield bar
        finally:
            bar.end()
