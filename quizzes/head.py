"""Recognise a bank by its head; a module of its own because it is asked for every YAML file and must cost nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?schema[\"']?:[ \t]*[\"']?quizbank/", re.MULTILINE)
_BYTES = 2048


def is_bank(path: Path) -> bool:
    """Say whether the first 2 KiB of a file have a line `schema: quizbank/…`; false for what cannot be read."""
    try:
        with path.open("rb") as stream:
            return _SCHEMA.search(stream.read(_BYTES)) is not None
    except (OSError, ValueError):
        return False


def find_banks(folder: Path) -> list[Path]:
    """Return the banks directly in `folder` (`*.yaml` that says `schema: quizbank/`), sorted by name."""
    return sorted(path for path in folder.glob("*.yaml") if is_bank(path))
