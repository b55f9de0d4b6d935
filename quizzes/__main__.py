"""`python -m quizzes` is the command `quizzes`."""

import sys

from quizzes.command import main

if __name__ == "__main__":
    sys.exit(main())
