"""The register of checks: one function finds one kind of fault and is known by its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from course.material import Material


@dataclass(frozen=True)
class Fault:
    """What a check reports; `level` overrides the level of the check."""

    path: Path
    line: int
    message: str
    subject: str = ""
    hint: str = ""
    level: Level | None = None


@dataclass(frozen=True)
class Check:
    """A check: its code, its level, one sentence on what it wants, and the function that finds faults.

    A `local` check looks at each page or bank by itself, so that one that did not change need not be asked again.
    """

    code: str
    level: Level
    title: str
    find: Callable[[Material], Iterable[Fault]]
    local: bool = False

    def run(self, material: Material) -> Iterator[Finding]:
        """Yield the findings of this check."""
        yield from self.told(self.find(material))

    def told(self, faults: Iterable[Fault]) -> Iterator[Finding]:
        """Yield faults of this check as findings."""
        for fault in faults:
            level = fault.level or self.level
            yield Finding(fault.path, fault.line, self.code, fault.message, level, fault.subject, fault.hint)


CHECKS: dict[str, Check] = {}


def check(
    code: str, level: Level = Level.ERROR, *, local: bool = False
) -> Callable[[Callable[[Material], Iterable[Fault]]], Callable[[Material], Iterable[Fault]]]:
    """Register a function under a code; the first line of its docstring is the title of the check."""

    def register(find: Callable[[Material], Iterable[Fault]]) -> Callable[[Material], Iterable[Fault]]:
        if code in CHECKS:
            raise ValueError(f"the code {code} is taken")
        CHECKS[code] = Check(code, level, (find.__doc__ or "").strip().splitlines()[0], find, local)
        return find

    return register
