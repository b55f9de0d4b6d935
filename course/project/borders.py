"""Which files a course may read: those in its folder, and what its author allows outside of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from course.project.load import Project

CODE = "X002"


@dataclass(frozen=True)
class Borders:
    """Folders and files within which a course stays; all of them are resolved."""

    places: tuple[Path, ...]

    def hold(self, path: Path) -> bool:
        """Say whether a file lies within the borders, links followed."""
        real = path.resolve()
        return any(real.is_relative_to(place) for place in self.places)


def borders_of(project: Project) -> Borders:
    """Return the borders of a course: its folder, and unless it is a stranger's what `outside` in [trust] allows."""
    allowed = project.tables.trust.outside if project.trusted else ()
    return Borders((project.root, *((project.root / place).resolve() for place in allowed)))


def hint_for(project: Project) -> str:
    """Say how a reach out of the course is cured."""
    if not project.trusted:
        return "move it into the course"
    return "move it into the course, or name its place in `outside` of [trust] in course.toml"


def reach(project: Project, page: Path, path: Path) -> Finding:
    """Return the error for a page that shows a file from outside, on the first line that names the file."""
    text = page.read_text(encoding="utf-8", errors="replace").splitlines() if page.is_file() else []
    line = next((number for number, row in enumerate(text, 1) if path.name in row), 1)
    told = f"shows {path}, which lies outside of the course ({hint_for(project)})"
    return Finding(page, line, CODE, told)


def page_naming(project: Project, path: Path) -> Path:
    """Return the first page that names a file, course.toml where none does."""
    pages = (page for page in project.pages() if page.is_file())
    named = (page for page in pages if path.name in page.read_text(encoding="utf-8", errors="replace"))
    return next(named, project.settings)
