"""What the system refuses, and what is nested too deeply, as findings."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from course.project.nesting import place_of_most, too_deep
from quizzes.finding import Finding

SYSTEM, NO_MEMORY = "C080", "C082"
FULL = (errno.ENOSPC, errno.EDQUOT)
"""What is full is where something is written, whatever page was at hand."""
EXPECTED = (OSError, RecursionError, MemoryError)
"""Errors that say something about the input or the machine, and nothing about this program."""
_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your part of the disk is full",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "it may not be read or written (permission denied)",
    errno.EPERM: "it may not be read or written (not permitted)",
    errno.ENOENT: "it is not there",
    errno.ELOOP: "it is a link that leads to itself",
    errno.ENAMETOOLONG: "its name is too long for the disk",
    errno.EMFILE: "too many files are open",
}


def finding_of(error: BaseException, place: Path) -> Finding:
    """Return one of `EXPECTED` as a finding at the file that it names, else at `place`."""
    if isinstance(error, RecursionError):
        text = place.read_text(encoding="utf-8", errors="replace") if place.is_file() else ""
        return too_deep(place, place_of_most(text))
    if isinstance(error, MemoryError):
        return Finding(place, 1, NO_MEMORY, "needs more memory than this machine has")
    assert isinstance(error, OSError)
    if error.filename is None and error.errno == errno.ENOENT and not _standing():
        return Finding(Path(), 1, SYSTEM, "the folder you stand in is gone", hint="go to one that is there")
    named = error.filename if isinstance(error.filename, str | bytes) else ""
    path = Path(os.fsdecode(named)) if named else place
    if path.name.startswith(".") and path.suffix == ".new":  # what `quizzes.writing` writes beside a file
        path = path.with_name(path.stem.removeprefix("."))
    return Finding(path, 1, SYSTEM, _WORDS.get(error.errno or 0, error.strerror or str(error)))


def _standing() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True
