"""Where the answers of a course go: nowhere, below each question, to the end, or into a key of their own."""

from typing import Literal, get_args

Answers = Literal["none", "inline", "end", "key"]
ANSWERS: tuple[str, ...] = get_args(Answers)
