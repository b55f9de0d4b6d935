"""The names of the columns of a file: those that are needed, and those that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level
from quizzes.responses.codes import TableCode
from quizzes.responses.columns import COLUMNS, NAMES
from quizzes.responses.valid import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_COLUMNS = 200
HINT = "docs/reference/responses.md has the columns; `course responses import` makes the table of other files"


def judge_heads(path: Path, names: Sequence[str]) -> list[Finding]:
    """Return what is said of columns that are left out.

    Raises FindingsError (S002) for too many columns, one that comes twice, and one that is lacking.
    """
    if len(names) > MOST_COLUMNS:
        raise no_table(path, f"the table has {len(names):,} columns; at most {MOST_COLUMNS}")
    if twice := sorted({name for name in names if names.count(name) > 1 and name in NAMES}):
        raise no_table(path, f"the column {twice[0]} comes twice")
    if lacking := [column.name for column in COLUMNS if column.needed and column.name not in names]:
        raise no_table(path, f"the table has no column {', '.join(lacking)}")
    strange = [shown(name) for name in names if name not in NAMES]
    message = f"the table has columns that are not known here, and are left out: {', '.join(strange[:5])}"
    return [Finding(path, 1, TableCode.LEFT_OUT, message, Level.WARNING)] if strange else []


def no_table(path: Path, message: str, line: int = 1) -> FindingsError:
    """Return the error of a file that is no table of responses."""
    return FindingsError(Finding(path, line, TableCode.NO_TABLE, message, hint=HINT))
