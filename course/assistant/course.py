"""The one course that an assistant sees: read anew for each call, and never a file outside of its folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.project import load_project
from course.project.pool import overlay_at_hand
from quizzes.finding import Finding, FindingsError
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from course.project import Project

OUTSIDE = "M001"
UNKNOWN = "M002"
REFUSED = "M003"


@dataclass(frozen=True)
class Opened:
    """A course that an assistant has been given; `root` is its folder, links followed."""

    root: Path

    def project(self) -> Project:
        """Return the course as its settings say it is now.

        Raises FindingsError for what `load_project` refuses, and for a table that `course.toml` has elsewhere (M001).
        """
        project = load_project(self.root)
        for path in (project.register, project.quizzes, project.facts, project.bibliography, project.objectives):
            if path is not None:
                self.inside(path)
        return project

    def inside(self, path: Path) -> Path:
        """Return a path with its links followed; raises FindingsError (M001) when it leaves the folder."""
        real = path.resolve()
        if not real.is_relative_to(self.root):
            raise refused(path, OUTSIDE, "lies outside of the course, where an assistant neither reads nor writes")
        return real

    def named(self, name: str) -> Path:
        """Return a file of the course by its path from the folder; raises FindingsError (M001, M002)."""
        if "\0" in name or name.startswith(("/", "\\", "~")) or ":" in name:
            raise refused(self.root, OUTSIDE, f"{name!r} is no path from the folder of the course")
        path = self.inside(self.root / name)
        pool = overlay_at_hand(load_project(self.root))
        if pool is not None and path.is_relative_to(pool.resolve()):
            raise refused(self.root, OUTSIDE, f"{name!r} belongs to the private pool")
        hidden = any(part.startswith((".", "_")) for part in path.relative_to(self.root).parts)
        if hidden or not path.is_file():
            raise refused(
                self.root, UNKNOWN, f"there is no file {name!r} of the course", "list_pages names those there are"
            )
        return path

    def write(self, contents: Mapping[Path, bytes]) -> None:
        """Write files of the course, all or none; raises FindingsError (M001) when one lies elsewhere."""
        write_together({self.inside(path): data for path, data in contents.items()})

    def short(self, path: Path) -> str:
        """Return a path from the folder of the course, as people write it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name


def refused(path: Path, code: str, message: str, hint: str = "") -> FindingsError:
    """Return the error with which a wish of an assistant is refused."""
    return FindingsError(Finding(path, 1, code, message, hint=hint))
