"""`python -m course` is the command `course`."""

from __future__ import annotations

from typing import NoReturn

from quizzes.interrupt import end_with


def main() -> NoReturn:
    """Run `course` and end the process; what it needs is loaded where Ctrl-C is heard already."""
    end_with(_run)


def _run() -> int:
    from course.cli import main as course

    course(prog_name="course")
    return 0


if __name__ == "__main__":
    main()
