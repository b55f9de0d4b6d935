"""What a format of responses is: a name, how its files are known, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizzes.responses.readers.claim import Claim
    from quizzes.responses.readers.context import Context


@dataclass(frozen=True)
class ResponseFormat:
    """A format of answers of learners.

    `name` is what a command line says and the column `source` holds; `about` is one line for help. `looks` says of the
    beginning of a text whether it is of the format; `read` yields what a file says, and raises FindingsError for a file
    that is damaged.
    """

    name: str
    about: str
    looks: Callable[[str], bool]
    read: Callable[[Path, Context], Iterator[Claim]]
