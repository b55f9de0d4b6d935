"""`python -m quizzes` is the command `quizzes`."""

from __future__ import annotations

from typing import NoReturn

from quizzes.interrupt import end_with


def main() -> NoReturn:
    """Run `quizzes` and end the process; what it needs is loaded where Ctrl-C is heard already."""
    end_with(_run)


def _run() -> int:
    from quizzes.command import main as quizzes

    return quizzes()


if __name__ == "__main__":
    main()
