"""Who wrote the lessons by the history of versions, held against the people of the record."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.project import Project

CODE = "C229"
_SECONDS = 60
_AUTHOR = "\x01"
"""What stands before a name in what git prints: no name and no file has it."""


def unknown_authors(project: Project) -> Iterator[Finding]:
    """Yield an error for each author of a lesson who is no person of the record, at the first lesson by that name.

    Only where a provider gives credit: who controls content must have disclosed (Standards for Integrity and
    Independence, Standard 3; A10). Names are those of git, through the `.mailmap` of the repository.
    """
    if not project.tables.gives_credit:
        return
    known = {" ".join(one.name.split()).casefold() for one in project.tables.everybody}
    told: set[str] = set()
    for name, file in _written(project.root):
        if name.casefold() not in known | told:
            told.add(name.casefold())
            message = f"'{name[:60]}' wrote in this lesson by the version history and is no person of the record"
            hint = "add a [[person]] with a disclosure, or join the names in .mailmap"
            yield Finding(project.root / file, 1, CODE, message, hint=hint)


def _written(root: Path) -> Iterator[tuple[str, str]]:
    """Yield author and lesson of every change, the newest first; nothing without git or its history."""
    git = shutil.which("git")
    if git is None:
        return
    log = (
        git,
        "-C",
        str(root),
        "log",
        "--no-show-signature",
        f"--format={_AUTHOR}%aN",
        "--name-only",
        "--relative",
        "-z",
    )
    try:
        done = subprocess.run((*log, "--", "lessons"), capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return
    author = ""
    for part in done.stdout.decode(errors="replace").replace("\n", "\0").split("\0") if done.returncode == 0 else ():
        if part.startswith(_AUTHOR):
            author = " ".join(part.removeprefix(_AUTHOR).split())
        elif part and (root / part).is_file():
            yield author, part
