"""What a command says when it cannot go on: never a traceback, always what was left."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import stopping
from course.project.trouble import EXPECTED, finding_of
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[2]
_PACKAGES = (_ROOT / "course", _ROOT / "quizzes")


def last_words(error: BaseException) -> Iterator[str]:
    """Yield the lines to print; raises `error` again when it is not ours to tell."""
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        raise error
    if isinstance(error, FindingsError):
        yield from stopping(error.findings)
    elif isinstance(error, OSError) and _in_print(error):
        yield f"stopped: what this command has to say cannot be written: {error.strerror}"
    elif isinstance(error, EXPECTED):
        yield from stopping([finding_of(error, Path())])
    elif isinstance(error, ModuleNotFoundError) and error.name:
        yield f"stopped: the package of the module '{error.name}' is missing: install coursewright again"
    else:
        told = " ".join(str(error).split())
        notes = "".join(f" ({note})" for note in getattr(error, "__notes__", ()))
        yield (
            f"stopped: {type(error).__name__} in {_where(error)}{notes}: {told:.300}; nothing was changed. This is a "
            "fault of coursewright: please report what `course --debug ...` prints, as CONTRIBUTING.md says"
        )


def _where(error: BaseException) -> str:
    """Return the last line of ours that was at work, or of whoever was."""
    places = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [(path.relative_to(_ROOT), line) for path, line in places if any(map(path.is_relative_to, _PACKAGES))]
    path, line = (ours or places)[-1]
    return f"{path}:{line}"


def _in_print(error: BaseException) -> bool:
    """Say whether the error arose in printing; standard output is then thrown away, so that the end is quiet."""
    if traceback.extract_tb(error.__traceback__)[-1].filename != click.utils.__file__:
        return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return True
