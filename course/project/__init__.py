"""What course.toml says, as frozen values: the folder of a course, and a value for each of its tables.

What reads it is loaded when it is asked for: a command that has nothing to read starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.project.find import NAME, SHIPPED, course_here, find_course

if TYPE_CHECKING:
    from course.project.load import LANGUAGE, Project, load_project, read_extension

__all__ = [
    "LANGUAGE",
    "NAME",
    "SHIPPED",
    "Project",
    "course_here",
    "find_course",
    "load_project",
    "read_extension",
]


def __getattr__(name: str) -> object:
    """Return what the reader of course.toml offers, which loads it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from course.project import load

    found: object = getattr(load, name)
    return found
