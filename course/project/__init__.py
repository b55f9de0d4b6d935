"""What course.toml says, as frozen values: the folder of a course, and a value for each of its tables."""

from course.project.load import (
    LANGUAGE,
    NAME,
    SHIPPED,
    Project,
    course_here,
    find_course,
    load_project,
    read_extension,
)

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
