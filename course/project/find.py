"""Where a course lies: the folder that is named or stood in, or one that is shipped; quick, since nothing is read."""

from __future__ import annotations

from pathlib import Path

from quizzes.finding import Finding, FindingsError

NAME = "course.toml"
SHIPPED = "klonopin"


def course_here() -> str:
    """Return the course that is meant when none is named: the folder one stands in, else the one that is shipped."""
    return "." if Path(NAME).is_file() else SHIPPED


def find_course(name: str) -> Path:
    """Return the folder of a course, given as a path or as the name of a course shipped in the package.

    Raises FindingsError when neither exists.
    """
    folder = Path(name)
    if folder.is_dir():
        return folder.resolve()
    shipped = Path(__file__).parents[1] / name
    if name.isidentifier() and (shipped / NAME).is_file():
        return shipped
    made_of = name if folder.is_file() else "DOCUMENT"
    message, hint = (
        f"no course folder and no shipped course is called '{name}'",
        f"`course new {made_of} DIR` makes one",
    )
    raise FindingsError(Finding(folder, 1, "C001", message, hint=hint))
