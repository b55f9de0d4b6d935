"""What the extra `stats` brings, and the one line that says so when it is not there."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from quizzes.finding import Finding, FindingsError
from quizzes.responses.codes import TableCode

EXTRA = "coursewright[stats]"


def brought(name: str, path: Path | None = None) -> Any:
    """Return a module of a package of the extra; raises FindingsError (S006) without it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        message = f"this needs the package {name.partition('.')[0]}, which is not installed"
        hint = f'python -m pip install "{EXTRA}"'
        raise FindingsError(Finding(path or Path(), 1, TableCode.EXTRA, message, hint=hint)) from error
