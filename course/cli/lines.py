"""Findings as lines for a terminal: paths as seen from here, and not the same thing a hundred times."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzes.finding import Level, counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from course.project import Project
    from quizzes.finding import Finding

MOST = 5
_MOST_OF_ALL = 20
OPEN = "E010"
"""The code of an open statement, of which a new course has one in every row."""


def line_of(finding: Finding) -> str:
    """Return `path:line: CODE level: message`."""
    place, _, rest = str(finding).partition(f" {finding.code} ")
    return f"{place} {finding.code} {finding.level}: {rest}"


def brief(
    findings: Iterable[Finding], most: int = MOST, where: str = "`course check` lists what is wrong in the course"
) -> Iterator[str]:
    """Yield the lines of the first findings of each code, and how many more are `where`; an error needs no level."""
    seen = Counter[str]()
    for one in dict.fromkeys(findings):
        seen[one.code] += 1
        if seen[one.code] <= most:
            near = replace(one, path=seen_from_here(one.path))
            yield str(near) if one.level is Level.ERROR else line_of(near)
    for code, number in seen.items():
        if number > most:
            yield f"… and {number - most:,} more: {code} ({where})"


def stopping(findings: Sequence[Finding], left: str = "nothing was changed") -> Iterator[str]:
    """Yield the lines about what stands in the way, errors last where the eye is, and what was left as it was."""
    errors = [one for one in findings if one.level is Level.ERROR]
    yield from brief([*(one for one in findings if one not in errors), *errors], _MOST_OF_ALL)
    others = f", {counted(len(findings) - len(errors), 'other finding')}" if len(errors) < len(findings) else ""
    yield f"stopped: {counted(len(errors), 'error')}{others}; {left}"


def gathered(findings: Iterable[Finding], project: Project) -> Iterator[Finding]:
    """Yield findings, those about open statements as one: how many there are, and in which lessons."""
    waiting = [one for one in findings if one.code == OPEN]
    yield from (one for one in findings if one.code != OPEN)
    if len(waiting) > 1:
        count = Counter(_lessons_of({one.subject for one in waiting}, project))
        where = ", ".join(f"{name} {number}" for name, number in list(count.items())[:MOST])
        more = f" and {len(count) - MOST} more lessons" if len(count) > MOST else ""
        message = f"{len(waiting):,} statements have no verdict yet ({where}{more})"
        hint = "compare them with the evidence; -v lists each"
        yield replace(waiting[0], message=message, hint=hint, subject="")
    else:
        yield from waiting


def _lessons_of(names: set[str], project: Project) -> Iterator[str]:
    """Yield for each statement the name of the lesson that marks it."""
    for path in project.lessons():
        for found in re.findall(r"\{claim\}`([^`]*)`", path.read_text(encoding="utf-8", errors="replace")):
            yield from (path.stem for name in found.split(",") if name.strip() in names)


def seen_from_here(path: Path) -> Path:
    """Return the path from the working folder when it lies inside, so that a click in the terminal opens it."""
    try:
        here, absolute = Path.cwd(), path.absolute()
    except OSError:  # the working folder is gone
        return path
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def chosen(given: str, known: Collection[str]) -> list[str]:
    """Return the names of a comma list, each once; raise BadParameter for an unknown one, and for none."""
    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise click.BadParameter(f"'{', '.join(unknown)}' is not among {', '.join(known)}", param_hint="--to")
    return names
