"""What is wanted of a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.progress import Progress
    from course.project import Project

USUAL = "html,pdf"
"""What is built when nobody names an edition."""


@dataclass(frozen=True)
class Order:
    """What to build and how: the course, its output folder, and whether warnings are fatal.

    `answers` says for the whole build where answers go (none, inline, end, key); empty: as each quiz says.
    `language` is that of the catalogues to translate by; empty: the course as it was written. `responses` are answers
    of learners, which few editions read. `settings` are given to Sphinx over those of the course; `label` is what
    progress is called. `keep_going`: an edition that cannot be made does not hold up the others.
    """

    project: Project
    out: Path
    progress: Progress
    jobs: int = 1
    strict: bool = False
    answers: str = ""
    language: str = ""
    responses: Path | None = None
    settings: tuple[tuple[str, Any], ...] = ()
    label: str = ""
    keep_going: bool = False
